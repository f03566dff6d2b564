"""Registers employees and assignments with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room of employees and assignments."""

    name = "loket.foundations.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
