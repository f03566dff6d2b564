"""The first free moments over every location that can really deliver what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from loket.domain.appointments.grid import TICKS, lowest_bits, tick_of, time_of
from loket.domain.appointments.plan import WHOLE_DAY
from loket.domain.places.near import metres
from loket.domain.refusals import Reason, RuleBroken
from loket.offices.appointments.queries.days import BOOK, DayRow, Seen
from loket.offices.appointments.queries.feasible import Views, shuffled, sure_and_maybe
from loket.offices.appointments.queries.plans import Offer, Wish, offers, outlook

EVENING_FROM = time(17)
#: Asking further ahead or for more than this is not a search any more.
MOST_SLOTS = 200


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment that can be held now. ``token`` names it: location, local day and wall time."""

    token: str
    location: str
    starts_at: datetime
    ends_at: datetime
    distance_m: int | None


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A location that is not offered, with every reason."""

    location: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a wish: by time, then distance; and where it cannot be, with the reasons."""

    slots: tuple[Slot, ...]
    unavailable: tuple[Unavailable, ...]


class _Place(NamedTuple):
    """One location on one day, ready to be asked; a tuple, as a search makes one for each."""

    offer: Offer
    row: DayRow
    sure: int
    maybe: int


def token_of(location: str, day: date, tick: int) -> str:
    """Name of a moment: ``hub_2026-11-25_1820``."""
    return f"{location}_{day.isoformat()}_{time_of(tick):%H%M}"


def search(*, wish: Wish, now: datetime) -> Found:
    """The first moments that fit ``wish``, and the locations that never fit it with their reasons.

    A moment is offered exactly when a hold for it succeeds if nobody else acts meanwhile.
    """
    seen = BOOK.refresh(now=now)
    view = outlook(seen.edition)
    since = max(wish.since or view.today(now), view.today(now))
    until = min(wish.until or date.max, view.last_day(now))
    limit = max(1, min(wish.limit, MOST_SLOTS))
    views = Views(now=now)
    slots: list[Slot] = []
    day = since
    while day <= until and len(slots) < limit:
        within = _ticks_wanted(wish, day, now=now.astimezone(view.zone))
        if within:
            found = _moments_of_day(wish, day, within, seen, views)
            slots += [
                _slot(wish, day, tick, offer, view.zone)
                for tick, offer in islice(found, limit - len(slots))
            ]
        day += timedelta(days=1)
    return Found(tuple(slots), _unavailable(wish, since, seen.edition))


def first_moments(*, wish: Wish, now: datetime) -> dict[str, Slot]:
    """The first moment of each location on its own, by location code."""
    seen = BOOK.refresh(now=now)
    view = outlook(seen.edition)
    views = Views(now=now)
    found: dict[str, Slot] = {}
    day, until = (
        max(wish.since or view.today(now), view.today(now)),
        min(wish.until or date.max, view.last_day(now)),
    )
    while day <= until:
        within = _ticks_wanted(wish, day, now=now.astimezone(view.zone))
        places = [
            place
            for place in _places(wish, day, within, seen, views)
            if place.offer.location not in found
        ]
        views.load([place.row for place in places if place.maybe & _before(place.sure)])
        for place in places:
            tick = _first_tick(place, views)
            if tick is not None:
                found[place.offer.location] = _slot(wish, day, tick, place.offer, view.zone)
        day += timedelta(days=1)
    return found


def _before(ticks: int) -> int:
    """All ticks before the first of these; the whole day when there are none."""
    return (ticks & -ticks) - 1 if ticks else WHOLE_DAY


def _first_tick(place: _Place, views: Views) -> int | None:
    earlier = shuffled(place.row, place.offer, place.maybe & _before(place.sure), views)
    return next(lowest_bits(earlier or place.sure), None)


def _ticks_wanted(wish: Wish, day: date, *, now: datetime) -> int:
    """Which ticks of a day may start the visit: not past; in the evening, on Saturday if asked."""
    mask = WHOLE_DAY
    if wish.evening or wish.saturday:
        evening = WHOLE_DAY & ~((1 << tick_of(EVENING_FROM)) - 1) if wish.evening else 0
        mask = WHOLE_DAY if wish.saturday and day.weekday() == 5 else evening
    if day == now.date():
        mask &= ~((1 << (tick_of(now.time()) + 1)) - 1)
    return mask


def _moments_of_day(
    wish: Wish, day: date, within: int, seen: Seen, views: Views
) -> Iterator[tuple[int, Offer]]:
    """Ticks in order with the offer of each location that has them, nearest location first."""
    places = _narrowed(_places(wish, day, within, seen, views), wish.limit, views)
    every = 0
    for place in places:
        every |= place.sure
    for tick in lowest_bits(every):
        here = [place.offer for place in places if place.sure >> tick & 1]
        here.sort(key=lambda offer: (_distance(wish, offer) or 0, offer.location))
        for offer in here:
            yield tick, offer


def _places(wish: Wish, day: date, within: int, seen: Seen, views: Views) -> list[_Place]:
    of_day = seen.rows.get(day, {})
    is_bound = wish.within_m is not None
    return [
        _place(offer, of_day[offer.location_id], within, views)
        for offer in offers(seen.edition, wish, day)
        if not offer.reasons
        and offer.location_id in of_day
        and not (is_bound and _is_too_far(wish, offer))
    ]


def _place(offer: Offer, row: DayRow, within: int, views: Views) -> _Place:
    row = views.current(row)
    sure, maybe = sure_and_maybe(row, offer, views)
    return _Place(offer, row, sure & within, maybe & within)


def _narrowed(places: list[_Place], wanted: int, views: Views) -> list[_Place]:
    """The places with every moment up to where there are enough, re-shuffle moments among them.

    Moments free as they stand bound the search: after the tick where there are enough of them
    nothing is asked. The visits of all days where a re-shuffle could help are read at once.
    """
    early = (1 << (_tick_with_enough(places, wanted) + 1)) - 1
    views.load([place.row for place in places if place.maybe & early])
    return [
        place._replace(
            sure=place.sure & early | shuffled(place.row, place.offer, place.maybe & early, views)
        )
        for place in places
        if (place.sure | place.maybe) & early
    ]


def _tick_with_enough(places: list[_Place], wanted: int) -> int:
    """The first tick by which there are so many sure moments; else the last of the day."""
    every = 0
    for place in places:
        every |= place.sure
    low, high = max(0, (every & -every).bit_length() - 1), TICKS - 1
    if sum(place.sure >> low & 1 for place in places) >= wanted:
        return low
    while low < high:
        middle = (low + high) // 2
        upto = (1 << (middle + 1)) - 1
        if sum((place.sure & upto).bit_count() for place in places) >= wanted:
            high = middle
        else:
            low = middle + 1
    return low


def _slot(wish: Wish, day: date, tick: int, offer: Offer, zone: object) -> Slot:
    starts_at = datetime.combine(day, time_of(tick), tzinfo=zone)  # type: ignore[arg-type]
    return Slot(
        token=token_of(offer.location, day, tick),
        location=offer.location,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=5 * offer.ticks),
        distance_m=_distance(wish, offer),
    )


def _distance(wish: Wish, offer: Offer) -> int | None:
    if wish.near is None or offer.point is None:
        return None
    return round(metres(wish.near, offer.point))


def _is_too_far(wish: Wish, offer: Offer) -> bool:
    if wish.within_m is None:
        return False
    distance = _distance(wish, offer)
    return distance is not None and distance > wish.within_m


def _unavailable(wish: Wish, day: date, edition: int) -> tuple[Unavailable, ...]:
    found = []
    for offer in offers(edition, wish, day):
        reasons = offer.reasons
        if _is_too_far(wish, offer):
            reasons = (*reasons, Reason("too_far", {"location": offer.location}))
        if reasons:
            found.append(Unavailable(offer.location, reasons))
    return tuple(found)


def parse_token(token: str) -> tuple[str, date, int]:
    """Location code, local day and tick of a moment, or ``RuleBroken("unknown_moment")``."""
    location, _, rest = token.partition("_")
    day, _, clock = rest.partition("_")
    try:
        at = datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H%M")  # noqa: DTZ007 - a wall clock
    except ValueError:
        raise RuleBroken("unknown_moment", moment=token[:80]) from None
    if not location or token != token_of(location, at.date(), tick_of(at.time())):
        raise RuleBroken("unknown_moment", moment=token[:80])
    return location, at.date(), tick_of(at.time())


def is_beside(token: str, others: Iterable[str], *, ticks: int) -> bool:
    """Whether a visit of so many ticks then would overlap one at another of these moments."""
    location, day, tick = parse_token(token)
    return any(
        (location, day) == (there, then) and abs(tick - at) < ticks
        for there, then, at in map(parse_token, others)
    )
