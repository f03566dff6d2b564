"""A register that is late, that speaks nonsense or about somebody else; and whoever is killed."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from tests.factories import registers as make
from tests.foundations.registers.asking import CASE, NOW, known

from loket.domain.refusals import RuleBroken
from loket.domain.registers.asking import NoAnswer, NumberReplaced
from loket.foundations.people import actions as people
from loket.foundations.people.queries import newest_of
from loket.foundations.registers import actions
from loket.foundations.registers.actions import guard
from loket.foundations.registers.kinds import GroundKind
from loket.foundations.registers.models import LookUp, Outcome, Shown

pytestmark = pytest.mark.django_db
AN, OTHER, CHILD = make.number(), make.number(counter=503), make.number(date(2018, 3, 1), 502)
ASKING = {"ground": CASE, "purpose": "certificate", "actor": "system:test", "now": NOW}


@pytest.fixture(autouse=True)
def _open_case(register: make.Register, cases: set[str]) -> None:
    cases.add("42")
    register.add(AN)
    make.keep_purposes(make.purpose())


class Answering:
    """A register that gives this answer to every question, or fails in this way."""

    def __init__(self, answer: object) -> None:
        self.answer, self.asked = answer, 0

    def person(self, question: object, who: object) -> object:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def answer_with(monkeypatch: pytest.MonkeyPatch, answer: object) -> Answering:
    from loket.foundations.registers.actions import looking

    register = Answering(answer)
    monkeypatch.setattr(looking, "population", lambda: register)
    return register


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        ("away", "register_away"),
        ("unknown", "person_unknown"),
        ("refused", "register_refuses"),
        ("malformed", "answer_malformed"),
        ("someone_else", "answer_about_another"),
    ],
)
def test_every_way_to_give_no_answer_has_its_code_and_its_evidence(
    failure: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, NoAnswer(failure))
    with pytest.raises(RuleBroken, match=code):
        actions.look_up_person(of=known(AN), **ASKING)
    assert [one.result for one in Outcome.objects.all()] == [failure]


def test_a_register_that_is_away_says_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, NoAnswer("away", retry_after=timedelta(minutes=2)))
    with pytest.raises(RuleBroken) as refused:
        actions.look_up_person(of=known(AN), **ASKING)
    assert refused.value.facts["retry_after"] == 120


def test_an_answer_about_somebody_else_is_not_believed_even_if_the_connector_did(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer_with(monkeypatch, make.person(resident=known(OTHER)))
    with pytest.raises(RuleBroken, match="answer_about_another"):
        actions.look_up_person(of=known(AN), **ASKING)
    assert Outcome.objects.get().result == "someone_else"
    assert not Shown.objects.exists()


def test_a_number_that_was_replaced_is_learnt_and_the_question_put_again(
    register: make.Register,
) -> None:
    register.add(AN, replaced_by=OTHER.digits)
    register.add(OTHER, names="Nieuw")
    old = known(AN)
    person = actions.look_up_person(of=old, **ASKING)
    assert person.names == "Nieuw"
    assert person.resident == newest_of(old) != old


def test_whoever_had_two_numbers_is_asked_about_under_the_newest_by_either_record(
    register: make.Register,
) -> None:
    register.add(OTHER, names="Nieuw")
    old = known(AN)
    people.replace_number(old=AN, new=OTHER, now=NOW, actor="system:test")
    for of in (old, known(OTHER)):
        person = actions.look_up_person(of=of, **ASKING)
        assert (person.names, person.resident) == ("Nieuw", known(OTHER))
    assert LookUp.objects.filter(about=old).count() == 1


def test_nobody_of_whom_there_is_no_record_is_asked_about(register: make.Register) -> None:
    register.add(AN)
    with pytest.raises(RuleBroken, match="resident_unknown"):
        actions.look_up_person(of=UUID(int=7), **ASKING)
    assert LookUp.objects.count() == 1


def test_a_register_that_replaces_for_ever_is_not_asked_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register = answer_with(monkeypatch, NumberReplaced(OTHER))
    with pytest.raises(RuleBroken, match="answer_malformed"):
        actions.look_up_person(of=known(AN), **ASKING)
    assert register.asked == 2
    assert Outcome.objects.get().result == "malformed"


def test_a_register_that_goes_back_on_a_replacement_is_not_believed(
    register: make.Register,
) -> None:
    register.add(AN, replaced_by=OTHER.digits)
    register.add(OTHER)
    of = known(AN)
    actions.look_up_person(of=of, **ASKING)
    register.add(AN)
    register.add(OTHER, replaced_by=AN.digits)
    with pytest.raises(RuleBroken, match="answer_malformed"):
        actions.look_up_person(of=of, **ASKING)
    assert newest_of(of) == known(OTHER)


def test_a_bug_behind_the_guard_leaves_the_intent_and_no_outcome(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer_with(monkeypatch, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        actions.look_up_person(of=known(AN), **ASKING)
    assert LookUp.objects.count() == 1
    assert not Outcome.objects.exists()


def test_a_child_of_a_party_is_reached_only_where_the_purpose_allows_it(
    register: make.Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loket.foundations.registers import kinds

    mother, child = known(AN), known(register.add(CHILD))
    register.tie(AN, "parent", CHILD, authority=True)

    def proves(reference: str, *, of: object, **_: object) -> bool:
        return of == mother

    monkeypatch.setitem(kinds._KINDS, "case", GroundKind(proves, lambda _: [mother]))
    with pytest.raises(RuleBroken, match="no_ground"):
        actions.look_up_person(of=child, **ASKING)
    make.keep_purposes(make.purpose("descent", relations=("parent",)))
    assert actions.look_up_person(of=child, **(ASKING | {"purpose": "descent"})).names
    asked = [(one.inquiry, one.about) for one in LookUp.objects.order_by("inquiry")]
    assert asked == [("person", child), ("person", child), ("relations", mother)]


def test_a_former_spouse_of_a_party_is_not_reached(
    register: make.Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loket.foundations.registers import kinds

    one, other = known(AN), known(register.add(OTHER))
    until = date(2021, 1, 1)
    register.tie(AN, "spouse", OTHER, since=date(2010, 1, 1), until=until)
    register.tie(AN, "former_spouse", OTHER, since=until)
    make.keep_purposes(make.purpose("act", relations=("spouse",)))

    def proves(reference: str, *, of: object, **_: object) -> bool:
        return of == one

    monkeypatch.setitem(kinds._KINDS, "case", GroundKind(proves, lambda _: [one]))
    with pytest.raises(RuleBroken, match="no_ground"):
        actions.look_up_person(of=other, **(ASKING | {"purpose": "act"}))


@pytest.mark.django_db(transaction=True)
def test_a_look_up_inside_a_transaction_of_its_caller_is_refused() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        actions.look_up_person(of=known(AN), **ASKING)


KILLED = """
    import os, signal, sys
    os.environ["DATABASE_URL"] = sys.argv[1]
    import tests.conftest  # the settings of a test
    from uuid import UUID
    from tests.factories import registers as make
    from tests.foundations.registers.asking import CASE, NOW
    from django.db import connection
    connection.settings_dict["NAME"] = sys.argv[3]
    from loket.foundations.registers import actions, kinds
    from loket.foundations.registers.actions import looking

    class Deadly:
        def person(self, question, who):
            os.kill(os.getpid(), signal.SIGKILL)

    looking.population = Deadly
    kinds._KINDS["case"] = kinds.GroundKind(lambda *_, **__: True)
    actions.look_up_person(
        of=UUID(sys.argv[2]), ground=CASE, purpose="certificate", actor="system:test", now=NOW
    )
"""


@pytest.mark.django_db(transaction=True)
def test_a_kill_between_intent_and_outcome_leaves_the_evidence() -> None:
    name = str(connection.settings_dict["NAME"])
    arguments = [os.environ["DATABASE_URL"], str(known(AN)), name]
    died = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), *arguments],
        cwd=guard.__file__.split("/src/")[0],
        env=os.environ | {"PYTHONPATH": "src:.", "LOKET_TEST_DB": os.environ["LOKET_TEST_DB"]},
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    assert LookUp.objects.get().about == known(AN)
    assert not Outcome.objects.exists()
