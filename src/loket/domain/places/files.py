"""The format of the files of a city pack that speak of places; the dataclasses are the schema.

``Annotated`` words are read by ``loket.kit.packs``: texts per language, keys of other sections,
bounds. What a person writes becomes the facts that the rules know by ``windows`` and its sisters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Annotated, Literal

from loket.domain.places import facts

Texts = Annotated[Mapping[str, str | Mapping[str, str]], "texts"]
Code = Annotated[str, "like [a-z0-9]+(-[a-z0-9]+)*", "at most 40 characters"]
District = Annotated[str, "refers to districts"]
Decision = Annotated[str, "refers to decisions"]
PostalCode = Annotated[str, "at most 12 characters"]
Name = Annotated[str, "at most 80 characters"]
Line = Annotated[str, "at most 120 characters"]
Phone = Annotated[str, "at most 40 characters"]
Source = Annotated[str, "at most 200 characters"]
Capability = Literal[
    "booking", "safe", "photo_booth", "pickup", "payment", "biometrics", "reception", "kiosk"
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Latitude = Annotated[float, "-90 to 90"]
Longitude = Annotated[float, "-180 to 180"]
Minutes = Annotated[int, "1 to 480"]

WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class DeviationEntry:
    """A capability in which the location differs from its tier, with the reason it publishes."""

    capability: Capability
    reason: Texts


@dataclass(frozen=True, slots=True)
class PromiseEntry:
    """What was decided about the opening: every ordinary week has at least this much."""

    opening_days: Annotated[int, "0 to 7"] = 0
    evenings: Annotated[int, "0 to 7"] = 0
    saturday: bool = False


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """What the location is, from a day on."""

    valid_from: date
    tier: Annotated[str, "refers to tiers"]
    name: Texts
    street: Line
    postal_code: PostalCode
    locality: Name
    capabilities: tuple[Capability, ...]
    valid_to: date | None = None
    summary: Texts = field(default_factory=dict)
    host: Line = ""
    district: District | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    point_source: Source = ""
    phone: Phone = ""
    phone_script: Texts = field(default_factory=dict)
    reception: Literal["open", "appointments_only", "none"] = "none"
    walk_in: bool = False
    step_free: bool = False
    languages: tuple[Annotated[str, "like [a-z]{2,3}"], ...] = ()
    deviations: tuple[DeviationEntry, ...] = ()
    #: The clock times are illustrative, and every page that shows them says so.
    hours_fictional: bool = False
    #: ``{PRODUCT = [first, further]}`` in minutes, where it differs from the product's own.
    minutes: Mapping[str, tuple[Minutes, Minutes]] = field(default_factory=dict)
    promise: PromiseEntry = PromiseEntry()
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class CounterEntry:
    """A counter; its lane is its number for ever, from 0."""

    lane: Annotated[int, "0 to 99"]
    name: Annotated[str, "at most 60 characters"]
    skills: tuple[Annotated[str, "refers to skills"], ...]
    valid_from: date
    valid_to: date | None = None
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class WindowEntry:
    """Open time: on weekdays each week, or on dates."""

    purpose: Literal["counter", "reception", "kiosk", "location"]
    opens: time
    closes: time
    valid_from: date
    valid_to: date | None = None
    days: tuple[Weekday, ...] = ()
    on: tuple[date, ...] = ()
    #: Lanes; none for the whole location.
    counters: tuple[int, ...] = ()
    reserved_for: Literal["walk_in", "mobility", "priority"] | None = None
    release_days: Annotated[int, "0 to 60"] = 0
    fictional: bool = False
    source: Source = ""


@dataclass(frozen=True, slots=True)
class ClosureEntry:
    """Announced closed time."""

    starts_at: datetime
    ends_at: datetime
    reason: Texts
    announced_at: datetime
    counters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LocationFile:
    """A file in ``locations/``."""

    code: Code
    profiles: tuple[ProfileEntry, ...]
    sort: Annotated[int, "0 to 100000"] = 1000
    counters: tuple[CounterEntry, ...] = ()
    windows: tuple[WindowEntry, ...] = ()
    closures: tuple[ClosureEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class DistrictEntry:
    """An entry of ``districts.toml``."""

    code: Code
    name: Name
    valid_from: date
    valid_to: date | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    source: Source = ""


@dataclass(frozen=True, slots=True)
class PostalCodeEntry:
    """Which districts a postal code touches, the usual one first. Also in ``districts.toml``."""

    code: PostalCode
    districts: tuple[District, ...]


@dataclass(frozen=True, slots=True)
class ContactPointEntry:
    """An entry of ``contact_points.toml``."""

    code: Code
    name: Texts
    host: Line
    postal_code: PostalCode
    opened_on: date
    location: Annotated[str, "refers to locations"] | None = None
    street: Line = ""
    district: District | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    point_source: Source = ""
    closed_on: date | None = None
    trial: Name = ""
    decision: Decision | None = None
    target_per_week: Annotated[int, "1 to 10000"] | None = None


@dataclass(frozen=True, slots=True)
class ClosingDayEntry:
    """A day on which the city closes of its own will. An entry of ``closing_days.toml``."""

    day: date
    name: Texts
    closes: bool = True


@dataclass(frozen=True, slots=True)
class OfficeHoursEntry:
    """What counts as office hours, from a day on. An entry of ``rules.toml``."""

    valid_from: date
    opens: time
    closes: time
    days: tuple[Weekday, ...]
    valid_to: date | None = None
    source: Source = ""


@dataclass(frozen=True, slots=True)
class DistrictReceptionEntry:
    """Whether district houses organise a reception of their own. An entry of ``rules.toml``."""

    valid_from: date
    on: bool
    decision: Decision
    valid_to: date | None = None


def minute(at: time) -> int:
    """A time of the day as minutes after midnight."""
    return at.hour * 60 + at.minute


def windows(file: LocationFile) -> tuple[facts.Window, ...]:
    """The windows as the rules know them: one for each weekday or date, and each counter."""
    return tuple(window for entry in file.windows for window in windows_of(entry))


def windows_of(entry: WindowEntry) -> tuple[facts.Window, ...]:
    """What one entry stands for."""
    lanes: tuple[int | None, ...] = entry.counters or (None,)
    moments: list[tuple[int | None, date | None]] = [
        *((WEEKDAYS.index(day), None) for day in entry.days),
        *((None, day) for day in entry.on),
    ]
    return tuple(
        facts.Window(
            purpose=entry.purpose,
            opens=minute(entry.opens),
            closes=minute(entry.closes),
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            weekday=weekday,
            on=on,
            lane=lane,
            reserved_for=entry.reserved_for or "",
            release_days=entry.release_days,
            fictional=entry.fictional,
            source=entry.source,
        )
        for lane in lanes
        for weekday, on in moments
    )


def promise(entry: ProfileEntry) -> facts.Promise:
    """What was decided about the opening, as the rules know it."""
    made = entry.promise
    return facts.Promise(made.opening_days, made.evenings, saturday=made.saturday)
