"""Registers the programme with Django, and its sections with the city pack."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The room of decisions, initiatives and milestones."""

    name = "loket.offices.programme"
    label = "programme"
    verbose_name = "Programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from loket.offices.programme import kinds_offered

        kinds_offered.register()
