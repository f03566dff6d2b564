"""What everybody is told of a kiosk that goes: until when, and where people can go then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from loket.channels.ui import dates, names
from loket.foundations.places import queries as places
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.queries import ClosingLine


@dataclass(frozen=True, slots=True)
class Closing:
    """The same on page, kiosk and API."""

    line: ClosingLine
    #: Where people can go then.
    there: str
    street: str
    said: str


def list_closings(on: date) -> dict[str, Closing]:
    """By contact point, what may be said on this day; also of those that went."""
    return {point: _say(line, on) for point, line in kiosks.list_closings_said(on).items()}


def _say(line: ClosingLine, on: date) -> Closing:
    there, street = _place(line.redirect, on)
    facts = {"day": dates.full_day(line.removed_on, on), "there": there}
    if line.removed_on <= on:
        said = _("Dit zelfbedieningsloket is er niet meer. Je kan terecht in %(there)s.") % facts
    else:
        said = _("Dit zelfbedieningsloket verdwijnt op %(day)s. Daarna: %(there)s.") % facts
    return Closing(line, there, street, said)


def _place(code: str, on: date) -> tuple[str, str]:
    known = names.of_city()
    point = places.find_contact_point(code)
    if point is not None:
        return known.text(point.name), point.street
    site = places.find_location(code, on)
    return known.location(code), site.profile.street if site else ""
