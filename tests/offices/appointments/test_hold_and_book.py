"""Hold a moment, confirm it, and find it again."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.factories.city import NOW, Desk, Spot, make_city

from loket.domain.appointments.limits import LIST_COMES_FIRST
from loket.domain.refusals import RuleBroken
from loket.offices.appointments import actions
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item, Needs, Wish, find_appointment, search

pytestmark = pytest.mark.django_db

TOMORROW = date(2026, 11, 24)
KIDSID = (Item("KIDSID"),)


def hold(token: str, items: tuple[Item, ...] = KIDSID, **more: Any) -> actions.Held:
    return actions.hold(token=token, items=items, client="c", now=NOW, actor="resident", **more)


def book(held: actions.Held, email: str = "an@example.org") -> actions.Booked:
    return actions.book(
        hold=held.id, name="An Peeters", email=email, now=NOW, actor="resident", channel="portal"
    )


def test_the_first_free_moment_is_tomorrow_at_nine() -> None:
    make_city()
    found = search(wish=Wish(items=KIDSID, limit=3), now=NOW)
    assert [slot.token for slot in found.slots] == [
        "hall_2026-11-24_0900",
        "hall_2026-11-24_0905",
        "hall_2026-11-24_0910",
    ]


def test_a_visit_never_ends_after_closing() -> None:
    make_city()
    slots = search(wish=Wish(items=(Item("KIDSID", 2),), until=TOMORROW, limit=200), now=NOW).slots
    assert slots[-1].token == "hall_2026-11-24_1130"


def test_what_was_held_is_offered_to_nobody_else_and_comes_back_when_the_list_had_its_turn() -> (
    None
):
    make_city()
    hold("hall_2026-11-24_0900")
    first = search(wish=Wish(items=KIDSID, limit=1), now=NOW + timedelta(minutes=9)).slots[0]
    assert first.token == "hall_2026-11-24_0915"
    over = NOW + timedelta(minutes=10)
    still = search(wish=Wish(items=KIDSID, limit=1), now=over).slots[0]
    assert still.token == "hall_2026-11-24_0915"
    later = search(wish=Wish(items=KIDSID, limit=1), now=over + LIST_COMES_FIRST).slots[0]
    assert later.token == "hall_2026-11-24_0900"


def test_a_booking_opens_with_its_code_and_secret_only() -> None:
    make_city()
    booked = book(hold("hall_2026-11-24_0900"))
    record = find_appointment(booked.code, booked.secret, now=NOW)
    assert record is not None
    assert record.state == "booked"
    assert find_appointment(booked.code, "x" * 22, now=NOW) is None


def test_a_hold_that_lapsed_cannot_be_confirmed() -> None:
    make_city()
    held = hold("hall_2026-11-24_0900")
    with pytest.raises(RuleBroken, match="hold_expired"):
        actions.book(
            hold=held.id, name="An", email="an@example.org", channel="portal", actor="resident",
            now=NOW + timedelta(minutes=10),
        )  # fmt: skip


def test_one_person_has_one_open_booking_per_product() -> None:
    make_city()
    book(hold("hall_2026-11-24_0900"))
    with pytest.raises(RuleBroken, match="already_booked"):
        book(hold("hall_2026-11-24_1000"), email="AN@example.org ")


def test_a_client_may_hold_three_moments_and_no_more() -> None:
    make_city()
    for clock in ("0900", "0930", "1000"):
        hold(f"hall_2026-11-24_{clock}")
    with pytest.raises(RuleBroken, match="too_many_holds"):
        hold("hall_2026-11-24_1030")


def test_a_reshuffle_moment_is_offered_and_can_be_had() -> None:
    """The counter with both skills is taken by a plain visit that the other counter can serve."""
    plain, both = Desk(("identity",)), Desk(("identity", "civil"))
    make_city({"hall": Spot(desks=(plain, both))})
    first = hold("hall_2026-11-24_0900")
    blocker = Appointment.objects.get(id=first.id)
    second = hold("hall_2026-11-24_0900")
    actions.release(hold=first.id, now=NOW, actor="resident")
    assert Appointment.objects.get(id=second.id).counter.lane == 1
    assert blocker.counter.lane == 0
    birth = (Item("BIRTH"),)
    slots = search(wish=Wish(items=birth, limit=1), now=NOW).slots
    assert slots[0].token == "hall_2026-11-24_0900"
    hold(slots[0].token, items=birth)
    assert Appointment.objects.get(id=second.id).counter.lane == 0


def test_moving_by_a_quarter_works_in_a_full_place() -> None:
    make_city({"hall": Spot(desks=(Desk(),))})
    booked = book(hold("hall_2026-11-24_0900"))
    for number, clock in enumerate(
        ("0930", "1000", "1030", "1100", "1130", "0945", "1015", "1045", "1115", "1145")
    ):
        actions.hold(
            token=f"hall_2026-11-24_{clock}", items=KIDSID, client=f"o{number}", now=NOW, actor="r"
        )
    shifted = hold("hall_2026-11-24_0910", replaces=booked.id)
    moved = actions.move(appointment=booked.id, hold=shifted.id, now=NOW, actor="resident")
    assert moved.code == booked.code
    assert (moved.starts_at - booked.starts_at) == timedelta(minutes=10)
    assert search(wish=Wish(items=KIDSID, until=TOMORROW), now=NOW).slots == ()


def test_a_move_that_is_not_confirmed_leaves_the_old_moment() -> None:
    make_city()
    booked = book(hold("hall_2026-11-24_0900"))
    hold("hall_2026-11-24_0910", replaces=booked.id)
    later = NOW + timedelta(minutes=11)
    tokens = [s.token for s in search(wish=Wish(items=KIDSID, limit=2), now=later).slots]
    assert tokens[0] == "hall_2026-11-24_0915"
    actions.hold(token="hall_2026-11-24_0915", items=KIDSID, client="x", now=later, actor="r")
    assert (
        Appointment.objects.get(id=booked.id).during.upper
        - Appointment.objects.get(id=booked.id).during.lower
        == 3
    )


def test_cancelling_gives_the_moment_back() -> None:
    make_city()
    booked = book(hold("hall_2026-11-24_0900"))
    actions.cancel(appointment=booked.id, now=NOW, actor="resident")
    assert (
        search(wish=Wish(items=KIDSID, limit=1), now=NOW).slots[0].token == "hall_2026-11-24_0900"
    )
    book(hold("hall_2026-11-24_0900"))


def test_what_the_counter_should_know_is_kept_with_the_appointment() -> None:
    make_city()
    held = hold("hall_2026-11-24_0900")
    booked = actions.book(
        hold=held.id, name="An", phone="0470 12 34 56", now=NOW, actor="resident", channel="portal",
        needs=Needs(interpreter="ar", step_free=True),
    )  # fmt: skip
    record = find_appointment(booked.code, booked.secret, now=NOW)
    assert record is not None
    assert (record.interpreter, record.step_free, record.mobility) == ("ar", True, False)
    assert record.phone == "+32470123456"


def test_a_district_of_another_city_is_refused() -> None:
    make_city()
    with pytest.raises(RuleBroken, match="unknown_district"):
        actions.book(
            hold=hold("hall_2026-11-24_0900").id, name="An", email="an@example.org",
            district="atlantis", now=NOW, actor="resident", channel="portal",
        )  # fmt: skip


def test_a_caller_without_e_mail_is_booked_at_the_desk_by_name_alone() -> None:
    make_city()
    held = hold("hall_2026-11-24_0900")
    booked = actions.book(hold=held.id, name="An", now=NOW, actor="system:test", channel="desk")
    assert Appointment.objects.get(id=booked.id).state == "booked"
