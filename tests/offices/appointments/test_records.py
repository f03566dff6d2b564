"""Who sees what of an appointment, and what is left of it when its time is over."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.city import NOW, Spot, make_city
from tests.offices.appointments.helpers import book, hold

from loket.domain.refusals import RuleBroken
from loket.offices.appointments import actions, queries, tasks
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Needs
from loket.offices.appointments.queries.figures import (
    count_outcomes,
    count_residence,
    count_starts,
    list_days_ahead,
)
from loket.offices.appointments.queries.popular import list_most_booked

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 11, 25)


def test_the_code_alone_opens_an_appointment_only_where_the_person_stands() -> None:
    make_city({"hall": Spot(), "annex": Spot()})
    booked = book("hall_2026-11-25_0900", "an")
    spoken = f"{booked.code[:4].lower()} {booked.code[4:]}"
    assert queries.find_by_code(spoken, location="hall", now=NOW) is not None
    assert queries.find_by_code(booked.code, location="annex", now=NOW) is None


def test_a_hold_is_no_appointment_by_code_or_secret() -> None:
    make_city()
    held = hold("hall_2026-11-25_0900")
    code = Appointment.objects.get(id=held.id).code
    record = queries.find_once_held(held.id, now=NOW)
    assert record is not None
    assert queries.find_by_code(code, location="hall", now=NOW) is None
    assert queries.find_for_caller(code, now=NOW) is None
    assert queries.find_appointment(code, record.secret, now=NOW) is None


def test_a_hold_is_found_until_it_ends_and_after_that_says_what_became_of_it() -> None:
    make_city()
    held = hold("hall_2026-11-25_0900")
    over = NOW + timedelta(minutes=10)
    assert queries.find_hold(held.id, now=over - timedelta(seconds=1)) is not None
    assert queries.find_hold(held.id, now=over) is None
    tasks.lapse_holds(over)
    record = queries.find_once_held(held.id, now=over)
    assert record is not None
    assert record.state == "expired"
    assert queries.find_once_held(uuid.uuid4(), now=NOW) is None


def test_the_list_of_a_day_has_its_visits_by_time_and_nobody_who_only_holds() -> None:
    make_city()
    late, early = book("hall_2026-11-25_1000", "bo"), book("hall_2026-11-25_0900", "an")
    gone = book("hall_2026-11-25_1100", "cis")
    hold("hall_2026-11-25_0930")
    book("hall_2026-11-26_0900", "dina")
    actions.cancel(appointment=gone.id, now=NOW, actor="resident")
    assert [line.id for line in queries.list_day("hall", WEDNESDAY)] == [early.id, late.id]


def test_a_clerk_finds_the_appointment_behind_a_move_that_is_not_confirmed() -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    held = hold("hall_2026-11-25_1000", replaces=booked.id)
    record = queries.find_hold(held.id, now=NOW)
    assert record is not None
    replaced = queries.find_replaced(record, now=NOW)
    assert replaced is not None
    assert replaced.code == booked.code
    assert queries.find_for_caller(booked.code, now=NOW) == replaced
    assert queries.find_replaced(replaced, now=NOW) is None


def test_what_is_asked_beforehand_has_no_place_for_anything_medical() -> None:
    columns = {field.name for field in Appointment._meta.get_fields()}
    assert {"spoken", "interpreter", "step_free", "mobility"} <= columns
    assert Appointment._meta.get_field("mobility").get_internal_type() == "BooleanField"
    words = ("medical", "handicap", "disability", "illness", "diagnosis", "note", "remark")
    assert not [name for name in columns if any(word in name for word in words)]


def test_needs_that_were_not_asked_again_stay_as_the_search_told_them() -> None:
    make_city({"hall": Spot(languages=("en",))})
    held = hold("hall_2026-11-25_0900", language="en", step_free=True, mobility=True)
    actions.book(
        hold=held.id, name="An", email="an@example.org", now=NOW, actor="resident",
        channel="portal", needs=Needs(mobility=False),
    )  # fmt: skip
    stored = Appointment.objects.get(id=held.id)
    assert (stored.spoken, stored.step_free, stored.mobility) == ("en", True, False)


def test_thirteen_months_after_the_visit_nobody_is_known_and_the_figures_stay() -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    ended = datetime(2026, 11, 25, 8, 15, tzinfo=UTC)
    assert tasks.forget_people(ended + tasks.KEPT_AFTER_VISIT) == 0
    assert tasks.forget_people(ended + tasks.KEPT_AFTER_VISIT + timedelta(seconds=1)) == 1
    stored = Appointment.objects.get(id=booked.id)
    assert (stored.name, stored.email, stored.phone, stored.person) == ("", "", "", "")
    assert stored.items == [{"product": "KIDSID", "quantity": 1}]
    assert tasks.forget_people(ended + timedelta(days=500)) == 0


def test_figures_count_bookings_and_never_holds() -> None:
    make_city()
    for number, clock in enumerate(("0900", "0915", "0930")):
        held = hold(f"hall_2026-11-25_{clock}")
        actions.book(
            hold=held.id, name="An", email=f"an{number}@example.org", now=NOW, actor="resident",
            channel="portal",
        )  # fmt: skip
    Appointment.objects.update(district="north")
    hold("hall_2026-11-25_1000")
    first, *_ = Appointment.objects.filter(state="booked").order_by("start")
    for state in ("checked_in", "in_service", "done"):
        actions.mark(appointment=first.id, state=state, now=NOW, actor="e")
    assert count_residence("hall", WEDNESDAY, WEDNESDAY) == {"north": 1}
    assert count_outcomes("hall", WEDNESDAY, WEDNESDAY) == {"booked": 2, "done": 1}
    assert [(one.minute, one.bookings) for one in count_starts(WEDNESDAY, WEDNESDAY)] == [
        (540, 1), (555, 1), (570, 1),
    ]  # fmt: skip
    assert list_days_ahead("hall", WEDNESDAY, WEDNESDAY, zone="Europe/Brussels") == [2, 2, 2]


def test_what_people_book_most_stands_first() -> None:
    make_city()
    for number, clock in enumerate(("0900", "0915")):
        book(f"hall_2026-11-25_{clock}", f"an{number}")
    book("hall_2026-11-25_1000", "bo", (queries.Item("PASSPORT"),))
    later = NOW + timedelta(days=3650)
    assert list_most_booked(later, limit=3) == ()
    assert list_most_booked(NOW + timedelta(minutes=1), limit=2) == ("KIDSID", "PASSPORT")


@pytest.mark.parametrize(
    ("moves", "refused"),
    [
        (("done",), "move_not_allowed"),
        (("in_service",), "move_not_allowed"),
        (("checked_in", "checked_in"), "move_not_allowed"),
        (("no_show", "checked_in"), "move_not_allowed"),
    ],
)
def test_a_visit_follows_its_life_and_no_other_way(moves: tuple[str, ...], refused: str) -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    *before, last = moves
    for state in before:
        actions.mark(appointment=booked.id, state=state, now=NOW, actor="e")
    with pytest.raises(RuleBroken, match=refused):
        actions.mark(appointment=booked.id, state=last, now=NOW, actor="e")


def test_who_did_not_come_may_book_the_same_again() -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    actions.mark(appointment=booked.id, state="no_show", now=booked.ends_at, actor="e")
    book("hall_2026-11-26_0900", "an")


def test_checking_in_by_mistake_can_be_undone_and_keeps_the_counter() -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    for state in ("checked_in", "booked"):
        actions.mark(appointment=booked.id, state=state, now=NOW, actor="e")
    with pytest.raises(RuleBroken, match="moment_gone"):
        hold("hall_2026-11-25_0900")


def test_what_is_unknown_is_refused_by_name_and_letting_nothing_go_does_nothing() -> None:
    make_city()
    for act in (actions.cancel, actions.join_earlier):
        with pytest.raises(RuleBroken, match="unknown_appointment"):
            act(appointment=uuid.uuid4(), now=NOW, actor="resident")
    actions.release(hold=uuid.uuid4(), now=NOW, actor="resident")
    actions.leave_earlier(appointment=uuid.uuid4(), now=NOW, actor="resident")
    assert not actions.lapse(hold=uuid.uuid4(), now=NOW)
