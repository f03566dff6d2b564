"""Somebody helps the holder of a card to ask for codes: named as such, and asks nothing else."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from tests.offices.identitydocs.helpers import HOLDER, ask, employee, open_city
from tests.offices.identitydocs.test_homes import World, world

from loket.domain.identitydocs.helping import HELPED_FROM
from loket.domain.people.standing import HELPERS, Helper, helper_actor
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.foundations.registers import queries as registers
from loket.offices.identitydocs import actions, queries
from loket.offices.identitydocs.models import CodeMove, CodeRequest

__all__ = ["world"]
pytestmark = pytest.mark.django_db
#: Noon of the first day of the rule.
SINCE = datetime.combine(HELPED_FROM, datetime.min.time(), UTC) + timedelta(hours=12)
HOST = helper_actor(HOLDER, "host")
OTHER = uuid.UUID("22222222-2222-4222-8222-222222222222")


@pytest.mark.parametrize("by", HELPERS)
def test_the_journal_the_steps_and_the_holder_read_who_helped(by: Helper) -> None:
    open_city()
    actor = helper_actor(HOLDER, by)
    asked = ask(actor=actor, now=SINCE)
    made = CodeRequest.objects.get()
    assert (made.subject, made.applicant) == (HOLDER, HOLDER)
    assert CodeMove.objects.get().actor == actor
    assert Line.objects.get(act="identitydocs.ask").actor == actor
    (line,) = queries.list_of(HOLDER)
    assert (line.id, line.helped_by) == (asked.id, by)


def test_who_asks_alone_was_helped_by_nobody_and_who_calls_by_the_city() -> None:
    open_city()
    ask()
    ask(subject=OTHER, applicant=OTHER, channel="desk", actor=employee())
    assert [queries.list_of(one)[0].helped_by for one in (HOLDER, OTHER)] == [None, "city"]


def test_the_list_of_who_looked_says_that_somebody_helped(world: World) -> None:
    host = helper_actor(world.holder, "host")
    ask(subject=world.holder, actor=host, now=SINCE)
    seen = registers.list_look_ups_of(
        world.holder, since=SINCE, before=SINCE + timedelta(minutes=1)
    )
    assert {(one.asked_by, one.purpose) for one in seen} == {("you_helped", "pin-puk")}


def test_before_the_rule_no_helper_asked() -> None:
    open_city()
    with pytest.raises(RuleBroken, match="not_allowed"):
        ask(actor=HOST, now=SINCE - timedelta(days=1))
    assert not CodeRequest.objects.exists()


@pytest.mark.parametrize(
    "actor", [helper_actor(OTHER, "host"), "helper:host:x", f"helper:cousin:{HOLDER}", "host:hall"]
)
def test_a_helper_in_somebody_elses_session_asks_nothing(actor: str) -> None:
    open_city()
    with pytest.raises(RuleBroken, match=r"not_signed_in_as_applicant|not_allowed"):
        ask(actor=actor, now=SINCE)
    assert not CodeRequest.objects.exists()


def test_who_is_helped_asks_for_no_card_of_somebody_else() -> None:
    open_city()
    with pytest.raises(RuleBroken, match="helper_only_for_oneself"):
        ask(subject=OTHER, applicant=HOLDER, actor=HOST, now=SINCE)


def test_a_helper_sees_no_home_of_somebody_else_and_takes_nothing_back(world: World) -> None:
    stranger = helper_actor(OTHER, "host")
    with pytest.raises(RuleBroken, match="no_ground"):
        world.look(stranger)
    host = helper_actor(world.holder, "host")
    asked = ask(subject=world.holder, actor=host, now=SINCE)
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.withdraw(request=asked.id, actor=host, now=SINCE)
