"""Places change after people booked: who cannot be served is told and offered another."""

from datetime import timedelta

import pytest
from tests.factories.city import NOW, Desk, Spot, make_city
from tests.offices.appointments.helpers import BIRTH, book

from loket.foundations.messages.models import Message
from loket.foundations.places.models import Profile
from loket.offices.appointments import actions
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import find_appointment

pytestmark = pytest.mark.django_db

BOTH = Desk(("identity", "civil"))


def close(
    location: str, booked: actions.Booked, *, minutes: int = 60, counter: int | None = None
) -> list[object]:
    return list(
        actions.close(
            location=location, starts_at=booked.starts_at, counter=counter, now=NOW,
            actor="system:test", reason={"nl": "Werken."},
            ends_at=booked.starts_at + timedelta(minutes=minutes),
        )
    )  # fmt: skip


def test_a_closure_displaces_who_cannot_be_served_and_holds_the_first_other_moment() -> None:
    make_city()
    an, bo = book("hall_2026-11-25_0900", "an"), book("hall_2026-11-25_1100", "bo")
    assert close("hall", an) == [an.id]
    record = find_appointment(an.code, an.secret, now=NOW)
    assert record is not None
    assert record.state == "displaced"
    assert record.offer is not None
    assert record.offer.starts_at == an.starts_at - timedelta(days=1)
    assert Appointment.objects.get(id=bo.id).state == "booked"
    assert Message.objects.filter(kind="displaced", recipient="an@example.org").count() == 1
    moved = actions.move(appointment=an.id, hold=record.offer.hold, now=NOW, actor="resident")
    assert moved.code == an.code
    assert Appointment.objects.get(id=an.id).state == "booked"


def test_closing_one_counter_moves_visits_to_the_other_before_it_displaces_anybody() -> None:
    make_city({"hall": Spot(desks=(Desk(), BOTH))})
    an = book("hall_2026-11-25_0900", "an")
    lane = Appointment.objects.get(id=an.id).counter.lane
    assert close("hall", an, counter=lane) == []
    assert Appointment.objects.get(id=an.id).counter.lane == 1 - lane


def test_when_one_of_two_must_go_the_older_booking_stays() -> None:
    make_city({"hall": Spot(desks=(BOTH, BOTH))})
    an = book("hall_2026-11-25_0900", "an", BIRTH)
    bo = book("hall_2026-11-25_0900", "bo", BIRTH, now=NOW + timedelta(seconds=1))
    assert close("hall", an, counter=0) == [bo.id]


def test_a_product_that_leaves_a_location_takes_its_bookings_to_another() -> None:
    make_city({"hall": Spot(), "annex": Spot(point=(51.3, 4.4))})
    an = book("hall_2026-11-25_0900", "an")
    Profile.objects.filter(location__code="hall").update(capabilities=["safe"])
    from loket.foundations.places.actions import begin_edition

    begin_edition()
    actions.open_days(now=NOW)
    record = find_appointment(an.code, an.secret, now=NOW)
    assert record is not None
    assert record.state == "displaced"
    assert record.offer is not None
    assert record.offer.location == "annex"


def test_opening_the_days_again_changes_nothing() -> None:
    make_city()
    book("hall_2026-11-25_0900", "an")
    assert actions.open_days(now=NOW) == 0
    assert actions.open_days(now=NOW + timedelta(days=1)) == 1
