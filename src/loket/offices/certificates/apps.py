"""Registers certificates with Django, the ground of their look-ups, and their terms in the pack."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """The room of attests, extracts and copies."""

    name = "loket.offices.certificates"
    label = "certificates"
    verbose_name = "Certificates"

    def ready(self) -> None:
        from loket.offices.certificates import kinds_offered

        kinds_offered.register()
