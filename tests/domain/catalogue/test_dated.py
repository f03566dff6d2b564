"""Fees, owners, maturity and laws: what holds on a day is what started last."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.catalogue.samples import CONNECT, product

from loket.domain.catalogue.channels import ORDER, ways
from loket.domain.catalogue.dated import (
    HandOver,
    fee_on,
    hand_overs,
    is_due_for_review,
    is_in_use,
    maturity_on,
    owner_on,
)
from loket.domain.catalogue.legal import LegalText, is_overdue, status_on
from loket.domain.catalogue.product import Channel, Fee, Maturity, Owner

NEW_YEAR = date(2022, 1, 1)
OWNERS = (Owner(date(2020, 1, 1), "counters"), Owner(NEW_YEAR, "social", "college/2021/9882"))
DECLARATIONS = LegalText(
    code="e-declarations",
    title={"nl": "KB elektronische aangiften"},
    kind="royal_decree",
    source="official journal",
    expected_on=date(2022, 6, 20),
    approved_on=date(2022, 12, 21),
    published_on=date(2023, 3, 14),
    in_force_from=date(2023, 3, 24),
)


@pytest.mark.parametrize(
    ("on", "team"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), "counters"),
        (date(2021, 12, 31), "counters"),
        (NEW_YEAR, "social"),
        (date(2030, 1, 1), "social"),
    ],
)
def test_a_product_passes_to_its_new_team_on_the_day_itself(on: date, team: str | None) -> None:
    owner = owner_on(product(owners=OWNERS[::-1]), on)
    assert (owner.team if owner else None) == team


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (date(2021, 12, 1), date(2022, 1, 31), True),
        (NEW_YEAR, NEW_YEAR, True),
        (date(2021, 1, 1), date(2021, 12, 31), False),
        (date(2022, 1, 2), date(2023, 1, 1), False),
    ],
)
def test_a_hand_over_is_listed_between_its_days(since: date, until: date, found: bool) -> None:
    both = [product("A", owners=OWNERS), product("B")]
    expected = [HandOver("A", "counters", "social", NEW_YEAR, "college/2021/9882")]
    assert hand_overs(both, since=since, until=until) == (expected if found else [])


def test_a_team_that_succeeds_itself_is_no_hand_over() -> None:
    owners = (Owner(date(2020, 1, 1), "counters"), Owner(NEW_YEAR, "counters"))
    assert hand_overs([product(owners=owners)], since=date.min, until=date.max) == []


@pytest.mark.parametrize(
    ("on", "cents"),
    [
        (date(2020, 12, 31), None),
        (date(2021, 1, 1), 800),
        (date(2022, 6, 30), 900),
        (date(2023, 1, 1), None),
    ],
)
def test_the_fee_is_that_of_the_day_and_ends_when_it_has_an_end(
    on: date, cents: int | None
) -> None:
    fees = (Fee(date(2021, 1, 1), 800), Fee(NEW_YEAR, 900, valid_to=date(2023, 1, 1)))
    fee = fee_on(product(fees=fees), on)
    assert (fee.amount_cents if fee else None) == cents


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), unique=True), st.dates())
def test_no_fee_that_starts_later_ever_counts_and_none_between_is_skipped(
    starts: list[date], on: date
) -> None:
    fees = tuple(Fee(start, number) for number, start in enumerate(starts))
    fee = fee_on(product(fees=fees), on)
    started = [start for start in starts if start <= on]
    assert (fee.valid_from if fee else None) == max(started, default=None)


def test_maturity_grows_on_its_day() -> None:
    levels = (Maturity(date(2020, 1, 1), "form"), Maturity(NEW_YEAR, "automatic"))
    found = [maturity_on(product(maturity=levels), NEW_YEAR - timedelta(d)) for d in (0, 1, 9999)]
    assert [one.level if one else None for one in found] == ["automatic", "form", None]


@pytest.mark.parametrize(
    ("on", "status", "overdue"),
    [
        (date(2021, 12, 10), "draft", False),
        (date(2022, 6, 20), "draft", False),
        (date(2022, 6, 21), "draft", True),
        (date(2022, 12, 21), "approved", True),
        (date(2023, 3, 14), "approved", True),
        (date(2023, 3, 23), "approved", True),
        (date(2023, 3, 24), "in_force", False),
    ],
)
def test_an_expected_day_never_brings_a_law_into_force(
    on: date, status: str, overdue: bool
) -> None:
    assert status_on(DECLARATIONS, on) == status
    assert is_overdue(DECLARATIONS, on) is overdue


def test_a_repealed_law_is_no_longer_in_force() -> None:
    law = LegalText("x", {}, "law", "", in_force_from=NEW_YEAR, repealed_from=date(2023, 1, 1))
    assert status_on(law, date(2022, 12, 31)) == "in_force"
    assert status_on(law, date(2023, 1, 1)) == "repealed"


@pytest.mark.parametrize(
    ("on", "open_"),
    [(date(2022, 6, 20), False), (date(2023, 3, 23), False), (date(2023, 3, 24), True)],
)
def test_a_channel_stays_shut_until_its_law_is_in_force_and_says_so(on: date, open_: bool) -> None:
    online = Channel("swipe", {"nl": "Online"}, gate="e-declarations")
    found = ways(product(channels=(online, CONNECT)), on, {"e-declarations": DECLARATIONS})
    assert [way.is_open for way in found] == [open_, True]
    if not open_:
        assert found[0].shut is not None
        assert found[0].shut.code == "waits_for_law"
        assert found[0].shut.facts["expected_on"] == date(2022, 6, 20)


@given(st.permutations(ORDER))
def test_the_least_effort_always_comes_first(kinds: list[str]) -> None:
    channels = tuple(Channel(kind, {}) for kind in kinds)  # type: ignore[arg-type]
    found = ways(product(channels=channels), NEW_YEAR, {})
    assert [way.channel.kind for way in found] == ["automate", "swipe", "call", "connect"]


def test_a_channel_outside_its_days_is_not_shown() -> None:
    early = Channel("swipe", {}, valid_to=NEW_YEAR)
    assert len(ways(product(channels=(early, CONNECT)), NEW_YEAR, {})) == 1
    assert len(ways(product(channels=(early, CONNECT)), NEW_YEAR - timedelta(1), {})) == 2


@pytest.mark.parametrize(
    ("stage", "seen"), [("draft", False), ("acceptance", True), ("published", True)]
)
def test_a_draft_is_for_editors_only(stage: str, seen: bool) -> None:
    assert is_in_use(product(stage=stage), NEW_YEAR) is seen


@pytest.mark.parametrize(
    ("review_on", "due"),
    [(None, False), (NEW_YEAR, True), (NEW_YEAR + timedelta(1), False)],
)
def test_a_page_is_due_for_review_from_its_day_on(review_on: date | None, due: bool) -> None:
    assert is_due_for_review(product(review_on=review_on), NEW_YEAR) is due
