"""Residents are found by a number that nobody reads, also after it changed."""

import threading
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from loket.domain.people.numbers import NationalNumber, made_up
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.foundations.people import actions, queries
from loket.foundations.people.models import Resident

NOW = datetime(2021, 11, 25, 8, 0, tzinfo=UTC)
ACTOR = "system:test"
ONE, TWO, THREE = (made_up(date(1985, 7, 30), counter) for counter in (995, 997, 998))
OLD_KEY, NEW_KEY = "an old key of thirty-two characters", "a new key of thirty-two characters!"


def recognise(number: NationalNumber = ONE):
    return actions.recognise(number=number, now=NOW, actor=ACTOR)


def replace(old: NationalNumber, new: NationalNumber):
    return actions.replace_number(old=old, new=new, now=NOW, actor=ACTOR)


@pytest.mark.django_db
def test_a_number_is_one_person_however_often_it_is_shown() -> None:
    assert queries.find_resident(ONE) is None
    known = recognise()
    assert recognise() == known == queries.find_resident(ONE)
    assert recognise(TWO) != known
    assert queries.number_of(known) == ONE
    assert queries.chain_of(known) == {known}


@pytest.mark.django_db
def test_the_database_holds_no_number_that_can_be_read() -> None:
    recognise()
    with connection.cursor() as cursor:
        cursor.execute("SELECT r::text, encode(number_encrypted, 'escape') FROM people_resident r")
        shown = str(cursor.fetchall())
    assert ONE.digits not in shown
    assert ONE.digits[:9] not in shown


@pytest.mark.django_db
def test_the_journal_says_that_somebody_was_recognised_and_never_who() -> None:
    known = recognise()
    recognise()
    (line,) = Line.objects.filter(act="people.recognise")
    assert line.subject == f"resident:{known}"
    assert ONE.digits not in f"{line.before} {line.after} {line.purpose}"


@pytest.mark.django_db
def test_a_number_moved_to_another_record_is_not_read_there() -> None:
    one, two = Resident.objects.get(pk=recognise()), Resident.objects.get(pk=recognise(TWO))
    Resident.objects.filter(pk=two.pk).update(number_encrypted=one.number_encrypted)
    with pytest.raises(Exception, match="another place"):
        queries.number_of(two.pk)


@pytest.mark.django_db
def test_replaced_numbers_lead_to_the_newest_and_all_are_one_person() -> None:
    first, second = recognise(ONE), recognise(TWO)
    assert replace(ONE, TWO) == second
    third = replace(TWO, THREE)
    for number in (ONE, TWO, THREE):
        assert queries.find_resident(number) == third == recognise(number)
    for resident in (first, second, third):
        assert queries.chain_of(resident) == {first, second, third}
    assert queries.number_of(first) == ONE


@pytest.mark.django_db
def test_two_numbers_that_became_one_are_one_person() -> None:
    one, two = recognise(ONE), recognise(TWO)
    three = replace(ONE, THREE)
    replace(TWO, THREE)
    assert queries.chain_of(one) == queries.chain_of(two) == {one, two, three}


@pytest.mark.django_db
def test_saying_a_replacement_twice_changes_nothing() -> None:
    replace(ONE, TWO)
    lines = Line.objects.count()
    replace(ONE, TWO)
    assert Line.objects.count() == lines


@pytest.mark.django_db
@pytest.mark.parametrize(("old", "new"), [(TWO, ONE), (ONE, ONE), (ONE, THREE), (THREE, ONE)])
def test_a_chain_never_closes_and_never_forks(old: NationalNumber, new: NationalNumber) -> None:
    replace(ONE, TWO)
    with pytest.raises(RuleBroken, match="number_not_new"):
        replace(old, new)


@pytest.mark.django_db
@pytest.mark.parametrize("ask", [queries.number_of, queries.newest_of])
def test_an_unknown_person_is_refused(ask) -> None:
    with pytest.raises(RuleBroken, match="resident_unknown"):
        ask(uuid4())


@pytest.mark.django_db
def test_the_database_itself_refuses_two_records_of_one_number() -> None:
    record = Resident.objects.get(pk=recognise())
    record.pk = uuid4()
    with pytest.raises(DatabaseError, match="number_key"), transaction.atomic():
        record.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("nobody_is_replaced_by_oneself", lambda one, _two: {"replaced_by": one}),
        ("a_replacement_has_its_time", lambda _one, two: {"replaced_by": two, "replaced_at": None}),
        ("a_replacement_has_its_time", lambda _one, _two: {"replaced_by": None}),
    ],
)
def test_the_database_itself_refuses_an_impossible_replacement(name: str, change) -> None:
    one, two = recognise(ONE), recognise(TWO)
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        Resident.objects.filter(pk=one).update(**({"replaced_at": NOW} | change(one, two)))


@pytest.mark.django_db
def test_while_keys_change_nobody_becomes_two_people(settings) -> None:
    settings.DATA_KEYS = [OLD_KEY]
    known = recognise()
    settings.DATA_KEYS = [NEW_KEY, OLD_KEY]
    assert recognise() == known
    assert (actions.encrypt_again(), actions.encrypt_again()) == (1, 0)
    settings.DATA_KEYS = [NEW_KEY]
    assert recognise() == known
    assert queries.number_of(known) == ONE


@pytest.mark.django_db
def test_encrypting_again_goes_on_where_it_stopped(settings) -> None:
    settings.DATA_KEYS = [OLD_KEY]
    for number in (ONE, TWO, THREE):
        recognise(number)
    settings.DATA_KEYS = [NEW_KEY, OLD_KEY]
    assert [actions.encrypt_again(limit=2) for _ in range(3)] == [2, 1, 0]


@pytest.mark.django_db
def test_the_running_application_may_do_all_of_it(as_application: None) -> None:
    replace(ONE, TWO)
    assert queries.chain_of(recognise(ONE))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_number_are_one_person() -> None:
    found, together = [], threading.Barrier(4)

    def arrive() -> None:
        together.wait()
        found.append(recognise())
        connection.close()

    people = [threading.Thread(target=arrive) for _ in range(4)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(found) == 4
    assert len(set(found)) == Resident.objects.count() == 1
