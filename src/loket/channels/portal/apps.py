from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "loket.channels.portal"
    label = "portal"
    verbose_name = "Portal"
