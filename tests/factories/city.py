"""A small city: as many locations, counters and products as a test needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from loket.domain.catalogue.city import BookingRules, Branding, City, Holidays
from loket.domain.catalogue.product import Channel, Duration, Owner, Product
from loket.foundations.catalogue import models as catalogue
from loket.foundations.places import actions as places_actions
from loket.foundations.places import models as places
from loket.kit import packs
from loket.offices.appointments.actions import open_days
from loket.offices.appointments.queries.days import BOOK

SINCE = date(2020, 1, 1)
#: A Monday at noon in Brussels.
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
EVERYTHING = ("booking", "safe", "photo_booth", "pickup", "payment", "biometrics", "reception")


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter to make: its skills and its hours of every weekday."""

    skills: tuple[str, ...] = ("identity",)
    opens: time = time(9)
    closes: time = time(12)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    reserved_for: str = ""
    release_days: int = 0
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A location to make."""

    desks: Sequence[Desk] = (Desk(),)
    tier: str = "city"
    capabilities: Sequence[str] = EVERYTHING
    point: tuple[float, float] = (51.2, 4.4)
    step_free: bool = True
    languages: Sequence[str] = ()
    reception: str = "open"
    walk_in: bool = True
    minutes: Mapping[str, tuple[int, int]] | None = None


def product(code: str, *, minutes: tuple[int, int] = (15, 15), **facts: Any) -> Product:
    """A product that anybody may have anywhere, unless ``facts`` say otherwise."""
    defaults: dict[str, Any] = {
        "channels": (Channel("connect", {"nl": "Kom langs."}),),
        "owners": (Owner(SINCE, "counters"),),
        "themes": ("identity",),
        "needs": ("booking",),
        "skills": ("identity",),
        "max_quantity": 6,
    }
    name = {"nl": code.title(), "en": code.title()}
    return Product(
        code, name, {"nl": f"{code} aanvragen."}, Duration(*minutes), **(defaults | facts)
    )


PRODUCTS = (
    product("KIDSID"),
    product("PASSPORT", minutes=(15, 10), needs=("booking", "biometrics")),
    product("PICKUP", minutes=(10, 5), needs=("booking", "safe", "pickup")),
    product("BIRTH", minutes=(30, 30), skills=("civil",), statutory_term_days=15),
    product("ALONE", combines_with=(), skills=("identity",)),
)


def make_city(
    spots: Mapping[str, Spot] | None = None,
    *,
    products: Sequence[Product] = PRODUCTS,
    now: datetime = NOW,
    holds_per_client: int = 3,
    horizon: timedelta = timedelta(days=28),
    hold: timedelta = timedelta(minutes=10),
    zone: str = "Europe/Brussels",
    municipality: str = "",
) -> None:
    """Write a city with its day rows; without ``spots`` one location ``hall`` with one counter."""
    BOOK.forget()
    city = City(
        code="testville", name={"nl": "Testville"}, language="nl", zone=zone,
        phone="03 000 00 00", branding=Branding("#0057b7", "#003865", "#cf0039"),
        booking=BookingRules(
            horizon=horizon, hold=hold, reminders=(timedelta(days=1),),
            late_grace=timedelta(minutes=10), earlier_answer=timedelta(hours=2),
            holds_per_client=holds_per_client,
        ),
        holidays=Holidays("BE"), other_languages=("en", "fr", "de"), municipality=municipality,
    )  # fmt: skip
    catalogue.City.objects.create(
        code=city.code, revision="test", definition=packs.to_json(city), loaded_at=now
    )
    catalogue.Product.objects.bulk_create(
        catalogue.Product(
            code=one.code, revision=packs.revision(one), definition=packs.to_json(one),
            position=position, loaded_at=now,
        )
        for position, one in enumerate(products)
    )  # fmt: skip
    places.Calendar.objects.create(zone=city.zone, country="BE")
    for code, spot in (spots or {"hall": Spot()}).items():
        make_location(code, spot)
    with transaction.atomic():
        places_actions.begin_edition()
    open_days(now=now)


def make_location(code: str, spot: Spot) -> places.Location:
    """One location with its counters and their windows."""
    location = places.Location.objects.create(code=code)
    places.Profile.objects.create(
        location=location, valid_from=SINCE, tier=spot.tier, name={"nl": code.title()},
        street="Straat 1", postal_code="2000", locality="Testville", district_code="centre",
        lat=spot.point[0], lon=spot.point[1], reception=spot.reception, walk_in=spot.walk_in,
        step_free=spot.step_free, languages=list(spot.languages),
        capabilities=list(spot.capabilities),
        minutes={key: list(value) for key, value in (spot.minutes or {}).items()},
    )  # fmt: skip
    for lane, desk in enumerate(spot.desks):
        counter = places.Counter.objects.create(
            location=location, lane=lane, name=f"Loket {lane + 1}", skills=list(desk.skills),
            virtual=desk.virtual, valid_from=SINCE,
        )  # fmt: skip
        places.Window.objects.bulk_create(
            places.Window(
                location=location, counter=counter, purpose="counter", weekday=weekday,
                opens=desk.opens, closes=desk.closes, valid_from=SINCE,
                reserved_for=desk.reserved_for, release_days=desk.release_days,
            )
            for weekday in desk.weekdays
        )  # fmt: skip
    return location
