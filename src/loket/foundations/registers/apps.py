"""Registers the guard with Django, its section with the city pack and its own ground."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """The room of look-ups in registers."""

    name = "loket.foundations.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which section of a city pack this room understands, and what it proves itself."""
        from loket.foundations.registers import kinds_offered

        kinds_offered.register()
