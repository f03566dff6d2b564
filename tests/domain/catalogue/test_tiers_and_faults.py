"""A tier has a standard offer; who differs says why. A well-formed file can still be wrong."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.domain.catalogue.samples import product

from loket.domain.catalogue import city, faults
from loket.domain.catalogue.city import BookingRules, Branding, City, Holidays
from loket.domain.catalogue.offer import Spot
from loket.domain.catalogue.product import (
    Certificate,
    Channel,
    Collected,
    Fee,
    NotOffered,
    Offered,
    Owner,
    Texts,
)
from loket.domain.catalogue.tiers import (
    Tier,
    additions,
    charter,
    departures,
    deviations,
    unexplained,
)

DAY = date(2021, 9, 9)
CITY = Tier("city", {"nl": "Stadsloket"}, {}, (), ("booking", "safe", "photo_booth"))
PICKUP = product("PICKUP", needs=("safe",))
ATTEST = product("ATTEST")
BIRTH = product("BIRTH", offered_at=(Offered(tiers=("regional_hub",)),))
LOCAL = product("LOCAL", offered_at=(Offered(locations=("corner",)),))
PRODUCTS = (PICKUP, ATTEST, BIRTH, LOCAL)


@dataclass(frozen=True)
class Reasoned:
    capability: str
    reason: Texts


def test_the_charter_of_a_tier_holds_what_any_location_of_it_can_deliver() -> None:
    assert charter(CITY, PRODUCTS, DAY).products == (PICKUP, ATTEST)


def test_a_location_that_lacks_something_standard_must_say_why() -> None:
    has = {"booking", "kiosk"}
    found = deviations(CITY, has, [Reasoned("safe", {"nl": "Geen beveiligde ruimte"})])
    assert [(one.capability, one.kind, bool(one.reason)) for one in found] == [
        ("safe", "missing", True),
        ("photo_booth", "missing", False),
        ("kiosk", "extra", False),
    ]
    assert [one.capability for one in unexplained(found)] == ["photo_booth"]
    assert unexplained(deviations(CITY, CITY.capabilities)) == ()


def test_products_a_location_lacks_are_told_with_the_capability_it_lacks() -> None:
    corner = Spot("corner", "city", frozenset({"booking"}))
    reasons = departures(corner, CITY, PRODUCTS, DAY)
    assert [(one.code, one.facts["product"]) for one in reasons] == [("location_lacks", "PICKUP")]


def test_products_that_name_a_location_are_additions_to_its_tier() -> None:
    corner = Spot("corner", "city", frozenset(CITY.capabilities))
    assert additions(corner, PRODUCTS, DAY) == (LOCAL,)
    assert additions(Spot("other", "city", frozenset()), PRODUCTS, DAY) == ()


NEW_YEAR = date(2022, 1, 1)
PAPER = Certificate(
    DAY, rules="residence", made_by="attest", purpose="residence", model="residence"
)
FAULTS: list[tuple[dict[str, Any], tuple[str | int, ...]]] = [
    ({"fees": (Fee(DAY, 1), Fee(DAY, 2))}, ("fees", 1, "valid_from")),
    ({"fees": (Fee(NEW_YEAR, 1, valid_to=DAY),)}, ("fees", 0, "valid_to")),
    ({"owners": ()}, ("owners",)),
    ({"owners": (Owner(DAY, "a"), Owner(DAY, "b"))}, ("owners", 1, "valid_from")),
    ({"channels": (Channel("swipe", {}),)}, ("channels",)),
    (
        {"channels": (Channel("call", {}, valid_from=NEW_YEAR, valid_to=DAY),)},
        ("channels", 0, "valid_to"),
    ),
    (
        {"offered_at": (Offered(), Offered(valid_from=DAY, valid_to=DAY))},
        ("offered_at", 1, "valid_to"),
    ),
    (
        {"not_offered_at": (NotOffered("x", {}, NEW_YEAR, DAY),)},
        ("not_offered_at", 0, "valid_to"),
    ),
    ({"collect_at": (Collected("x", NEW_YEAR, (), DAY),)}, ("collect_at", 0, "valid_to")),
    ({"valid_from": NEW_YEAR, "valid_to": DAY}, ("valid_to",)),
    ({"combines_with": ("*", "A")}, ("combines_with",)),
    ({"certificate": (replace(PAPER, level=425),)}, ("certificate", 0, "level")),
    ({"certificate": (replace(PAPER, model=""),)}, ("certificate", 0, "model")),
    ({"certificate": (replace(PAPER, made_by="person"),)}, ("certificate", 0, "model")),
    (
        {"certificate": (replace(PAPER, rules="criminal_record"),)},
        ("certificate", 0, "at_kiosk"),
    ),
    ({"certificate": (PAPER, PAPER)}, ("certificate", 1, "valid_from")),
]


@pytest.mark.parametrize(("fields", "where"), FAULTS)
def test_a_product_that_is_well_formed_and_wrong_is_found_at_its_key(
    fields: dict[str, Any], where: tuple[str | int, ...]
) -> None:
    assert [one[0] for one in faults.wrong_with(product(**fields))] == [where]


def test_a_sound_product_has_no_faults() -> None:
    assert list(faults.wrong_with(product(fees=(Fee(DAY, 1), Fee(NEW_YEAR, 2))))) == []


SAMPLE = City(
    code="sample",
    name={"nl": "Stad"},
    language="nl",
    zone="Europe/Brussels",
    phone="03",
    branding=Branding("#0057b7", "#003865", "#cf0039"),
    booking=BookingRules(
        horizon=timedelta(days=28),
        hold=timedelta(minutes=10),
        reminders=(),
        late_grace=timedelta(minutes=10),
        earlier_answer=timedelta(minutes=30),
        holds_per_client=4,
    ),
    holidays=Holidays("BE"),
    other_languages=("en",),
)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"zone": "Europe/Nowhere"}, ("zone",)),
        ({"zone": "../etc/passwd"}, ("zone",)),
        ({"other_languages": ("en", "nl")}, ("other_languages",)),
        (
            {"booking": replace(SAMPLE.booking, horizon=timedelta(hours=3))},
            ("booking", "horizon"),
        ),
        ({"booking": replace(SAMPLE.booking, hold=timedelta(hours=3))}, ("booking", "hold")),
    ],
)
def test_facts_of_a_city_that_cannot_be_are_found_at_their_key(
    changed: dict[str, Any], where: tuple[str, ...]
) -> None:
    assert [one[0] for one in city.wrong_with(replace(SAMPLE, **changed))] == [where]


def test_a_sound_city_speaks_its_own_language_first() -> None:
    assert list(city.wrong_with(SAMPLE)) == []
    assert SAMPLE.languages == ("nl", "en")
    assert SAMPLE.clock.key == "Europe/Brussels"
