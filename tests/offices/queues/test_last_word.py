"""Each rule that the database keeps by itself, broken on purpose behind the back of the acts."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.factories.city import make_city
from tests.offices.queues.helpers import DAY, at, called, checked_in, clerk, counter, walk_in

from loket.foundations.places.models import Location
from loket.offices.queues.models import Question, Referral, Series, Ticket, Topic

pytestmark = pytest.mark.django_db


def refused_by(name: str, **changes: Any) -> None:
    """Writing these changes into the one ticket breaks the rule of that name."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Ticket.objects.update(**changes)


def copy_of(ticket: Ticket, **changes: Any) -> None:
    """Insert the same ticket once more, with these changes."""
    ticket.pk = None
    for name, value in changes.items():
        setattr(ticket, name, value)
    ticket._state.adding = True
    ticket.save(force_insert=True)


def test_one_live_ticket_per_appointment() -> None:
    make_city()
    checked_in("0930", 0)
    ticket = Ticket.objects.get()
    with pytest.raises(IntegrityError, match="one_live_ticket_per_appointment"):
        copy_of(ticket, id="00000000-0000-0000-0000-000000000001", number="A 02")


def test_one_ticket_serving_per_counter() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    called(1, me)
    ticket = Ticket.objects.get()
    with pytest.raises(IntegrityError, match="one_ticket_serving_per_counter"):
        copy_of(ticket, id="00000000-0000-0000-0000-000000000001", number="W 02", state="serving")


def test_a_number_is_given_once_a_day_per_location() -> None:
    make_city()
    walk_in(0)
    ticket = Ticket.objects.get()
    with pytest.raises(IntegrityError, match="a_number_is_given_once_a_day_per_location"):
        copy_of(ticket, id="00000000-0000-0000-0000-000000000001")


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_ticket_has_a_known_state", {"state": "lost"}),
        ("only_an_appointment_ticket_has_an_appointment", {"kind": "appointment"}),
        ("a_called_ticket_names_its_counter", {"state": "called"}),
        ("a_ticket_has_an_end_when_it_ended", {"state": "done"}),
        ("a_ticket_has_an_end_when_it_ended", {"finished_at": at(1)}),
        ("a_ticket_waits_for_one_counter_until_a_moment", {"only_until": at(1)}),
    ],
)
def test_a_ticket_makes_sense(name: str, changes: dict[str, Any]) -> None:
    make_city()
    walk_in(0)
    refused_by(name, **changes)


def test_a_waiting_ticket_is_at_no_counter() -> None:
    make_city()
    walk_in(0)
    refused_by("a_waiting_ticket_is_at_no_counter", counter_id=counter())


def test_one_series_per_kind_location_and_day() -> None:
    make_city()
    walk_in(0)
    location = Location.objects.get(code="hall")
    with pytest.raises(IntegrityError, match="one_series_per_kind_location_and_day"):
        Series.objects.create(location=location, day=DAY, kind="walk_in", last=1)


def test_topics_questions_and_referrals_know_their_level_and_outcome() -> None:
    make_city()
    location = Location.objects.get(code="hall")
    topic = Topic.objects.create(code="taxes", name={"nl": "Belasting"}, level="federal")
    broken: list[tuple[str, Any]] = [
        ("a_topic_has_a_known_level", Topic(code="x", name={}, level="moon")),
        (
            "a_question_has_a_known_level",
            Question(location=location, at=at(0), topic=topic, level="moon", outcome="answered"),
        ),
        (
            "a_question_has_a_known_outcome",
            Question(location=location, at=at(0), topic=topic, level="city", outcome="shrug"),
        ),
        ("a_referral_has_a_known_level", Referral(code="x", topic=topic, level="moon", name={})),
    ]
    for name, record in broken:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            record.save()
