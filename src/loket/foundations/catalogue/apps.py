"""Registers the catalogue with Django, and its sections with the city pack."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The room of products, channels, ownership, fees and legal texts."""

    name = "loket.foundations.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from loket.foundations.catalogue import kinds_offered

        kinds_offered.register()
