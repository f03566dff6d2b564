"""Finding a moment: the first ones over every location, filters, and where it cannot be had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from loket.channels.portal.asking import Asked
from loket.channels.portal.elsewhere import NotHere, not_here
from loket.channels.ui import dates, names, parts
from loket.channels.ui.context import today_of
from loket.domain.catalogue import offer as rules
from loket.domain.catalogue.product import Product
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Item, Slot

#: Rows of first moments that one page adds, and how many of them may be of one day.
ROWS: Final = 9
ROWS_A_DAY: Final = 4
#: Between two moments of one location in the view of a whole day.
SPACING: Final = timedelta(minutes=30)
EVENING_FROM: Final = 17
#: What counts as near, in metres: a quarter of an hour by bicycle.
NEARBY: Final = 3000
SATURDAY: Final = 5
MOST_OF_A_DAY: Final = 200


@dataclass(frozen=True, slots=True)
class DayOffer:
    """A day with its first moments, and the way to all of them."""

    day: parts.Day
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class Times:
    """All moments of a location on a day, for buttons that show the hour only."""

    place: str
    metres: float | None
    slots: tuple[Slot, ...]
    more: str
    #: The same location with every moment, where some are left out.
    all_url: str


def items_said(items: Iterable[Item]) -> str:
    """ "2 × Kids-ID aanvragen en Reispas aanvragen"."""
    known = names.of_city()
    return dates.listing(
        [
            f"{one.quantity} × {known.product(one.product)}"
            if one.quantity > 1
            else known.product(one.product)
            for one in items
        ]
    )


def minutes_of(items: Iterable[Item]) -> int:
    """How long it usually takes at the counter; 0 when a product is unknown."""
    found = [(catalogue.find_product(one.product), one.quantity) for one in items]
    known = [rules.Item(product, quantity) for product, quantity in found if product]
    return rules.minutes(known) if len(known) == len(found) else 0


def first_days(
    asked: Asked, now: datetime, *, rows: int = 0
) -> tuple[tuple[date, list[Slot]], ...]:
    """Day by day the first moment of each location, until there are enough."""
    today = today_of(now)
    wanted = rows or ROWS * asked.pages
    found: list[tuple[date, list[Slot]]] = []
    for day in _days(asked, today):
        wish = asked.wish(on=today, since=day, until=day)
        firsts = appointments.first_moments(wish=wish, now=now).values()
        shown = _some(sorted(firsts, key=_by_time), wanted)
        if shown:
            found.append((day, shown))
            wanted -= len(shown)
        if wanted <= 0:
            break
    return tuple(found)


def _days(asked: Asked, today: date) -> Iterator[date]:
    last = today + catalogue.the_city().booking.horizon
    day = max(asked.since or today, today)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _by_time(slot: Slot) -> tuple[datetime, int, str]:
    return slot.starts_at, slot.distance_m or 0, slot.location


def _some(slots: list[Slot], wanted: int) -> list[Slot]:
    """The earliest few of a day, the nearest location always among them."""
    shown = slots[: min(ROWS_A_DAY, wanted)]
    measured = [slot for slot in slots if slot.distance_m is not None]
    if measured:
        near = min(measured, key=lambda slot: slot.distance_m or 0)
        if near not in shown:
            shown = sorted([*shown[:-1], near], key=_by_time)
    return shown


def as_moments(slots: Iterable[Slot], items: Iterable[Item], *, on: date) -> list[parts.Moment]:
    """Rows with what one should know: evening, Saturday, what to bring because it is not there."""
    asked = [product for one in items if (product := catalogue.find_product(one.product))]
    sites = {site.code: site for site in places.list_locations(on)}
    return [
        parts.Moment(
            value=slot.token,
            starts_at=slot.starts_at,
            place=names.of_city().location(slot.location),
            metres=slot.distance_m,
            tags=(*time_tags(slot.starts_at), *_advice(asked, sites.get(slot.location))),
        )
        for slot in slots
    ]


def time_tags(at: datetime) -> tuple[parts.Tag, ...]:
    """Outside office hours it says so."""
    day, hour = dates.local_day(at), dates.local_time(at).hour
    saturday = (parts.Tag(_("zaterdag")),) if day.weekday() == SATURDAY else ()
    return (*((parts.Tag(_("avond")),) if hour >= EVENING_FROM else ()), *saturday)


def _advice(products: Iterable[Product], site: rules.Place | None) -> tuple[parts.Tag, ...]:
    if site is None:
        return ()
    said = [
        names.text(reason.facts["without"]).rstrip(".")
        for product in products
        for reason in rules.advice(product, site)
    ]
    return tuple(parts.Tag(text, "warn") for text in dict.fromkeys(said))


def first_offers(asked: Asked, now: datetime) -> tuple[DayOffer, ...]:
    """What the page of first moments shows, the very first one on top."""
    today = today_of(now)
    found = first_days(asked, now)
    moments = as_moments([slot for _day, slots in found for slot in slots], asked.items, on=today)
    if moments:
        first = parts.Tag(_("eerste vrije moment"))
        moments[0] = replace(moments[0], tags=(first, *moments[0].tags))
    days = parts.by_day(moments, today=today)
    return tuple(
        DayOffer(shown, dates.day(day, today), asked.url(day=day, pages=1))
        for shown, (day, _slots) in zip(days, found, strict=True)
    )


def times_of_day(asked: Asked, day: date, now: datetime) -> tuple[Times, ...]:
    """Every location that has moments on this day; nearest first, else by its first moment."""
    today = today_of(now)
    wish = asked.wish(on=today, since=day, until=day)
    firsts = sorted(appointments.first_moments(wish=wish, now=now).values(), key=_by_time)
    if wish.near:
        firsts.sort(key=lambda slot: slot.distance_m if slot.distance_m is not None else 10**9)
    return tuple(_times(asked, day, first, now) for first in firsts)


def _times(asked: Asked, day: date, first: Slot, now: datetime) -> Times:
    wish = asked.wish(
        on=today_of(now), since=day, until=day, locations=(first.location,), limit=MOST_OF_A_DAY
    )
    every = appointments.search(wish=wish, now=now).slots
    shown = every if asked.location else tuple(spaced(every))
    rows = as_moments([first], asked.items, on=day)
    return Times(
        place=rows[0].place,
        metres=first.distance_m,
        slots=shown,
        more="; ".join(tag.text for tag in rows[0].tags if tag.tone == "warn"),
        all_url=asked.url(day=day, location=first.location) if len(shown) < len(every) else "",
    )


def spaced(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Moments at least half an hour apart, from the first on."""
    last: datetime | None = None
    for slot in slots:
        if last is None or slot.starts_at - last >= SPACING:
            last = slot.starts_at
            yield slot


def firsts_of(asked: Asked, now: datetime) -> Mapping[str, Slot]:
    """The first moment of each location, whatever hour or day was wished; nothing if it is nowhere.

    A wish that breaks a rule has no moments; the page says why where it matters.
    """
    free = replace(asked, evening=False, saturday=False, since=None, location="", within=0)
    try:
        return appointments.first_moments(wish=free.wish(on=today_of(now)), now=now)
    except RuleBroken:
        return {}


def nowhere(asked: Asked, now: datetime) -> dict[str, tuple[NotHere, ...]]:
    """The locations that cannot do this, each with the nearest that can; apart, the others."""
    today = today_of(now)
    everywhere = replace(asked, location="", within=0)
    found = appointments.search(wish=everywhere.wish(on=today, limit=1, until=today), now=now)
    lines = not_here(found.unavailable, firsts_of(asked, now), on=today)
    return {
        "not_here": tuple(one for one in lines if one.is_surprising),
        "never_here": tuple(one for one in lines if not one.is_surprising),
    }


def chips(asked: Asked) -> tuple[parts.Chip, ...]:
    """Filters as links; what was filled in below stands here too, to be taken away again."""
    plain = not (asked.evening or asked.saturday)
    fixed = (
        parts.Chip(_("Elk moment"), asked.url(evening=False, saturday=False, day=None), plain),
        parts.Chip(_("Avond"), asked.url(evening=not asked.evening), asked.evening),
        parts.Chip(_("Zaterdag"), asked.url(saturday=not asked.saturday), asked.saturday),
        parts.Chip(_("Zonder drempel"), asked.url(step_free=not asked.step_free), asked.step_free),
    )
    return (*fixed, *_filled_in(asked))


def _filled_in(asked: Asked) -> Iterator[parts.Chip]:
    if asked.near or asked.postal:
        said = _("Dicht bij %(place)s") % {"place": asked.postal or _("mij")}
        yield parts.Chip(said, asked.url(near="", postal="", within=0), is_on=True)
        near = asked.url(within=0 if asked.within else NEARBY, day=None)
        yield parts.Chip(_("Tot 3 km ver"), near, is_on=bool(asked.within))
    if asked.location:
        name = names.of_city().location(asked.location)
        yield parts.Chip(
            _("Alleen %(place)s") % {"place": name}, asked.url(location=""), is_on=True
        )
    if asked.language:
        said = _("In het %(language)s") % {"language": names.language(asked.language)}
        yield parts.Chip(said, asked.url(language=""), is_on=True)
    if asked.interpreter:
        said = _("Met tolk %(language)s") % {"language": names.language(asked.interpreter)}
        yield parts.Chip(said, asked.url(interpreter=""), is_on=True)
    if asked.mobility:
        yield parts.Chip(_("Moeilijk te been"), asked.url(mobility=False), is_on=True)
    if asked.since:
        said = _("Vanaf %(day)s") % {"day": dates.short_day(asked.since)}
        yield parts.Chip(said, asked.url(since=None), is_on=True)
