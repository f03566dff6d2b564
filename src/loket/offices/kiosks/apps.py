"""Registers kiosks with Django, and their section with the city pack."""

from django.apps import AppConfig


class KiosksConfig(AppConfig):
    """The room of the self-service counters."""

    name = "loket.offices.kiosks"
    label = "kiosks"
    verbose_name = "Kiosks"

    def ready(self) -> None:
        from loket.offices.kiosks import kinds_offered

        kinds_offered.register()
