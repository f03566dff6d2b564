"""Registers the outbox with Django."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """The room of the outbox."""

    name = "loket.foundations.messages"
    label = "messages"
    default_auto_field = "django.db.models.BigAutoField"
