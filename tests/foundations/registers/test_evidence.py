"""The evidence of look-ups only grows, and the database says so itself."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.foundations.registers.asking import NOW

from loket.foundations.registers.models import LookUp, Outcome, Purpose, Shown

pytestmark = pytest.mark.django_db
TABLES = ("registers_lookup", "registers_outcome", "registers_shown")
#: A look-up as most are; about whom is not said.
ORDINARY = {
    "at": NOW, "actor": "system:test", "register": "population", "inquiry": "person",
    "purpose": "certificate", "ground_kind": "case", "ground_reference": "42", "kinds": ["name"],
}  # fmt: skip


def look_up(**facts: object) -> LookUp:
    return LookUp.objects.create(**(ORDINARY | {"about": uuid4()} | facts))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
def test_no_line_is_ever_changed_or_removed(table: str, change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER no_line_is_ever_emptied")
    Outcome.objects.create(look_up=look_up(), at=NOW, result="shown")
    with (
        pytest.raises(DatabaseError, match=r"(?i)only grows|cannot truncate"),
        transaction.atomic(),
    ):
        connection.cursor().execute(change.format(table))


@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize("table", TABLES)
def test_the_application_has_no_right_to_change_evidence(table: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(f"UPDATE {table} SET at = now()")


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"ground_reference": ""}, "a_look_up_names_its_case_or_its_reason"),
        ({"reason": "omdat het kan"}, "a_look_up_names_its_case_or_its_reason"),
        (
            {"ground_kind": "reason", "ground_reference": "", "reason": ""},
            "a_look_up_names_its_case_or_its_reason",
        ),
        ({"about": None}, "only_a_search_is_about_nobody_yet"),
        ({"register": "vehicles"}, "a_look_up_names_its_register"),
        (
            {"actor": "resident:1", "ordered_by": "employee:7"},
            "only_the_house_looks_up_by_order",
        ),
    ],
)
def test_a_line_that_says_too_little_is_refused(facts: dict, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        look_up(**facts)


def test_an_outcome_is_one_of_the_known() -> None:
    with pytest.raises(IntegrityError, match="an_outcome_is_one_of_the_known"):
        Outcome.objects.create(look_up=look_up(), at=NOW, result="maybe")


def test_a_look_up_has_one_outcome() -> None:
    one = look_up()
    Outcome.objects.create(look_up=one, at=NOW, result="away")
    with pytest.raises(IntegrityError):
        Outcome(look_up=one, at=NOW, result="shown").save(force_insert=True)


def test_a_look_up_shows_somebody_once() -> None:
    one, who = look_up(), uuid4()
    Shown.objects.create(look_up=one, resident=who, at=NOW, kinds=["name"])
    with pytest.raises(IntegrityError, match="a_look_up_shows_somebody_once"):
        Shown.objects.create(look_up=one, resident=who, at=NOW, kinds=["name"])


def test_a_purpose_begins_once_on_a_day_and_ends_after_it_begins() -> None:
    Purpose.objects.create(code="x", valid_from="2020-01-01", definition={})
    with (
        pytest.raises(IntegrityError, match="a_purpose_begins_once_on_a_day"),
        transaction.atomic(),
    ):
        Purpose.objects.create(code="x", valid_from="2020-01-01", definition={})
    with pytest.raises(IntegrityError, match="a_purpose_ends_after_it_begins"):
        Purpose.objects.create(
            code="y", valid_from="2020-01-01", valid_to="2019-01-01", definition={}
        )
