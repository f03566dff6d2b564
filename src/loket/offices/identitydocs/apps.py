"""Registers identity documents with Django, and its section with the city pack."""

from django.apps import AppConfig


class IdentitydocsConfig(AppConfig):
    """The room of PIN and PUK codes."""

    name = "loket.offices.identitydocs"
    label = "identitydocs"
    verbose_name = "Identity documents"

    def ready(self) -> None:
        from loket.offices.identitydocs import kinds_offered

        kinds_offered.register()
