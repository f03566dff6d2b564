"""Needs refuse, helps warn; the tier, the location and the day say where a product can be had."""

from datetime import date
from typing import Any

import pytest
from tests.domain.catalogue.samples import product

from loket.domain.catalogue.offer import (
    Item,
    Spot,
    advice,
    collect_at,
    combine,
    is_offered,
    minutes,
    reasons_against,
    reasons_against_together,
)
from loket.domain.catalogue.product import Collected, Help, NotOffered, Offered

DAY = date(2021, 9, 9)
BEFORE, AFTER = date(2021, 9, 8), date(2021, 9, 10)
SAFE = Spot("harbour", "city", frozenset({"booking", "safe", "pickup"}))
BARE = Spot("corner", "neighbourhood", frozenset({"booking"}))


@pytest.mark.parametrize(
    ("needs", "lacking"),
    [
        ((), []),
        (("booking",), []),
        (("booking", "safe"), ["safe"]),
        (("safe", "pickup"), ["safe", "pickup"]),
    ],
)
def test_every_capability_that_is_lacking_is_a_reason_of_its_own(
    needs: tuple[Any, ...], lacking: list[str]
) -> None:
    reasons = reasons_against(product(needs=needs), BARE, DAY)
    assert [(one.code, one.facts["capability"]) for one in reasons] == [
        ("location_lacks", capability) for capability in lacking
    ]
    assert all(one.facts["location"] == "corner" for one in reasons)
    assert is_offered(product(needs=needs), SAFE, DAY)


@pytest.mark.parametrize(
    ("offered", "codes"),
    [
        (Offered(), []),
        (Offered(tiers=("neighbourhood",)), []),
        (Offered(tiers=("city",)), ["not_offered_here"]),
        (Offered(locations=("corner",)), []),
        (Offered(tiers=("city",), locations=("corner",)), []),
        (Offered(locations=("harbour",)), ["not_offered_here"]),
        (Offered(valid_from=DAY), []),
        (Offered(valid_from=AFTER), ["not_offered_here"]),
        (Offered(valid_to=AFTER), []),
        (Offered(valid_to=DAY), ["not_offered_here"]),
    ],
)
def test_the_offer_names_tiers_locations_and_days(offered: Offered, codes: list[str]) -> None:
    reasons = reasons_against(product(offered_at=(offered,)), BARE, DAY)
    assert [one.code for one in reasons] == codes


def test_one_offer_that_fits_is_enough() -> None:
    both = (Offered(tiers=("city",)), Offered(locations=("corner",)))
    assert is_offered(product(offered_at=both), BARE, DAY)


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [(None, None, True), (AFTER, None, False), (DAY, None, True), (BEFORE, DAY, False)],
)
def test_an_exception_refuses_with_its_published_reason_while_it_holds(
    start: date | None, end: date | None, refused: bool
) -> None:
    exception = NotOffered("corner", {"nl": "Verbouwing"}, start, end)
    reasons = reasons_against(product(not_offered_at=(exception,)), BARE, DAY)
    assert [one.facts["because"] for one in reasons] == ([{"nl": "Verbouwing"}] if refused else [])
    assert is_offered(product(not_offered_at=(exception,)), SAFE, DAY)


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [(None, None, False), (DAY, AFTER, False), (AFTER, None, True), (None, DAY, True)],
)
def test_a_product_is_offered_only_while_it_is_in_use(
    start: date | None, end: date | None, refused: bool
) -> None:
    one = product(valid_from=start, valid_to=end)
    codes = [reason.code for reason in reasons_against(one, BARE, DAY)]
    assert codes == (["product_not_in_use"] if refused else [])


def test_all_reasons_are_given_not_the_first() -> None:
    one = product(
        needs=("safe", "pickup"), offered_at=(Offered(tiers=("city",)),), valid_from=AFTER
    )
    assert [reason.code for reason in reasons_against(one, BARE, DAY)] == [
        "product_not_in_use",
        "not_offered_here",
        "location_lacks",
        "location_lacks",
    ]


def test_what_only_helps_warns_and_refuses_nothing() -> None:
    one = product(helps=(Help("photo_booth", {"nl": "Breng een foto mee"}),))
    assert reasons_against(one, BARE, DAY) == []
    assert [(tip.code, tip.facts["capability"]) for tip in advice(one, BARE)] == [
        ("bring_along", "photo_booth")
    ]
    assert advice(one, Spot("x", "city", frozenset({"photo_booth"}))) == []


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (("*",), ("*",), True),
        (("*",), ("A",), True),
        (("B",), ("A",), True),
        (("B",), (), False),
        ((), ("*",), False),
        (("C",), ("*",), False),
    ],
)
def test_two_products_share_a_visit_only_when_both_say_so(
    one: tuple[str, ...], other: tuple[str, ...], together: bool
) -> None:
    first, second = product("A", combines_with=one), product("B", combines_with=other)
    assert combine(first, second) is together
    assert combine(second, first) is together
    reasons = reasons_against_together([Item(first), Item(second)])
    assert [one.code for one in reasons] == ([] if together else ["products_do_not_combine"])


@pytest.mark.parametrize(
    ("quantity", "fits"), [(0, False), (1, True), (3, True), (4, False), (10_000, False)]
)
def test_a_visit_takes_from_one_to_the_most_of_a_product(quantity: int, fits: bool) -> None:
    reasons = reasons_against_together([Item(product(max_quantity=3), quantity)])
    assert [(one.code, one.facts["most"]) for one in reasons] == (
        [] if fits else [("quantity_out_of_bounds", 3)]
    )


def test_the_same_product_twice_is_said_as_a_quantity() -> None:
    twice = [Item(product()), Item(product())]
    assert [one.code for one in reasons_against_together(twice)] == ["product_twice"]


def test_minutes_of_all_items_add_up_and_further_ones_take_their_own() -> None:
    items = [Item(product("A"), 3), Item(product("B"))]
    assert minutes(items) == 15 + 10 + 10 + 15
    assert minutes(items, {"A": (20, 5)}) == 20 + 5 + 5 + 15


@pytest.mark.parametrize(
    ("asked_at", "on", "found"),
    [
        ("corner", BEFORE, "corner"),
        ("corner", DAY, "harbour"),
        ("corner", AFTER, "town"),
        ("harbour", AFTER, "harbour"),
    ],
)
def test_a_document_waits_where_one_asked_unless_a_dated_rule_says_elsewhere(
    asked_at: str, on: date, found: str
) -> None:
    rules = (
        Collected("harbour", DAY, asked_at=("corner",)),
        Collected("town", AFTER, asked_at=("corner",)),
    )
    assert collect_at(product(collect_at=rules), asked_at, on) == found
