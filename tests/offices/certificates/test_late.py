"""What is late goes before a lead, and whoever waits hears of it once."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connections, transaction
from tests.offices.certificates.test_waiting import EDUCATION, migrating, put_on_paper
from tests.offices.certificates.world import CIVIL, COUNTERS, NOW, World, ask, clerk

from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import queries as journal
from loket.foundations.messages.models import Message
from loket.offices.certificates import actions, queries, tasks
from loket.offices.certificates.models import FollowUp, Request

#: The day after the term of a municipality, and the day after another such term.
LATE, LATER = NOW + timedelta(days=21), NOW + timedelta(days=41)


@pytest.fixture
def asked(world: World) -> uuid.UUID:
    """Nora's act is on paper; Mechelen was asked to put it over. She left an address."""
    put_on_paper(world, "Nora")
    request, me = ask(world["Nora"], "BIRTH_ACT").id, f"resident:{world['Nora']}"
    actions.leave_email(request=request, email="nora@example.org", actor=me, now=NOW)
    migrating(request, clerk(team=CIVIL))
    return request


def lead(login: str = "lea", team: str = CIVIL) -> str:
    return clerk(login, team=team, role=Role.MANAGER)


def raised(now: datetime) -> list[tuple[int, str]]:
    return [(one.step, one.taken_by) for one in queries.list_late({CIVIL}, now)]


def mails() -> list[str]:
    found = Message.objects.filter(recipient="nora@example.org")
    return list(found.order_by("id").values_list("kind", flat=True))


def test_nothing_is_late_on_the_promised_day_itself(asked: uuid.UUID) -> None:
    assert tasks.raise_what_is_late(NOW + timedelta(days=20)) == 0
    assert not raised(NOW)


def test_a_lead_has_it_once_the_day_after_and_a_second_time_after_another_term(
    asked: uuid.UUID,
) -> None:
    made = [tasks.raise_what_is_late(at) for at in (LATE, LATE, LATER - timedelta(days=1))]
    assert (made, raised(LATE)) == ([1, 0, 0], [(1, "")])
    made = [tasks.raise_what_is_late(at) for at in (LATER, LATER, LATER + timedelta(days=400))]
    assert (made, raised(LATER)) == ([1, 0, 0], [(2, "")])
    lines = [one.act for one in journal.list_about(f"certificate:{asked}")]
    assert lines.count("certificates.raise_late") == 2


def test_a_lead_reads_how_long_it_is_late_and_which_municipality_it_waits_for(
    asked: uuid.UUID,
) -> None:
    tasks.raise_what_is_late(LATE)
    for at, days in ((LATE, 1), (LATER, 21)):
        (line,) = queries.list_late({CIVIL}, at)
        assert (line.days, line.place) == (days, "Mechelen")


def test_whoever_waits_is_told_once_and_reads_what_is_true(world: World, asked: uuid.UUID) -> None:
    assert not queries.find_own(asked, world["Nora"]).is_late
    for at in (LATE, LATE, LATER):
        tasks.raise_what_is_late(at)
    assert mails() == ["something_waits"]
    line = queries.find_own(asked, world["Nora"])
    assert (line.is_late, line.place, line.answer_by) == (
        True, "Mechelen", NOW.date() + timedelta(days=20),
    )  # fmt: skip


def test_the_police_are_late_after_their_own_term(world: World) -> None:
    record, actor = ask(world["Nora"], "RECORD", words=EDUCATION).id, clerk("bo")
    actions.take_over(request=record, actor=actor, now=NOW)
    actions.ask_police(request=record, actor=actor, now=NOW)
    assert [tasks.raise_what_is_late(NOW + timedelta(days=n)) for n in (21, 22)] == [0, 1]
    (line,) = queries.list_late({COUNTERS}, LATER)
    assert (line.state, line.clerk) == ("at_police", actor)


def test_what_lies_with_a_clerk_is_late_too_so_that_lateness_tells_no_state(world: World) -> None:
    put_on_paper(world, "Nora")
    asked = ask(world["Nora"], "BIRTH_ACT").id
    assert tasks.raise_what_is_late(LATE) == 1
    assert queries.find_own(asked, world["Nora"]).is_late


def test_a_lead_takes_it_up_and_the_second_time_is_a_new_task(asked: uuid.UUID) -> None:
    tasks.raise_what_is_late(LATE)
    actor = lead()
    for _ in range(2):
        (line,) = queries.list_late({CIVIL}, LATE)
        actions.follow_up(late=line.id, actor=actor, now=LATE)
    assert raised(LATE) == [(1, actor)]
    lines = [one.act for one in journal.list_about(f"certificate:{asked}")]
    assert lines.count("certificates.follow_up") == 1
    tasks.raise_what_is_late(LATER)
    assert raised(LATER) == [(2, "")]


def test_only_a_lead_of_the_team_takes_it_up_and_no_second_one(asked: uuid.UUID) -> None:
    tasks.raise_what_is_late(LATE)
    late = FollowUp.objects.get().pk
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.follow_up(late=late, actor=clerk("bo", team=CIVIL), now=LATE)
    with pytest.raises(RuleBroken, match="another_team_answers"):
        actions.follow_up(late=late, actor=lead("leo", COUNTERS), now=LATE)
    actions.follow_up(late=late, actor=lead(), now=LATE)
    with pytest.raises(RuleBroken, match="taken_by_colleague"):
        actions.follow_up(late=late, actor=lead("lou", ""), now=LATE)
    with pytest.raises(RuleBroken, match="nothing_to_follow_up"):
        actions.follow_up(late=0, actor=lead("lio"), now=LATE)


def test_what_was_answered_is_before_no_lead_any_more(world: World, asked: uuid.UUID) -> None:
    tasks.raise_what_is_late(LATE)
    put_on_paper(world, "Nora", "in_dabs")
    tasks.try_again(LATE)
    assert Request.objects.get(pk=asked).state == "delivered"
    assert raised(LATE) == []
    assert tasks.raise_what_is_late(LATER) == 0


def test_a_new_promise_takes_the_old_task_away_and_brings_no_second_mail(
    world: World, asked: uuid.UUID
) -> None:
    tasks.raise_what_is_late(LATE)
    actor = Request.objects.get(pk=asked).clerk
    actions.put_back(request=asked, actor=actor, now=LATE)
    actions.take_over(request=asked, actor=actor, now=LATE)
    actions.ask_migration(request=asked, place="Lier", actor=actor, now=LATE)
    assert (raised(LATE), queries.find_own(asked, world["Nora"]).is_late) == ([], False)
    assert tasks.raise_what_is_late(LATE + timedelta(days=21)) == 1
    assert mails() == ["something_waits"]


def test_one_that_fails_by_our_mistake_keeps_no_other_silent(
    world: World, asked: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_paper(world, "Tom")
    other = ask(world["Tom"], "BIRTH_ACT", now=NOW - timedelta(days=40)).id
    act = tasks.raise_late

    def fails(*, request: uuid.UUID, **more: object) -> bool:
        if request == other:
            raise ZeroDivisionError
        return act(request=request, **more)

    monkeypatch.setattr(tasks, "raise_late", fails)
    assert tasks.raise_what_is_late(LATE) == 1


def test_the_database_knows_each_step_once_and_two_at_most(asked: uuid.UUID) -> None:
    facts = {"request_id": asked, "answer_by": NOW.date(), "raised_at": NOW}
    FollowUp.objects.create(step=1, **facts)
    broken = {
        "raised_once_a_step": {"step": 1},
        "raised_twice_at_most": {"step": 3},
        "since_a_time": {"step": 2, "taken_by": "employee:x"},
    }
    for name, more in broken.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            FollowUp.objects.create(**facts, **more)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_raise_it_once(asked: uuid.UUID) -> None:
    start, made = Barrier(2, timeout=60), []

    def work() -> None:
        start.wait()
        made.append(actions.raise_late(request=asked, actor="system:certificates", now=LATE))
        connections.close_all()

    threads = [Thread(target=work) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(made) == [False, True]
    assert (FollowUp.objects.count(), mails()) == (1, ["something_waits"])
