"""The database refuses one visit too many, whatever the code does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories.city import NOW, Desk, Spot, make_city
from tests.offices.appointments.helpers import book

from loket.offices.appointments.models import Appointment, Day

pytestmark = pytest.mark.django_db


def appointment(**changes: Any) -> None:
    """Change a stored appointment behind the back of every act."""
    with transaction.atomic():
        latest = Appointment.objects.order_by("-starts_at").first()
        assert latest is not None
        Appointment.objects.filter(id=latest.id).update(**changes)


def two_visits() -> None:
    make_city({"hall": Spot(desks=(Desk(), Desk(("civil",))))})
    book("hall_2026-11-25_0900", "an")
    book("hall_2026-11-25_0915", "bo")


def test_a_counter_serves_one_visit_at_a_time() -> None:
    two_visits()
    first = Appointment.objects.order_by("starts_at").first()
    assert first is not None
    with pytest.raises(IntegrityError, match="a_counter_serves_one_visit_at_a_time"):
        appointment(during=first.during)


def test_a_counter_that_lacks_the_skill_cannot_be_the_witness() -> None:
    two_visits()
    from loket.foundations.places.models import Counter

    unable = Counter.objects.get(lane=1)
    with pytest.raises(IntegrityError, match="a_live_visit_has_an_open_and_able_counter"):
        appointment(counter=unable)


def test_a_visit_cannot_be_moved_past_closing() -> None:
    two_visits()
    latest = Appointment.objects.order_by("-starts_at").first()
    assert latest is not None
    late = (latest.during.lower + 34, latest.during.lower + 37)
    with pytest.raises(IntegrityError, match="a_live_visit_has_an_open_and_able_counter"):
        appointment(during=late)


def test_a_day_cannot_be_closed_under_a_visit() -> None:
    two_visits()
    day = Day.objects.get(day="2026-11-25")
    nothing = "0" * len(day.open)
    Day.objects.filter(id=day.id).update(open=nothing, free=nothing)
    with (
        pytest.raises(IntegrityError, match="opening_covers_every_live_visit"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_time_that_is_not_open_is_never_free() -> None:
    two_visits()
    day = Day.objects.get(day="2026-11-25")
    with pytest.raises(IntegrityError, match="free_time_is_open_time"), transaction.atomic():
        Day.objects.filter(id=day.id).update(free="1" * len(day.open))


def test_a_person_has_one_open_booking_per_product() -> None:
    two_visits()
    from loket.offices.appointments.models import Claim

    first, second = Claim.objects.order_by("pk")
    rule = "one_open_booking_per_product_and_person"
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Claim.objects.filter(pk=second.pk).update(person=first.person)


def test_a_hold_has_an_end() -> None:
    two_visits()
    with pytest.raises(IntegrityError, match="a_hold_has_an_end"):
        appointment(state="held", expires_at=None)


def test_a_visit_ends_after_it_starts() -> None:
    two_visits()
    with pytest.raises(IntegrityError, match="a_visit_ends_after_it_starts"):
        appointment(ends_at=NOW - timedelta(days=400))
