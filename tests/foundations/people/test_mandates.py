"""A resident lets another ask for something, for a time, and takes it back."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from loket.domain.people.numbers import made_up
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.foundations.people import actions, queries
from loket.foundations.people.models import Mandate

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 11, 25, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
UNTIL = TODAY + timedelta(days=30)


def resident(counter: int):
    number = made_up(date(1985, 7, 30), counter)
    return actions.recognise(number=number, now=NOW, actor="system:test")


def grant(grantor, holder, **change):
    given = {"products": ["household"], "valid_from": TODAY, "valid_to": UNTIL} | change
    actor = given.pop("actor", f"resident:{grantor}")
    return actions.grant_mandate(grantor=grantor, holder=holder, actor=actor, now=NOW, **given)


def test_a_mandate_is_found_by_both_from_its_first_day_until_before_its_end() -> None:
    grantor, holder = resident(995), resident(997)
    made = grant(grantor, holder, products=["household", "residence", "household"])
    found = queries.find_mandate(made)
    assert found is not None
    assert (found.grantor, found.holder) == (grantor, holder)
    assert found.products == {"household", "residence"}
    assert queries.list_mandates_given(grantor) == [found]
    assert queries.list_mandates_held(holder, UNTIL - timedelta(days=1)) == [found]
    assert queries.list_mandates_held(holder, UNTIL) == []
    assert queries.list_mandates_held(grantor, TODAY) == []


def test_a_withdrawn_mandate_stays_to_be_seen_and_is_held_no_longer() -> None:
    grantor, holder = resident(995), resident(997)
    made = grant(grantor, holder)
    for _twice in range(2):
        actions.withdraw_mandate(mandate=made, actor=f"resident:{grantor}", now=NOW)
    assert queries.list_mandates_held(holder, TODAY) == []
    (seen,) = queries.list_mandates_given(grantor)
    assert seen.withdrawn_at == NOW
    lines = Line.objects.filter(act__contains="mandate").order_by("id")
    assert [one.act for one in lines] == ["people.grant_mandate", "people.withdraw_mandate"]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("mandate_without_products", {"products": []}),
        ("mandate_ends_before_it_begins", {"valid_to": TODAY}),
        ("mandate_ends_before_it_begins", {"valid_from": UNTIL}),
        (
            "mandate_ends_before_it_begins",
            {"valid_from": date(2021, 1, 1), "valid_to": date(2021, 11, 1)},
        ),
        ("mandate_too_long", {"valid_to": TODAY + timedelta(days=367)}),
        ("not_allowed", {"actor": "employee:00000000-0000-0000-0000-000000000001"}),
        ("not_allowed", {"actor": "system:test"}),
        ("not_allowed", {"actor": "resident:00000000-0000-4000-8000-000000000009"}),
    ],
)
def test_what_is_no_mandate_is_refused(code: str, change: dict) -> None:
    with pytest.raises(RuleBroken) as refused:
        grant(resident(995), resident(997), **change)
    assert code in {reason.code for reason in refused.value.reasons}
    assert not Mandate.objects.exists()


def test_nobody_mandates_themselves_under_an_earlier_number_either() -> None:
    grantor = resident(995)
    later = actions.replace_number(
        old=made_up(date(1985, 7, 30), 995), new=made_up(date(1985, 7, 31), 995),
        now=NOW, actor="system:test",
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="mandate_to_oneself"):
        grant(later, grantor)


def test_only_the_grantor_takes_a_mandate_back() -> None:
    grantor, holder = resident(995), resident(997)
    made = grant(grantor, holder)
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.withdraw_mandate(mandate=made, actor=f"resident:{holder}", now=NOW)
    with pytest.raises(RuleBroken, match="mandate_unknown"):
        actions.withdraw_mandate(mandate=uuid4(), actor=f"resident:{holder}", now=NOW)


def test_a_mandate_follows_both_of_them_to_their_new_numbers() -> None:
    grantor, holder = resident(995), resident(997)
    made = grant(grantor, holder)
    grantor, holder = (
        actions.replace_number(
            old=made_up(date(1985, 7, 30), counter), new=made_up(date(1985, 7, 31), counter),
            now=NOW, actor="system:test",
        )
        for counter in (995, 997)
    )  # fmt: skip
    assert [one.id for one in queries.list_mandates_given(grantor)] == [made]
    assert [one.id for one in queries.list_mandates_held(holder, TODAY)] == [made]
    actions.withdraw_mandate(mandate=made, actor=f"resident:{grantor}", now=NOW)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a_mandate_names_its_products", {"products": []}),
        ("a_mandate_holds_at_least_a_day", {"valid_to": TODAY}),
        (
            "a_mandate_is_withdrawn_after_it_was_given",
            {"withdrawn_at": NOW - timedelta(seconds=1)},
        ),
    ],
)
def test_the_database_itself_refuses_an_impossible_mandate(name: str, change: dict) -> None:
    made = grant(resident(995), resident(997))
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        Mandate.objects.filter(pk=made).update(**change)


def test_the_database_itself_refuses_a_mandate_to_oneself() -> None:
    grantor = resident(995)
    made = grant(grantor, resident(997))
    with pytest.raises(DatabaseError, match="nobody_mandates_oneself"), transaction.atomic():
        Mandate.objects.filter(pk=made).update(holder=grantor)
