"""Registers places with Django, its sections with the city pack, and the zone with people."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The room of places."""

    name = "loket.foundations.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which sections of a city pack this room understands, and how the city tells time."""
        from loket.foundations.places import kinds_offered

        kinds_offered.register()
