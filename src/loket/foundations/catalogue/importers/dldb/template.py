"""What the files lack, assumed: `template.toml` of the pack, written once and then the city's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

from loket.domain.catalogue.city import BookingRules, Branding, Dictionary, Holidays
from loket.domain.places.files import Weekday
from loket.foundations.catalogue.importers.dldb import lands, toml
from loket.foundations.catalogue.importers.dldb.offers import Offers
from loket.foundations.catalogue.importers.dldb.source import Location, NotImportable
from loket.kit import packs

FILE: Final = "template.toml"
DEFAULTS: Final = Path(__file__).with_name(FILE)
#: The number that leads to every administration of the country where the format is used.
ANY_OFFICE: Final = "115"
#: Services at a location from which on one counter more is assumed.
MORE_COUNTERS_FROM: Final = (2, 10)


@dataclass(frozen=True, slots=True)
class Hours:
    """Open time on weekdays; `assumed` until somebody says where it comes from."""

    days: tuple[Weekday, ...]
    opens: time
    closes: time
    assumed: bool = True
    source: str = "assumed by the importer"

    @property
    def minutes(self) -> int:
        return (self.closes.hour - self.opens.hour) * 60 + self.closes.minute - self.opens.minute


@dataclass(frozen=True, slots=True)
class Words:
    """What the pack says in the language of the files where the files say nothing."""

    online: str
    telephone: str
    counter: str
    counter_name: str
    fees: str
    links: str
    email: str
    no_description: str
    no_booking: str
    tier: str
    tier_summary: str
    skill: str
    notice: str


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """A theme, and the beginnings of words by which a service belongs to it."""

    code: Annotated[str, "like [a-z][a-z0-9-]*"]
    name: str
    summary: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumed:
    """One location: how many counters, and its own hours where they are not the general ones."""

    code: str
    counters: Annotated[int, "1 to 100"]
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """The format of `template.toml`."""

    name: str
    phone: str
    zone: str
    holidays: Holidays
    valid_from: date
    minutes: Annotated[int, "1 to 480"]
    branding: Branding
    booking: BookingRules
    words: Words
    #: When most people work, for figures about the time outside of it.
    office_hours: Hours
    hours: tuple[Hours, ...]
    themes: tuple[ThemeWords, ...]
    #: Ids of locations and services that are shown although the files say they are not public.
    publish: tuple[str, ...] = ()
    search: Dictionary = field(default_factory=Dictionary)
    locations: tuple[Assumed, ...] = ()

    def place(self, code: str) -> Assumed:
        """A location as assumed; one counter where the template does not name it."""
        known = (one for one in self.locations if one.code == code)
        return next(known, Assumed(code, 1))

    def hours_of(self, code: str) -> tuple[Hours, ...]:
        return self.place(code).hours or self.hours


def _keep_nothing(_: packs.Loading[Template]) -> None:
    """The template is for the importer; the city itself needs only what was written with it."""


def section() -> packs.Section[Template]:
    """So that `loket city check` looks at the template as at every other file of the pack."""
    return packs.Section(
        name="template",
        file=FILE,
        shape=Template,
        key=lambda _: "template",
        load=_keep_nothing,
        faults=_faults,
        after=("city",),
    )


def _faults(template: Template) -> Iterator[packs.Fault]:
    if not template.themes:
        yield packs.Fault(("themes",), "none", "at least one, for what fits no other")
    if not template.hours:
        yield packs.Fault(("hours",), "none", "at least one, for locations without their own")
    for index, hours in enumerate(template.hours):
        if hours.minutes <= 0:
            yield packs.Fault(("hours", index, "closes"), str(hours.closes), "a later time")


def read(text: str) -> Template:
    """Raises NotImportable with every mistake, each with its line."""
    with TemporaryDirectory() as alone:
        (Path(alone) / FILE).write_text(text, encoding="utf-8")
        pack = packs.read(Path(alone), [section()], packs.Languages())
    if pack.problems:
        raise NotImportable("\n".join(str(one) for one in pack.problems))
    template: Template = pack.entries["template"][0].value
    return template


def first(offers: Offers) -> str:
    """The template for a city that has none yet: the defaults, and what the files suggest."""
    places = offers.locations.values()
    codes = [one.postal_code for one in places]
    head = {
        "name": usual((one.city for one in places), otherwise="?"),
        "phone": usual((one.phone for one in places), otherwise=ANY_OFFICE),
        "holidays": {"country": lands.COUNTRY, **lands.subdivision(codes)},
    }
    own = "\n".join(_assumed(offers, one) for one in places)
    default = DEFAULTS.read_text(encoding="utf-8")
    return default.replace("# FROM THE FILES\n", toml.pairs(head)) + "\n" + own


def _assumed(offers: Offers, location: Location) -> str:
    said = {"code": location.id, "counters": _counters(offers, location.id)}
    return f"[[locations]]\n# {location.name}\n{toml.pairs(said)}"


def usual(values: Iterable[str], *, otherwise: str) -> str:
    """The value that occurs most often."""
    counted = Counter(filter(None, values)).most_common(1)
    return counted[0][0] if counted else otherwise


def _counters(offers: Offers, location: str) -> int:
    services = sum(1 for place, _ in offers.pairs if place == location)
    return 1 + sum(services >= enough for enough in MORE_COUNTERS_FROM)
