"""Moving: the old moment is there until the new one is confirmed, whatever goes wrong between."""

import uuid
from datetime import date, timedelta

import pytest
from tests.factories.city import NOW, Desk, Spot, make_city
from tests.offices.appointments.helpers import KIDSID, book, hold

from loket.domain.appointments.limits import LIST_COMES_FIRST
from loket.domain.refusals import RuleBroken
from loket.offices.appointments import actions
from loket.offices.appointments.models import Appointment, Claim, EarlierWish
from loket.offices.appointments.queries import Item, Wish, find_appointment, search

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 11, 25)


def move(own: actions.Booked, held: actions.Held, **more: object) -> actions.Booked:
    return actions.move(
        appointment=own.id, hold=held.id, actor="resident", **({"now": NOW} | more)
    )  # fmt: skip


def tokens(day: date = WEDNESDAY) -> list[str]:
    wish = Wish(items=KIDSID, since=day, until=day, limit=200)
    return [slot.token for slot in search(wish=wish, now=NOW).slots]


def test_a_move_to_another_place_keeps_code_secret_and_person() -> None:
    make_city({"hall": Spot(), "annex": Spot()})
    own = book("hall_2026-11-25_0900", "an")
    moved = move(own, hold("annex_2026-11-26_1000", replaces=own.id))
    assert (moved.code, moved.secret, moved.location) == (own.code, own.secret, "annex")
    record = find_appointment(own.code, own.secret, now=NOW)
    assert record is not None
    assert (record.state, record.name, record.email) == ("booked", "An", "an@example.org")
    assert "hall_2026-11-25_0900" in tokens()


def test_while_a_move_is_not_confirmed_both_moments_are_kept() -> None:
    make_city()
    own = book("hall_2026-11-25_0900", "an")
    hold("hall_2026-11-25_1000", replaces=own.id)
    assert not {"hall_2026-11-25_0900", "hall_2026-11-25_1000"} & set(tokens())
    record = find_appointment(own.code, own.secret, now=NOW)
    assert record is not None
    assert record.starts_at == own.starts_at


@pytest.mark.parametrize(
    ("late", "code"), [(timedelta(minutes=10), "hold_expired"), (timedelta(days=2), "hold_expired")]
)
def test_a_move_confirmed_too_late_changes_nothing(late: timedelta, code: str) -> None:
    make_city()
    own = book("hall_2026-11-26_0900", "an")
    held = hold("hall_2026-11-26_1000", replaces=own.id)
    with pytest.raises(RuleBroken, match=code):
        move(own, held, now=NOW + late)
    assert Appointment.objects.get(id=own.id).state == "booked"


def test_nobody_moves_to_a_hold_that_was_made_for_somebody_else() -> None:
    make_city()
    an, bo = book("hall_2026-11-25_0900", "an"), book("hall_2026-11-25_0930", "bo")
    for held in (hold("hall_2026-11-25_1000"), hold("hall_2026-11-25_1030", replaces=bo.id)):
        with pytest.raises(RuleBroken, match="hold_of_another"):
            move(an, held)


def test_a_hold_for_a_move_cannot_become_a_second_appointment() -> None:
    make_city()
    own = book("hall_2026-11-25_0900", "an")
    held = hold("hall_2026-11-25_1000", replaces=own.id)
    with pytest.raises(RuleBroken, match="hold_is_for_a_move"):
        actions.book(
            hold=held.id, name="An", email="other@example.org", now=NOW, actor="resident",
            channel="portal",
        )  # fmt: skip


def test_a_move_is_done_once() -> None:
    make_city()
    own = book("hall_2026-11-25_0900", "an")
    held = hold("hall_2026-11-25_1000", replaces=own.id)
    move(own, held)
    with pytest.raises(RuleBroken, match="hold_expired"):
        move(own, held)
    assert Appointment.objects.get(id=held.id).state == "moved"


def test_what_is_unknown_is_refused_by_name() -> None:
    make_city()
    own = book("hall_2026-11-25_0900", "an")
    held = hold("hall_2026-11-25_1000", replaces=own.id)
    with pytest.raises(RuleBroken, match="unknown_appointment"):
        actions.move(appointment=uuid.uuid4(), hold=held.id, now=NOW, actor="resident")
    with pytest.raises(RuleBroken, match="unknown_hold"):
        actions.move(appointment=own.id, hold=uuid.uuid4(), now=NOW, actor="resident")


def test_a_cancelled_appointment_takes_the_hold_of_its_move_along() -> None:
    make_city()
    own = book("hall_2026-11-25_0900", "an")
    held = hold("hall_2026-11-25_0910", replaces=own.id)
    actions.cancel(appointment=own.id, now=NOW, actor="resident")
    assert Appointment.objects.get(id=held.id).state == "expired"
    assert {"hall_2026-11-25_0900", "hall_2026-11-25_0910"} <= set(tokens())


def test_moving_back_and_forth_in_a_full_place_never_loses_the_counter() -> None:
    make_city({"hall": Spot(desks=(Desk(),))})
    own = book("hall_2026-11-25_0900", "an")
    for clock in ("0930", "0945"):
        book(f"hall_2026-11-25_{clock}", f"who{clock}")
    for clock in ("0910", "0905", "0915", "0900"):
        moved = move(own, hold(f"hall_2026-11-25_{clock}", replaces=own.id))
        stored = Appointment.objects.get(id=own.id)
        assert stored.during.upper - stored.during.lower == stored.ticks
    assert moved.starts_at == own.starts_at
    assert Appointment.objects.live().count() == 3


def test_letting_a_move_go_gives_the_own_moment_its_counter_back_at_once() -> None:
    make_city({"hall": Spot(desks=(Desk(),))})
    own = book("hall_2026-11-25_0900", "an")
    held = hold("hall_2026-11-25_0910", replaces=own.id)
    assert Appointment.objects.get(id=own.id).inside_id == held.id
    actions.release(hold=held.id, now=NOW, actor="resident")
    stored = Appointment.objects.get(id=own.id)
    assert (stored.inside_id, stored.during.upper - stored.during.lower) == (None, 3)
    assert "hall_2026-11-25_0915" in tokens()
    assert "hall_2026-11-25_0910" not in tokens()


def test_a_visit_that_rests_inside_its_move_is_never_given_away_when_the_hold_lapses() -> None:
    make_city({"hall": Spot(desks=(Desk(),))})
    own = book("hall_2026-11-25_0900", "an")
    hold("hall_2026-11-25_0910", replaces=own.id)
    later = NOW + timedelta(minutes=10) + LIST_COMES_FIRST
    with pytest.raises(RuleBroken, match="moment_gone"):
        hold("hall_2026-11-25_0905", now=later)
    hold("hall_2026-11-25_0915", now=later)


def test_a_move_may_ask_for_more_and_claims_what_it_then_has() -> None:
    make_city()
    own = book("hall_2026-11-25_0900", "an")
    more = (Item("KIDSID", 2), Item("PASSPORT"))
    moved = move(own, hold("hall_2026-11-25_1000", more, replaces=own.id))
    assert moved.ends_at - moved.starts_at == timedelta(minutes=45)
    claimed = Claim.objects.filter(appointment=own.id).values_list("product", flat=True)
    assert sorted(claimed) == ["KIDSID", "PASSPORT"]


def test_a_move_never_gives_a_person_a_second_booking_for_a_product() -> None:
    make_city()
    own = book("hall_2026-11-25_0900", "an")
    book("hall_2026-11-25_0930", "an", (Item("PASSPORT"),))
    held = hold("hall_2026-11-25_1000", (Item("KIDSID"), Item("PASSPORT")), replaces=own.id)
    with pytest.raises(RuleBroken, match="already_booked"):
        move(own, held)
    record = find_appointment(own.code, own.secret, now=NOW)
    assert record is not None
    assert (record.state, record.starts_at) == ("booked", own.starts_at)


def test_what_a_move_leaves_goes_to_the_list_first_and_the_own_wish_is_served() -> None:
    make_city({"hall": Spot(desks=(Desk(),))})
    own, late = book("hall_2026-11-25_0900", "an"), book("hall_2026-11-26_0900", "bo")
    for one in (own, late):
        actions.join_earlier(appointment=one.id, now=NOW, actor="resident")
    move(own, hold("hall_2026-11-27_0900", replaces=own.id))
    offer = EarlierWish.objects.select_related("offer").get(appointment=late.id).offer
    assert offer is not None
    assert offer.starts_at == own.starts_at
    assert EarlierWish.objects.get(appointment=own.id).state == "served"
