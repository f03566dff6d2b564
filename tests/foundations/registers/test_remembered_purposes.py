"""What a process remembers of a purpose is believed only while it still stands in the table."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.factories import registers as make
from tests.foundations.registers.asking import CASE, NOW, clerk, known

from loket.domain.refusals import RuleBroken
from loket.domain.registers.facts import NotGiven, Person
from loket.domain.registers.purposes import Purpose
from loket.foundations.places.models import Calendar
from loket.foundations.registers import actions, kinds, models, queries
from loket.foundations.registers.kinds import GroundKind
from loket.kit import packs

pytestmark = pytest.mark.django_db
AN = make.number()
TOMORROW = NOW.date() + timedelta(days=1)
#: Tomorrow in Brussels, today in UTC.
LATE = NOW.replace(hour=23, minute=30)


@pytest.fixture(autouse=True)
def _remembered(register: make.Register, cases: set[str]) -> None:
    """Somebody was looked up before, so that this process remembers the purpose."""
    cases.add("42")
    register.add(AN)
    make.keep_purposes(make.purpose())
    look()


def look(actor: str = "system:test", now: datetime = NOW) -> Person:
    return actions.look_up_person(
        of=known(AN), ground=CASE, purpose="certificate", actor=actor, now=now
    )


def say(purpose: Purpose) -> None:
    """Another process loads a pack."""
    models.Purpose.objects.update(
        definition=packs.to_json(purpose), valid_from=purpose.valid_from, valid_to=purpose.valid_to
    )


def test_a_purpose_that_names_less_now_gives_less_at_once() -> None:
    say(make.purpose(fields=("names",)))
    with pytest.raises(NotGiven):
        _ = look().address
    kinds_asked = models.LookUp.objects.values_list("kinds", flat=True)
    assert sorted(kinds_asked) == [["name"], ["name", "address"]]


def test_a_purpose_that_ended_meanwhile_opens_nothing_and_leaves_no_intent() -> None:
    say(make.purpose(valid_to=NOW.date()))
    with pytest.raises(RuleBroken, match="purpose_unknown"):
        look()
    assert models.LookUp.objects.count() == 1


def test_a_purpose_that_was_taken_away_opens_nothing() -> None:
    models.Purpose.objects.all().delete()
    with pytest.raises(RuleBroken, match="purpose_unknown"):
        look()


def test_what_a_remembered_purpose_refuses_is_asked_of_the_one_that_stands_now() -> None:
    say(make.purpose(teams=("civil-status",)))
    with pytest.raises(RuleBroken, match="not_allowed"):
        look(mine := clerk(team="parking"))
    say(make.purpose(teams=("civil-status", "parking")))
    assert look(mine).names == "Peeters"


def test_a_successor_that_begins_today_counts_today() -> None:
    make.keep_purposes(make.purpose(valid_from=NOW.date(), fields=("names",)))
    models.Purpose.objects.filter(valid_from=date(2020, 1, 1)).update(
        valid_to=NOW.date(), definition=packs.to_json(make.purpose(valid_to=NOW.date()))
    )
    with pytest.raises(NotGiven):
        _ = look().address


def test_a_refusal_by_what_was_remembered_stands_in_the_table_once(cases: set[str]) -> None:
    cases.clear()
    with pytest.raises(RuleBroken, match="no_ground"):
        look()
    assert models.Outcome.objects.filter(result="no_ground").count() == 1


def test_a_purpose_that_changes_during_every_proof_is_refused_and_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proofs = []

    def proves(_reference: str, **_: object) -> bool:
        proofs.append(NOW)
        say(make.purpose(legal_basis=f"KB {len(proofs)}"))
        return True

    monkeypatch.setitem(kinds._KINDS, "case", GroundKind(proves))
    with pytest.raises(RuleBroken, match="purpose_unknown"):
        look()
    assert (len(proofs), models.LookUp.objects.count()) == (2, 1)


def test_a_code_that_was_never_said_is_remembered_by_nobody() -> None:
    assert not queries.read_purposes("invented").entries
    assert queries.recall_purposes("invented") is None


def test_a_purpose_ends_at_the_midnight_of_the_city_that_is_loaded_meanwhile() -> None:
    say(make.purpose(valid_to=TOMORROW))
    assert look(now=LATE).names == "Peeters"
    Calendar.objects.create(zone="Europe/Brussels", country="BE")
    with pytest.raises(RuleBroken, match="purpose_unknown"):
        look(now=LATE)


@pytest.mark.django_db(transaction=True)
def test_a_second_look_up_takes_two_statements(django_assert_num_queries) -> None:
    who = known(AN)
    look()
    with django_assert_num_queries(2):
        actions.look_up_person(
            of=who, ground=CASE, purpose="certificate", actor="system:test",
            now=NOW + timedelta(minutes=1),
        )  # fmt: skip


def test_no_writer_can_forget_the_digest_of_a_purpose_or_choose_it() -> None:
    before = models.Purpose.objects.get().digest
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registers_purpose SET definition = jsonb_set(definition, '{teams}', '[\"a\"]')"
        )
        assert models.Purpose.objects.get().digest not in {"", before}
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("UPDATE registers_purpose SET digest = %s", (before,))
