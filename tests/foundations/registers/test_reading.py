"""Who opens a case in which answers still stand is read about, though no register is asked."""

from datetime import timedelta

import pytest
from tests.factories import registers as make
from tests.foundations.registers.asking import CASE, NOW, clerk, hired, known

from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.domain.registers.seen import READING, SOON, Seen
from loket.foundations.journal.models import Line
from loket.foundations.people import actions as people
from loket.foundations.registers import actions, queries
from loket.foundations.registers.models import LookUp

pytestmark = pytest.mark.django_db
AN = make.number()
LATER = NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def _asked(register: make.Register, cases: set[str]) -> None:
    """An asked for something herself; the answer is still in her case."""
    cases.add("42")
    register.add(AN)
    make.keep_purposes(make.purpose())
    actions.look_up_person(
        of=known(AN), ground=CASE, purpose="certificate", actor="system:test", now=NOW
    )


def read(actor: str, *, now=LATER) -> bool:
    return actions.write_down_reading(of=known(AN), ground=CASE, actor=actor, now=now)


def lines() -> list[Seen]:
    span = {"since": NOW - timedelta(days=1), "before": NOW + timedelta(days=9)}
    return queries.list_look_ups_of(known(AN), **span)


def test_the_person_reads_who_opened_the_case_for_what_and_which_data() -> None:
    assert read(clerk(team="civil-status"))
    reading, asked = lines()
    assert (reading.is_reading, asked.is_reading) == (True, False)
    assert (reading.team, reading.purpose) == ("civil-status", "certificate")
    assert reading.kinds == asked.kinds
    assert reading.was_shown


def test_the_reading_is_in_the_journal_with_its_case() -> None:
    actor = clerk()
    read(actor)
    made = LookUp.objects.get(inquiry=READING)
    line = Line.objects.get(act="registers.write_down_reading")
    assert (line.actor, line.subject) == (actor, f"look_up:{made.pk}")
    assert line.after == {"about": f"resident:{known(AN)}", "reference": "42"}


def test_no_register_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loket.connectors.population.simulated._here", None)
    assert read(clerk())


def test_one_visit_leaves_one_line_and_the_next_another() -> None:
    actor = clerk()
    assert [read(actor), read(actor, now=LATER + SOON)] == [True, False]
    assert read(actor, now=LATER + SOON + timedelta(seconds=1))
    assert len(lines()) == 3


def test_a_colleague_in_the_same_hour_leaves_a_line_of_their_own() -> None:
    assert read(clerk())
    assert read(clerk("bob", name="Bob Maes"))


def test_a_case_for_which_nothing_was_shown_leaves_none() -> None:
    other = known(make.number(counter=503))
    with pytest.raises(RuleBroken, match="person_unknown"):
        actions.look_up_person(
            of=other, ground=CASE, purpose="certificate", actor="system:test", now=NOW
        )
    assert not actions.write_down_reading(of=other, ground=CASE, actor=clerk(), now=LATER)


def test_who_may_not_look_up_does_not_read_and_leaves_no_line() -> None:
    with pytest.raises(RuleBroken, match="not_allowed"):
        read(hired("dpo", Role.DPO))
    assert len(lines()) == 1


def test_a_person_under_a_newer_number_reads_it_too(register: make.Register) -> None:
    newer = register.add(make.number(counter=505))
    people.replace_number(old=AN, new=newer, now=NOW, actor="system:test")
    assert actions.write_down_reading(of=known(newer), ground=CASE, actor=clerk(), now=LATER)
