from django.apps import AppConfig


class APIConfig(AppConfig):
    name = "loket.channels.api"
    label = "api"
    verbose_name = "Public API"
