"""Registers documents with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The room of documents."""

    name = "loket.foundations.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
