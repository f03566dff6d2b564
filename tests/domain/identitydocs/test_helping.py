"""Whoever helps with new codes is named from a day on, for the holder's own card only."""

from datetime import timedelta
from uuid import UUID

import pytest

from loket.domain.identitydocs.helping import HELPED_FROM, helper_named, reasons_against_help
from loket.domain.people.standing import HELPERS, Helper, helper_actor

ME = UUID(int=1)


def codes(*, for_own_card: bool, days: int) -> list[str]:
    on = HELPED_FROM + timedelta(days=days)
    return [one.code for one in reasons_against_help(for_own_card=for_own_card, on=on)]


def test_from_the_first_day_on_a_helper_asks_for_ones_own_card() -> None:
    assert codes(for_own_card=True, days=0) == []
    assert codes(for_own_card=True, days=400) == []


def test_the_day_before_it_began_no_helper_asked() -> None:
    assert codes(for_own_card=True, days=-1) == ["not_allowed"]


def test_every_reason_is_given_at_once() -> None:
    assert codes(for_own_card=False, days=0) == ["helper_only_for_oneself"]
    assert codes(for_own_card=False, days=-1) == ["helper_only_for_oneself", "not_allowed"]


@pytest.mark.parametrize("by", HELPERS)
def test_a_helper_is_named_by_kind(by: Helper) -> None:
    assert helper_named(helper_actor(ME, by)) == by


def test_an_employee_who_asks_is_help_of_the_city_and_the_holder_is_none() -> None:
    assert helper_named("employee:7") == "city"
    assert [helper_named(one) for one in (f"resident:{ME}", "system:demo", "")] == [None] * 3
