from django.apps import AppConfig


class UIConfig(AppConfig):
    name = "loket.channels.ui"
    label = "ui"
    verbose_name = "Shared screens"
