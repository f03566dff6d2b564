"""What a review and a complaint must never be, by the word of the database."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.foundations.registers.asking import NOW
from tests.foundations.registers.test_evidence import look_up

from loket.foundations.registers.models import Complaint, Review

pytestmark = pytest.mark.django_db


def contest(**facts: object) -> Complaint:
    ordinary = {"look_up": look_up(), "resident": uuid4(), "text": "Ik was daar niet.", "at": NOW}
    return Complaint.objects.create(**(ordinary | facts))


def test_a_review_gives_a_verdict() -> None:
    with pytest.raises(IntegrityError, match="a_review_gives_a_verdict"):
        Review.objects.create(look_up=look_up(), at=NOW, actor="employee:1", verdict="perhaps")


def test_a_review_is_never_changed() -> None:
    Review.objects.create(look_up=look_up(), at=NOW, actor="employee:1", verdict="not_due")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute("UPDATE registers_review SET verdict = 'due'")


@pytest.mark.usefixtures("as_application")
def test_the_application_has_no_right_to_change_a_review() -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("DELETE FROM registers_review")


def test_a_look_up_is_contested_once_by_somebody_and_by_others_too() -> None:
    first = contest()
    contest(look_up=first.look_up)
    with pytest.raises(IntegrityError, match="a_look_up_is_contested_once_by_somebody"):
        contest(look_up=first.look_up, resident=first.resident)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"state": "forgotten", "answered_at": NOW}, "a_complaint_is_in_a_known_state"),
        ({"state": "explained"}, "a_complaint_ends_with_an_answer"),
        ({"state": "in_review", "answered_at": NOW}, "a_complaint_ends_with_an_answer"),
    ],
)
def test_a_complaint_is_in_a_state_that_fits_its_answer(facts: dict, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        contest(**facts)
