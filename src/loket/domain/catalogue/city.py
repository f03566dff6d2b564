"""The facts of the city itself: its languages, its clock, its colours, its rules for booking."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from loket.domain.catalogue.product import Texts

Language = Annotated[str, "like [a-z]{2,3}"]
Colour = Annotated[str, "like #[0-9a-f]{6}"]


@dataclass(frozen=True, slots=True)
class Branding:
    """Colours of the pages; pairs of text and ground reach 4.5:1."""

    primary: Colour
    deep: Colour
    accent: Colour
    on_primary: Colour = "#ffffff"
    on_accent: Colour = "#ffffff"


@dataclass(frozen=True, slots=True)
class BookingRules:
    """How long things last and how many one may have, before, during and after a booking."""

    horizon: timedelta
    hold: timedelta
    #: How long before the moment a reminder goes out; several are possible.
    reminders: tuple[timedelta, ...]
    #: How late one may check in and still keep the place of the appointment.
    late_grace: timedelta
    #: How long an earlier moment stays reserved for the one it is offered to.
    earlier_answer: timedelta
    #: Live unconfirmed holds of one client: a family fits, a robot does not.
    holds_per_client: Annotated[int, "1 to 50"]
    #: How long before the moment one may still cancel or move by oneself.
    change_until: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Holidays:
    """Whose statutory holidays count: codes of ISO 3166."""

    country: Annotated[str, "like [A-Z]{2}"]
    subdivision: Annotated[str, "at most 10 characters"] = ""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What the city's residents call things: each word with the words it also stands for."""

    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Words that say nothing in a search.
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """The format of `city.toml`."""

    code: Annotated[str, "like [a-z][a-z0-9-]*"]
    name: Texts
    #: The language whose texts count.
    language: Language
    zone: Annotated[str, "at most 60 characters"]
    phone: str
    branding: Branding
    booking: BookingRules
    holidays: Holidays
    other_languages: tuple[Language, ...] = ()
    #: Said on every page while the city tries something out, or that the site is a demonstration.
    notice: Texts = field(default_factory=dict)
    search: Dictionary = field(default_factory=Dictionary)
    #: NIS code of the municipality, by which registers know it.
    municipality: Annotated[str, "like [0-9]{5}"] = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Its own language first."""
        return (self.language, *self.other_languages)

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


def wrong_with(city: City) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Where, what and what instead, for what the types of the fields cannot say."""
    try:
        ZoneInfo(city.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones is none
        yield ("zone",), f'"{city.zone}"', "a name from the IANA time zone database"
    if city.language in city.other_languages:
        yield ("other_languages",), f'"{city.language}"', "languages other than the city's own"
    if not city.booking.horizon >= timedelta(days=1):
        yield ("booking", "horizon"), "less than a day", "at least a day"
    if not timedelta(minutes=1) <= city.booking.hold <= timedelta(hours=1):
        yield ("booking", "hold"), "too short or too long", "1 min to 1 h"
