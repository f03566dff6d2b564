"""Acts that are still on paper, and the police check of an extract for work with minors."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.offices.certificates.world import CIVIL, NOW, World, ask, clerk

from loket.domain.refusals import RuleBroken
from loket.domain.registers.asking import NoAnswer
from loket.foundations.journal import queries as journal
from loket.foundations.registers.actions import looking
from loket.offices.certificates import actions, queries, tasks
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import Move, Request
from loket.offices.certificates.queries.files import file_of

TOMORROW = NOW + timedelta(days=1, minutes=1)
EDUCATION = Words(activity="education")


class Away:
    """A civil-status register that does not answer."""

    def __getattr__(self, name: str) -> object:
        raise NoAnswer("away")


def put_on_paper(world: World, name: str, status: str = "not_migrated") -> None:
    acts = world.register.acts
    place = next(n for n, one in enumerate(acts) if one.reference == f"act-birth-{name}")
    acts[place] = replace(acts[place], status=status)


@pytest.fixture
def asked(world: World) -> uuid.UUID:
    """Nora asks for her own act of birth, which is still on paper; a clerk has it."""
    put_on_paper(world, "Nora")
    return ask(world["Nora"], "BIRTH_ACT").id


@pytest.fixture
def actor(world: World) -> str:
    return clerk(team=CIVIL)


def migrating(asked: uuid.UUID, actor: str) -> None:
    actions.take_over(request=asked, actor=actor, now=NOW)
    actions.ask_migration(request=asked, place="  Mechelen ", actor=actor, now=NOW)


def test_an_act_on_paper_is_searched_asked_for_put_over_and_delivered(
    world: World, asked: uuid.UUID, actor: str
) -> None:
    migrating(asked, actor)
    put_on_paper(world, "Nora", "in_dabs")
    assert tasks.try_again(TOMORROW) == 1
    assert Request.objects.get(pk=asked).state == "delivered"
    moves = list(Move.objects.filter(request=asked).values_list("move", flat=True))
    assert moves == [
        "ask", "hand_over", "take_over", "ask_migration", "migrated", "grant", "deliver",
    ]  # fmt: skip


def test_the_applicant_reads_which_municipality_and_by_when(
    world: World, asked: uuid.UUID, actor: str
) -> None:
    migrating(asked, actor)
    line = queries.find_own(asked, world["Nora"])
    assert (line.state, line.place) == ("migrating", "Mechelen")
    assert line.answer_by == NOW.date() + timedelta(days=20)


def test_who_asks_about_another_does_not_learn_where_an_act_lies(world: World, actor: str) -> None:
    world.tie("Tom", "spouse", "Nora", since=date(2010, 1, 1))
    put_on_paper(world, "Nora")
    asked = ask(world["Tom"], "BIRTH_ACT", words=Words(whose="spouse"))
    assert asked.reasons == ()
    migrating(asked.id, actor)
    assert queries.find_own(asked.id, world["Tom"]).place == ""


def test_while_it_is_not_there_the_register_is_asked_once_a_day(
    asked: uuid.UUID, actor: str
) -> None:
    migrating(asked, actor)
    assert tasks.try_again(NOW + timedelta(hours=23)) == 0
    assert tasks.try_again(TOMORROW) == 1
    assert tasks.try_again(TOMORROW) == 0
    assert Request.objects.get(pk=asked).state == "migrating"


def test_a_register_that_is_away_is_asked_again_and_nothing_is_lost(
    world: World, asked: uuid.UUID, actor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrating(asked, actor)
    with monkeypatch.context() as patched:
        patched.setattr(looking, "civil_status", Away)
        tasks.try_again(TOMORROW)
    assert Request.objects.get(pk=asked).state == "migrating"
    put_on_paper(world, "Nora", "in_dabs")
    tasks.try_again(TOMORROW + timedelta(days=1, minutes=1))
    assert Request.objects.get(pk=asked).state == "delivered"


def test_a_right_that_is_gone_when_the_act_comes_is_looked_at_by_a_person(
    world: World, actor: str
) -> None:
    world.tie("Tom", "spouse", "Nora", since=date(2010, 1, 1), until=date(2026, 11, 24))
    put_on_paper(world, "Nora")
    asked = ask(world["Tom"], "BIRTH_ACT", words=Words(whose="spouse"))
    migrating(asked.id, actor)
    put_on_paper(world, "Nora", "in_dabs")
    world.register.ties.clear()
    tasks.try_again(TOMORROW)
    found = Request.objects.get(pk=asked.id)
    assert (found.state, found.clerk) == ("with_clerk", "")


def test_a_clerk_may_look_at_once_and_put_it_back(
    world: World, asked: uuid.UUID, actor: str
) -> None:
    migrating(asked, actor)
    assert actions.look_for_act(request=asked, actor=actor, now=NOW).state == "migrating"
    assert actions.put_back(request=asked, actor=actor, now=NOW).state == "with_clerk"
    put_on_paper(world, "Nora", "in_dabs")
    assert actions.look_for_act(request=asked, actor=actor, now=NOW).state == "with_clerk"


def test_another_team_does_not_look(asked: uuid.UUID, actor: str) -> None:
    migrating(asked, actor)
    with pytest.raises(RuleBroken, match="another_team_answers"):
        actions.look_for_act(request=asked, actor=clerk("bo"), now=NOW)


def test_it_stands_in_the_list_and_is_late_after_its_day(asked: uuid.UUID, actor: str) -> None:
    migrating(asked, actor)
    (line,) = queries.list_inbox({CIVIL}, NOW)
    assert (line.state, line.is_late) == ("migrating", False)
    (line,) = queries.list_inbox({CIVIL}, NOW + timedelta(days=21))
    assert line.is_late


def test_a_municipality_is_named_and_only_for_an_act(
    world: World, asked: uuid.UUID, actor: str
) -> None:
    actions.take_over(request=asked, actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="place_of_act_needed"):
        actions.ask_migration(request=asked, place=" ", actor=actor, now=NOW)
    put_on_paper(world, "Nora", "in_dabs")
    actions.look_again(request=asked, actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="no_act_to_migrate"):
        actions.ask_migration(request=asked, place="Mechelen", actor=actor, now=NOW)


def test_the_journal_names_no_municipality(asked: uuid.UUID, actor: str) -> None:
    migrating(asked, actor)
    lines = journal.list_about(f"certificate:{asked}")
    assert lines[0].act == "certificates.ask_migration"
    assert "Mechelen" not in str([(line.before, line.after) for line in lines])


# --- the police ---


@pytest.fixture
def record(world: World) -> uuid.UUID:
    return ask(world["Nora"], "RECORD", words=EDUCATION).id


def test_an_extract_for_work_with_minors_leaves_only_after_the_police_looked(
    record: uuid.UUID,
) -> None:
    actor = clerk()
    actions.take_over(request=record, actor=actor, now=NOW)
    told = {"request": record, "note": "", "pdf": b"%PDF-1.7 blanco", "actor": actor, "now": NOW}
    with pytest.raises(RuleBroken, match="police_not_asked"):
        actions.grant(**told)
    asked = actions.ask_police(request=record, actor=actor, now=NOW)
    assert asked.state == "at_police"
    with pytest.raises(RuleBroken, match="police_not_asked"):
        actions.grant(**told)
    assert actions.note_police(request=record, police="clear", actor=actor, now=NOW).state
    assert actions.grant(**told).state == "delivered"


def test_what_the_police_found_stands_in_no_state_move_or_journal_line(record: uuid.UUID) -> None:
    actor = clerk()
    actions.take_over(request=record, actor=actor, now=NOW)
    actions.ask_police(request=record, actor=actor, now=NOW)
    actions.note_police(request=record, police="ban_noted", actor=actor, now=NOW)
    found = Request.objects.get(pk=record)
    assert file_of(found).police == "ban_noted"
    open_to_all = [found.state, *Move.objects.values_list("move", flat=True)]
    lines = journal.list_about(f"certificate:{record}")
    assert "ban" not in str(open_to_all) + str([(one.before, one.after) for one in lines])
    assert b"ban_noted" not in bytes(found.file or b"")


def test_the_term_of_the_police_is_what_the_applicant_reads(
    world: World, record: uuid.UUID
) -> None:
    actor = clerk()
    actions.take_over(request=record, actor=actor, now=NOW)
    actions.ask_police(request=record, actor=actor, now=NOW)
    line = queries.find_own(record, world["Nora"])
    assert line.answer_by == NOW.date() + timedelta(days=21)


def test_the_police_are_asked_once_and_only_where_minors_are_concerned(
    world: World, record: uuid.UUID
) -> None:
    actor = clerk()
    general = ask(world["Ludo"], "RECORD", words=Words(activity="general")).id
    for request in (record, general):
        actions.take_over(request=request, actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="no_police_check"):
        actions.ask_police(request=general, actor=actor, now=NOW)
    actions.ask_police(request=record, actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="police_answer_needed"):
        actions.note_police(request=record, police="", actor=actor, now=NOW)
    actions.note_police(request=record, police="clear", actor=actor, now=NOW)
    with pytest.raises(RuleBroken, match="no_police_check"):
        actions.ask_police(request=record, actor=actor, now=NOW)
