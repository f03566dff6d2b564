"""The demo has requests in many states, made as people make them, and only once."""

from datetime import datetime, timedelta

import pytest
from tests.offices.certificates.conftest import world
from tests.offices.certificates.world import NOW, World, clerk

from loket.demo import certificates
from loket.demo.residents import BY_KEY
from loket.demo.synthetic.reading import TablesOfTheCity
from loket.domain.people.may import Role
from loket.domain.registers.asking import NoAnswer
from loket.foundations.people.models import Assignment
from loket.offices.certificates import queries, tasks
from loket.offices.certificates.models import FollowUp, Request

__all__ = ["world"]


def lead() -> str:
    return clerk("lea", team="", role=Role.MANAGER)


def tell(actor: str, leads: str, now: datetime = NOW) -> None:
    certificates.tell(clerk=actor, lead=leads, now=now)


def test_telling_it_twice_asks_for_nothing_twice(world: World) -> None:
    people = clerk(team=""), lead()
    tell(*people)
    first = Request.objects.count(), FollowUp.objects.count()
    tell(*people)
    assert first == (Request.objects.count(), FollowUp.objects.count())
    assert min(first) > 0


def test_what_a_clerk_did_is_among_it(world: World) -> None:
    tell(clerk(team=""), lead())
    states = set(Request.objects.values_list("state", flat=True))
    assert {"with_clerk", "taken", "refused", "withdrawn", "migrating"} <= states


def test_a_lead_finds_what_is_late_once_and_twice_and_what_was_seen_to(world: World) -> None:
    people = clerk(team=""), lead()
    tell(*people)
    late = [(one.state, one.step, one.taken_by) for one in queries.list_late({""}, NOW)]
    assert sorted(late) == [
        ("migrating", 2, ""), ("taken", 1, people[1]), ("with_clerk", 1, ""),
    ]  # fmt: skip
    assert tasks.raise_what_is_late(NOW) == 0, "what the timetable would have said is said"


def test_each_time_that_it_was_late_was_said_on_the_day_after_what_was_promised(
    world: World,
) -> None:
    tell(clerk(team=""), lead())
    for one in FollowUp.objects.select_related("request"):
        terms = {"migrating": 20}.get(one.request.state, 10)
        days = terms * (one.step - 1) + 1
        assert one.raised_at.date() == one.answer_by + timedelta(days=days)


def test_whoever_was_hired_this_morning_worked_on_nothing_before(world: World) -> None:
    """A demo of another version may have such people: its story goes on without them."""
    actor = clerk(team="")
    Assignment.objects.update(valid_from=NOW.date())
    tell(actor, lead())
    assert not Request.objects.filter(state="migrating").exists()
    assert {one.state for one in queries.list_late({""}, NOW)} == {"with_clerk"}


@pytest.mark.parametrize("wish", certificates.WISHES, ids=lambda one: f"{one.who} {one.product}")
def test_everybody_who_asks_is_one_of_the_ready_made(wish: certificates.Wish, db: None) -> None:
    assert certificates.resident(wish.who, NOW)


def test_about_one_of_them_the_register_never_answers(db: None) -> None:
    """So that a request that is received and waits can be seen."""
    number = BY_KEY["unanswered"].number.digits
    with pytest.raises(NoAnswer, match="away"):
        TablesOfTheCity().find(number)
    assert any(one.who == "unanswered" for one in certificates.WISHES)
