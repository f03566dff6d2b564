from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "loket.channels.board"
    label = "board"
    verbose_name = "Board"
