"""What channels and levels of a product are called on the resident's pages."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEVELS: Final[dict[str, Promise]] = {
    "information": _("informatie online"),
    "form": _("afspraak of aanvraag online"),
    "end_to_end": _("helemaal online"),
    "automatic": _("gebeurt vanzelf"),
}
TITLES: Final[dict[str, Promise]] = {
    "automate": _("We doen het voor jou"),
    "swipe": _("Doe het nu online"),
    "kiosk": _("Aan een zelfbedieningsloket"),
    "call": _("Bel"),
    "connect": _("Kom langs"),
}
