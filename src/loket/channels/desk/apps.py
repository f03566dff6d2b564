from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "loket.channels.desk"
    label = "desk"
    verbose_name = "Desk"
