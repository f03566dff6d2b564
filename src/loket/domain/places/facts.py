"""The facts of a place as frozen snapshots; every dated fact holds from a day up to another day.

``valid_to`` is the first day on which a fact no longer holds (the half-open range of PostgreSQL),
so that a successor starts on the day its predecessor ends. Times of the day are minutes after
local midnight, on a grid of five.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, TypeVar

Purpose = Literal["counter", "reception", "kiosk", "location"]
ReservedFor = Literal["", "walk_in", "mobility", "priority"]
HolidayKind = Literal["statutory", "municipal"]
Reception = Literal["open", "appointments_only", "none"]
#: A text per language, as ``kit.texts`` reads it.
Texts = Mapping[str, str | Mapping[str, str]]

PURPOSES: tuple[Purpose, ...] = ("counter", "reception", "kiosk", "location")
RESERVATIONS: tuple[ReservedFor, ...] = ("", "walk_in", "mobility", "priority")
RECEPTIONS: tuple[Reception, ...] = ("open", "appointments_only", "none")
HOLIDAY_KINDS: tuple[HolidayKind, ...] = ("statutory", "municipal")
CAPABILITIES = (
    "booking", "safe", "photo_booth", "pickup", "payment", "biometrics", "reception", "kiosk",
)  # fmt: skip

TICK_MINUTES = 5
MINUTES_PER_DAY = 24 * 60


class Dated(Protocol):
    """Anything that holds from a day up to, and not including, another day."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def is_in_force(fact: Dated, on: date) -> bool:
    """Whether the fact holds on this day."""
    return fact.valid_from <= on and (fact.valid_to is None or on < fact.valid_to)


def in_force(facts: Iterable[D], on: date) -> tuple[D, ...]:
    """Those that hold on this day, in their order."""
    return tuple(fact for fact in facts if is_in_force(fact, on))


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Open time within one local day, in minutes after midnight; ``closes`` is not in it."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= MINUTES_PER_DAY:
            raise ValueError(f"not an interval of a day: {self.opens}-{self.closes}")

    @property
    def minutes(self) -> int:
        """Length on the clock of the wall."""
        return self.closes - self.opens


@dataclass(frozen=True, slots=True)
class Window:
    """Recurring or single open time: either ``weekday`` (0 = Monday) or ``on`` is given."""

    purpose: Purpose
    opens: int
    closes: int
    valid_from: date
    valid_to: date | None = None
    weekday: int | None = None
    on: date | None = None
    #: The counter it is for, by its lane; None for the whole location.
    lane: int | None = None
    reserved_for: ReservedFor = ""
    #: A reservation ends this many days before the day itself; 0 keeps it to the end.
    release_days: int = 0
    fictional: bool = False
    source: str = ""

    @property
    def interval(self) -> Interval:
        """Its time of the day."""
        return Interval(self.opens, self.closes)

    def falls_on(self, day: date) -> bool:
        """Whether it is in force on this day and recurs on it."""
        recurs = self.on == day if self.weekday is None else self.weekday == day.weekday()
        return recurs and is_in_force(self, day)


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter at its place for ever: ``lane`` never changes and is never given away again."""

    id: int
    lane: int
    name: str
    skills: frozenset[str]
    valid_from: date
    valid_to: date | None = None
    #: Declared overbooking: a counter that exists on paper only.
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class Closure:
    """Announced closed time, of a whole location or of one counter; wins from every window."""

    starts_at: datetime
    ends_at: datetime
    reason: Texts = field(default_factory=dict)
    lane: int | None = None
    announced_at: datetime | None = None
    #: Of its record; 0 for one that is only imagined.
    id: int = 0


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday by law (counts for statutory terms) or a closing day of the city (does not)."""

    day: date
    name: Texts
    kind: HolidayKind
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Deviation:
    """How a location differs from the standard offer of its tier, with the published reason."""

    capability: str
    reason: Texts


@dataclass(frozen=True, slots=True)
class Promise:
    """What was decided about the opening of a location: at least this much, every ordinary week."""

    opening_days: int = 0
    evenings: int = 0
    saturday: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What a location is, for the time that this holds."""

    valid_from: date
    valid_to: date | None
    tier: str
    name: Texts
    summary: Texts
    host: str
    street: str
    postal_code: str
    locality: str
    district: str
    lat: float | None
    lon: float | None
    #: Where the point comes from and how exact it is.
    point_source: str
    phone: str
    phone_script: Texts
    reception: Reception
    walk_in: bool
    step_free: bool
    languages: tuple[str, ...]
    capabilities: frozenset[str]
    deviations: tuple[Deviation, ...]
    hours_fictional: bool
    #: ``{product: (first, further)}``, where they differ from the product's own.
    minutes: Mapping[str, tuple[int, int]]
    promise: Promise
    decision: str


@dataclass(frozen=True, slots=True)
class Place:
    """A location with all its dated facts."""

    id: int
    code: str
    sort: int
    profiles: tuple[Profile, ...] = ()
    counters: tuple[Counter, ...] = ()
    windows: tuple[Window, ...] = ()
    closures: tuple[Closure, ...] = ()

    def profile(self, on: date) -> Profile | None:
        """What it is on this day; None when it does not exist then."""
        return next(iter(in_force(self.profiles, on)), None)


@dataclass(frozen=True, slots=True)
class Site:
    """A location as it is on one day."""

    place: Place
    profile: Profile

    @property
    def code(self) -> str:
        """Its code, for ever."""
        return self.place.code

    @property
    def tier(self) -> str:
        """Which standard offer it follows."""
        return self.profile.tier

    @property
    def capabilities(self) -> frozenset[str]:
        """What it has, and so what can be delivered there."""
        return self.profile.capabilities

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude; None where no point is known."""
        if self.profile.lat is None or self.profile.lon is None:
            return None
        return (self.profile.lat, self.profile.lon)


@dataclass(frozen=True, slots=True)
class District:
    """A part of the municipality."""

    code: str
    name: str
    valid_from: date
    valid_to: date | None
    lat: float | None
    lon: float | None
    source: str


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A self-service kiosk at a host."""

    code: str
    name: Texts
    host: str
    #: Code of the location it stands in, when that has counters as well.
    location: str
    street: str
    postal_code: str
    district: str
    lat: float | None
    lon: float | None
    point_source: str
    opened_on: date
    closed_on: date | None
    trial: str
    decision: str
    target_per_week: int | None
