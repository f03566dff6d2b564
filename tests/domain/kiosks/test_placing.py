"""Whether a kiosk fits a house, before one is placed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from loket.domain.kiosks import placing as rules
from loket.domain.kiosks.placing import ALL_BANDS, Demand

SINCE = date(2021, 9, 1)
#: Young people ask often, old people hardly, children never.
RATES = {("GEZIN", "18-29"): 400, ("GEZIN", "65+"): 40, ("PINPUK", "18-29"): 200,
         ("PINPUK", "0-17"): 0}  # fmt: skip


def house(**visitors: int) -> dict[str, int]:
    named = {"children": "0-17", "young": "18-29", "old": "65+"}
    return {named[who]: count for who, count in visitors.items()}


def test_t56_a_care_home_needs_the_offer_too_little_and_a_library_enough() -> None:
    library = rules.fit(house(young=3000, old=500), RATES)
    home = rules.fit(house(old=3500), RATES)
    assert library.per_week == pytest.approx((3000 * 0.6 + 500 * 0.04) / 52)
    assert rules.against_placing(library, target_per_week=25) == []
    (reason,) = rules.against_placing(home, target_per_week=25)
    assert reason.code == "offer_does_not_match_visitors"
    assert reason.facts == {"expected": round(3500 * 0.04 / 52, 1), "target": 25}


def test_the_most_wanted_product_comes_first() -> None:
    found = rules.fit(house(young=1000, old=100), RATES)
    assert [(name, round(count)) for name, count in found.products] == [
        ("GEZIN", 404), ("PINPUK", 200),
    ]  # fmt: skip


def test_who_is_of_an_age_that_asks_for_nothing_is_not_reached() -> None:
    assert rules.fit(house(children=300, young=100), RATES).reached == 0.25
    assert rules.fit({}, RATES).reached == 0.0
    assert rules.fit(house(young=10), {}) == rules.Fit(0.0, (), 0.0)


def test_the_latest_rate_that_has_begun_holds() -> None:
    first = Demand("GEZIN", "18-29", SINCE, 100)
    told = [replace(first, valid_from=date(2022, 1, 1), per_1000_a_year=300), first]
    for on, rate in ((date(2021, 8, 31), None), (SINCE, 100), (date(2022, 1, 1), 300)):
        assert rules.in_force(told, on).get(("GEZIN", "18-29")) == rate


def test_a_band_that_nobody_counts_is_a_mistake_in_the_pack() -> None:
    assert rules.wrong_with(Demand("GEZIN", "18-29", SINCE, 1)) == []
    assert rules.wrong_with(Demand("GEZIN", "20-25", SINCE, 1))[0][0] == ("band",)
    assert ALL_BANDS == ("0-17", "18-29", "30-44", "45-64", "65+")
