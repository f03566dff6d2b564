"""Registers the journal with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The room of the journal."""

    name = "loket.foundations.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
