"""What the officer finds about a person, and by which way."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from tests.factories import registers as make
from tests.foundations.registers.asking import NOW, known
from tests.foundations.registers.test_evidence import ORDINARY, look_up

from loket.foundations.people import actions as people
from loket.foundations.registers import queries
from loket.foundations.registers.models import LookUp, Outcome, Shown

pytestmark = pytest.mark.django_db
AN, NEWER = make.number(), make.number(counter=503)
SPAN = {"since": NOW - timedelta(days=1), "before": NOW + timedelta(days=1)}


def test_look_ups_about_a_person_and_beside_another_are_found_once_each_under_any_number() -> None:
    old = known(AN)
    people.replace_number(old=AN, new=NEWER, now=NOW, actor="system:test")
    about, beside = look_up(about=old), look_up()
    for shown in (about, beside):
        Shown.objects.create(look_up=shown, resident=known(NEWER), at=NOW, kinds=["name"])
    Shown.objects.create(look_up=beside, resident=old, at=NOW, kinds=["name"])
    look_up()
    found = queries.search(about=old, **SPAN)
    assert [one.id for one in found] == [beside.pk, about.pk]


def after_many_others() -> None:
    """So many that an index pays, and counted: else it is chance what the server knows of them."""
    others = LookUp.objects.bulk_create(LookUp(**ORDINARY, about=uuid4()) for _ in range(2000))
    Shown.objects.bulk_create(
        Shown(look_up=one, resident=uuid4(), at=NOW, kinds=["name"]) for one in others
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registers_lookup, registers_shown")


def test_a_search_about_one_person_goes_by_the_indexes_of_persons(
    django_assert_max_num_queries,
) -> None:
    who = known(AN)
    look_up(about=who)
    after_many_others()
    with django_assert_max_num_queries(2) as asked:
        assert len(queries.search(about=who, **SPAN)) == 1
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked.captured_queries[-1]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "look_ups_by_person" in plan
    assert "shown_people" in plan


def test_alerts_know_what_came_of_each_look_up_also_of_one_that_was_cut_off() -> None:
    actor = f"employee:{uuid4()}"
    for _refused in range(3):
        Outcome.objects.create(look_up=look_up(actor=actor), at=NOW, result="no_ground")
    close = look_up(actor=actor)
    Outcome.objects.create(look_up=close, at=NOW, result="shown", flags=["own_surname"])
    look_up(actor=actor)
    found = {one.kind: one for one in queries.list_alerts(**SPAN)}
    assert set(found) == {"no_ground", "own_surname"}
    assert (found["no_ground"].count, found["own_surname"].look_up) == (3, close.pk)
