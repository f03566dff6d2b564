"""What may be asked of which location on which day, worked out once per edition of the places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from loket.domain.appointments.grid import stretch, ticks_for, time_of
from loket.domain.appointments.plan import DayPlan, Lane, Reservation
from loket.domain.appointments.shares import released_at, shares_of
from loket.domain.catalogue import offer as rules
from loket.domain.catalogue.city import City
from loket.domain.catalogue.product import Product
from loket.domain.places import facts, opening
from loket.domain.refusals import Reason, RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places

#: An earlier moment that is nearer than this is not offered: people have to get there.
OFFER_NOTICE = timedelta(hours=2)
MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Item:
    """So many of a product in one visit."""

    product: str
    quantity: int = 1

    def as_json(self) -> dict[str, Any]:
        """As stored with the appointment."""
        return {"product": self.product, "quantity": self.quantity}


@dataclass(frozen=True, slots=True)
class Needs:
    """What the counter should know beforehand; nothing medical. None keeps what the search said."""

    language: str | None = None
    interpreter: str | None = None
    step_free: bool | None = None
    mobility: bool | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for. Empty fields do not restrict; evening and Saturday: either."""

    items: tuple[Item, ...]
    since: date | None = None
    until: date | None = None
    locations: tuple[str, ...] = ()
    evening: bool = False
    saturday: bool = False
    step_free: bool = False
    language: str = ""
    mobility: bool = False
    near: tuple[float, float] | None = None
    #: Not farther than this from ``near``; a place without a point on the map is never too far.
    within_m: int | None = None
    limit: int = 20

    @property
    def demand(self) -> tuple[Any, ...]:
        """The part that decides what a location can offer."""
        return (self.items, self.locations, self.step_free, self.language, self.mobility)


@dataclass(frozen=True, slots=True)
class Offer:
    """What one location can do for a wish on one day: offered when there are no reasons against."""

    location_id: int
    location: str
    plan: DayPlan
    #: Lanes whose counter can serve all of it, as a bit mask.
    able: int
    ticks: int
    needs: tuple[str, ...]
    uses: tuple[str, ...]
    point: tuple[float, float] | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """The city's rules and names that go with an edition."""

    city: City
    codes: Mapping[int, str]
    places: Mapping[int, facts.Place]
    products: Mapping[str, Product]
    holidays: opening.Holidays
    zone: ZoneInfo
    plans: dict[tuple[int, date], DayPlan] = field(default_factory=dict, repr=False)
    offers: dict[tuple[Any, date], tuple[Offer, ...]] = field(default_factory=dict, repr=False)

    @property
    def hold(self) -> timedelta:
        """How long a hold lasts."""
        return self.city.booking.hold

    @property
    def holds_per_client(self) -> int:
        """Live unconfirmed holds that one client may have."""
        return self.city.booking.holds_per_client

    @property
    def offer_time(self) -> timedelta:
        """How long an earlier moment stays offered to one person."""
        return self.city.booking.earlier_answer

    @property
    def offer_notice(self) -> timedelta:
        """How long before its start an earlier moment is still worth offering."""
        return OFFER_NOTICE

    def today(self, now: datetime) -> date:
        """The city's date."""
        return now.astimezone(self.zone).date()

    def last_day(self, now: datetime) -> date:
        """The last day that can be booked."""
        return self.today(now) + self.city.booking.horizon

    def instant(self, day: date, tick: int) -> datetime:
        """When a tick of a local day begins."""
        return datetime.combine(day, time_of(tick), tzinfo=self.zone)


@lru_cache(maxsize=4)
def outlook(edition: int) -> Outlook:  # noqa: ARG001 - the name under which it is remembered
    """Everything that this edition says, read when first asked."""
    known = places.snapshot()
    told = catalogue.the_catalogue()
    return Outlook(
        city=told.city,
        codes={place.id: place.code for place in known.places},
        places={place.id: place for place in known.places},
        products=told.products,
        holidays=known.holidays,
        zone=known.zone,
    )


def outlook_now() -> Outlook:
    """The outlook of the edition that holds now."""
    return outlook(places.find_edition())


def plan_of(edition: int, location: int, day: date) -> DayPlan:
    """The counters of a location on a day, their open time and what of it is reserved."""
    view = outlook(edition)
    plan = view.plans.get((location, day))
    if plan is None:
        if len(view.plans) > MOST_REMEMBERED:
            view.plans.clear()
        plan = view.plans[location, day] = plan_as(view, view.places[location], day)
    return plan


def plan_as(view: Outlook, place: facts.Place, day: date) -> DayPlan:
    """The plan of a day for a place as it is, or as somebody imagines it."""
    lanes = opening.opening_ticks(place, day=day, holidays=view.holidays, zone=view.zone)
    open_bits = 0
    kept: dict[tuple[str, int], int] = {}
    for lane, stretches in lanes.items():
        for start, end, reserved_for, release_days in stretches:
            bits = stretch(lane, start, end - start)
            open_bits |= bits
            if reserved_for:
                key = (reserved_for, release_days)
                kept[key] = kept.get(key, 0) | bits
    counters = tuple(Lane(c.lane, c.id, c.skills) for c in facts.in_force(place.counters, day))
    reservations = tuple(
        Reservation(kind, bits, released_at(day, days, view.zone))
        for (kind, days), bits in sorted(kept.items())
    )
    return DayPlan(counters, open_bits, reservations)


def offers(edition: int, wish: Wish, day: date) -> tuple[Offer, ...]:
    """What every location can do for a wish on a day, with its reasons against.

    Raises ``RuleBroken``: ``nothing_asked``, ``unknown_product``, ``unknown_location``,
    ``quantity_out_of_bounds``, ``product_twice``, ``products_do_not_combine``.
    """
    view = outlook(edition)
    key = (wish.demand, day)
    found = view.offers.get(key)
    if found is None:
        items = _items(view, wish.items)
        if len(view.offers) > MOST_REMEMBERED:
            view.offers.clear()
        found = view.offers[key] = tuple(
            _offer(edition, place, items, wish, day)
            for place in _asked(view, wish.locations)
            if wish.locations or _lasts(place, day)
        )
    return found


def offer_at(edition: int, wish: Wish, location: str, day: date) -> Offer:
    """What one location can do for a wish on a day."""
    view = outlook(edition)
    items = _items(view, wish.items)
    (place,) = _asked(view, (location,))
    return _offer(edition, place, items, wish, day)


def _asked(view: Outlook, locations: Sequence[str]) -> list[facts.Place]:
    if not locations:
        return list(view.places.values())
    found = {place.code: place for place in view.places.values() if place.code in locations}
    unknown = [code for code in locations if code not in found]
    if unknown:
        raise RuleBroken("unknown_location", location=unknown[0][:80])
    return list(found.values())


def _lasts(place: facts.Place, day: date) -> bool:
    """Whether it exists on this day or later; nobody needs to hear that what is gone is gone."""
    return any(one.valid_to is None or day < one.valid_to for one in place.profiles)


def _items(view: Outlook, wanted: Iterable[Item]) -> tuple[rules.Item, ...]:
    items = []
    for item in wanted:
        product = view.products.get(item.product)
        if product is None:
            raise RuleBroken("unknown_product", product=item.product[:80])
        items.append(rules.Item(product, item.quantity))
    if not items:
        raise RuleBroken("nothing_asked")
    reasons = rules.reasons_against_together(items)
    if reasons:
        raise RuleBroken.because(reasons)
    return tuple(items)


def _offer(
    edition: int,
    place: facts.Place,
    items: Sequence[rules.Item],
    wish: Wish,
    day: date,
) -> Offer:
    profile = place.profile(day)
    needs = tuple(sorted({skill for item in items for skill in item.product.skills}))
    plan = plan_of(edition, place.id, day)
    able = plan.able(needs)
    minutes = rules.minutes(items, profile.minutes if profile else None)
    return Offer(
        location_id=place.id,
        location=place.code,
        plan=plan,
        able=able,
        ticks=ticks_for(minutes),
        needs=needs,
        uses=shares_of(
            terms=(item.product.statutory_term_days for item in items), mobility=wish.mobility
        ),
        point=(profile.lat, profile.lon)
        if profile and profile.lat is not None and profile.lon is not None
        else None,
        reasons=tuple(_against(place, profile, items, wish, day, able=able)),
    )


def _against(
    place: facts.Place,
    profile: facts.Profile | None,
    items: Sequence[rules.Item],
    wish: Wish,
    day: date,
    *,
    able: int,
) -> list[Reason]:
    about = {"location": place.code}
    if profile is None:
        return [Reason("location_not_in_use", about)]
    spot = rules.Spot(place.code, profile.tier, profile.capabilities)
    reasons = [
        reason for item in items for reason in rules.reasons_against(item.product, spot, day)
    ]
    if "booking" not in profile.capabilities:
        reasons.append(Reason("no_booking_here", about))
    if wish.step_free and not profile.step_free:
        reasons.append(Reason("not_step_free", about))
    if wish.language and wish.language not in profile.languages:
        reasons.append(Reason("language_not_here", about | {"language": wish.language}))
    if not reasons and not able:
        reasons.append(Reason("no_single_counter", about))
    return reasons


def items_from(stored: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    """The items of a stored appointment."""
    return tuple(Item(item["product"], item["quantity"]) for item in stored)


def products_of(stored: Iterable[Mapping[str, Any]]) -> list[str]:
    """The product codes of a stored appointment."""
    return sorted({item["product"] for item in stored})
