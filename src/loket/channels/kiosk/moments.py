"""The first free moments as a screen has room for them: few, and not five minutes apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from loket.channels.kiosk.basket import Basket
from loket.channels.kiosk.stand import Stand
from loket.channels.ui import dates, names, parts
from loket.channels.ui.context import today_of
from loket.domain.catalogue.offer import advice
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Slot, Wish

#: As many as one asks at once; a day that has more is asked location by location.
MOST = 200
APART = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Offered:
    """One screen of moments, by day, and whether there are later ones."""

    days: tuple[parts.Day, ...]
    has_more: bool


def first_of(
    basket: Basket,
    stand: Stand,
    *,
    now: datetime,
    room: int,
    page: int = 1,
    since: date | None = None,
    late: bool = False,
) -> Offered:
    """The moments of a page, from 1; ``RuleBroken`` for what cannot be one visit."""
    today = today_of(now)
    wish = Wish(
        items=basket.items,
        since=since or today,
        near=stand.point,
        evening=late,
        saturday=late,
        limit=MOST,
    )
    skip = (page - 1) * room
    found: list[Slot] = []
    for slot in _thinned(_all(wish, now)):
        found.append(slot)
        if len(found) > skip + room:
            break
    shown = [_moment(one, basket, stand, today) for one in found[skip : skip + room]]
    first = page == 1 and since is None
    return Offered(parts.by_day(shown, today=today, feature=first), len(found) > skip + room)


def _all(wish: Wish, now: datetime) -> Iterator[Slot]:
    """Every moment in order, asked for piece by piece."""
    since: date | None = wish.since
    while since is not None:
        slots = appointments.search(wish=replace(wish, since=since), now=now).slots
        if len(slots) < MOST:
            yield from slots
            return
        last = dates.local_day(slots[-1].starts_at)
        if last == dates.local_day(slots[0].starts_at):
            yield from _whole_day(wish, last, now)
            last += timedelta(days=1)
        else:
            yield from (one for one in slots if dates.local_day(one.starts_at) < last)
        since = last


def _whole_day(wish: Wish, day: date, now: datetime) -> list[Slot]:
    found: list[Slot] = []
    for site in places.list_locations(day):
        here = replace(wish, since=day, until=day, locations=(site.code,))
        found += appointments.search(wish=here, now=now).slots
    return sorted(found, key=lambda one: (one.starts_at, one.distance_m or 0, one.location))


def _thinned(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Moments of one location at least half an hour apart."""
    last: dict[str, datetime] = {}
    for slot in slots:
        before = last.get(slot.location)
        if before is None or slot.starts_at - before >= APART:
            last[slot.location] = slot.starts_at
            yield slot


def _moment(slot: Slot, basket: Basket, stand: Stand, today: date) -> parts.Moment:
    here = slot.location == stand.location
    return parts.Moment(
        slot.token,
        slot.starts_at,
        names.of_city().location(slot.location),
        None if here else slot.distance_m,
        (parts.Tag(_("hier")),) if here else (),
        more=_without(slot, basket, today),
    )


def _without(slot: Slot, basket: Basket, today: date) -> str:
    """What to bring because the location lacks something handy."""
    site = places.find_location(slot.location, today)
    products = [catalogue.find_product(one.product) for one in basket.items]
    if site is None:
        return ""
    told = [
        names.text(reason.facts["without"])
        for product in products
        if product
        for reason in advice(product, site)
    ]
    return " ".join(dict.fromkeys(told))
