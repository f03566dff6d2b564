"""What codes are called on a page: products, locations, capabilities, languages, states."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Final, Protocol

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.channels.ui import dates
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.kit import texts

#: As the object of "there is no".
CAPABILITIES: Final[dict[str, Promise]] = {
    "booking": _("afsprakenagenda"),
    "safe": _("kluis"),
    "photo_booth": _("fotocabine"),
    "pickup": _("afhaalpunt"),
    "payment": _("kassa"),
    "biometrics": _("toestel voor vingerafdrukken"),
    "reception": _("onthaal"),
    "kiosk": _("zelfbedieningsloket"),
}
STATES: Final[dict[str, Promise]] = {
    "held": _("vastgehouden"),
    "booked": _("geboekt"),
    "checked_in": _("aangemeld"),
    "in_service": _("aan het loket"),
    "done": _("klaar"),
    "no_show": _("niet verschenen"),
    "cancelled": _("geannuleerd"),
    "moved": _("verplaatst"),
    "expired": _("vervallen"),
    "displaced": _("te verplaatsen"),
    "waiting": _("wacht"),
    "called": _("geroepen"),
    "serving": _("aan het loket"),
    "parked": _("even opzij"),
    "left": _("vertrokken"),
}


class Names(Protocol):
    """Where the names of the city's own things come from."""

    def text(self, value: texts.Texts) -> str: ...
    def product(self, code: str) -> str: ...
    def location(self, code: str) -> str: ...


class CityNames:
    """From the catalogue and the places, each read once, in the language of the page."""

    def __init__(self, own: str) -> None:
        self.own = own

    def text(self, value: texts.Texts) -> str:
        return texts.pick(value, current(), self.own)

    def product(self, code: str) -> str:
        known = self._catalogue
        found = known and (known.products.get(code) or known.withdrawn.get(code))
        return self.text(found.name) if found else code

    def location(self, code: str) -> str:
        place = self._places.by_code.get(code)
        return self.text(place.profiles[-1].name) if place and place.profiles else code

    @cached_property
    def _catalogue(self) -> catalogue.Catalogue | None:
        return catalogue.find_catalogue()

    @cached_property
    def _places(self) -> places.Places:
        return places.snapshot()


_KNOWN: ContextVar[CityNames | None] = ContextVar("known", default=None)


@contextmanager
def known_during(own: str) -> Iterator[None]:
    """One reading of the city's names for a whole answer; `own` is the language that counts."""
    token = _KNOWN.set(CityNames(own))
    try:
        yield
    finally:
        _KNOWN.reset(token)


def of_city() -> CityNames:
    """The names of this answer; read anew outside a page."""
    known = _KNOWN.get()
    if known is None:
        city = catalogue.find_city()
        known = CityNames(city.language if city else current())
    return known


def text(value: texts.Texts) -> str:
    """A text of the city in the language of the page, else in the one that counts."""
    return of_city().text(value)


def capability(code: str) -> str:
    """ "kluis" for "safe"."""
    return str(CAPABILITIES.get(code, code))


def state(code: str) -> str:
    """ "geboekt" for "booked"."""
    return str(STATES.get(code, code))


def language(code: str) -> str:
    """ "Arabisch" for "ar", in the language of the page."""
    try:
        return Locale.parse(code).get_language_name(dates.spoken()) or code
    except (UnknownLocaleError, ValueError):
        return code


def own_name(code: str) -> str:
    """ "Français" for "fr": how speakers call their language."""
    try:
        name = Locale.parse(code).get_language_name(code) or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]


def current() -> str:
    """The language of the page."""
    return (translation.get_language() or "nl").split("-")[0]
