"""The earlier-moment list: one at a time, in order, and never a moment already lost."""

from datetime import timedelta

import pytest
from tests.factories.city import NOW, make_city
from tests.offices.appointments.helpers import KIDSID, book

from loket.domain.refusals import RuleBroken
from loket.foundations.messages.models import Message
from loket.offices.appointments import actions, tasks
from loket.offices.appointments.models import Appointment, EarlierWish
from loket.offices.appointments.queries import Wish, find_appointment, search

pytestmark = pytest.mark.django_db


def full_morning() -> dict[str, actions.Booked]:
    """Everybody of a morning at one counter, by name."""
    make_city()
    clocks = ("0900", "0915", "0930", "0945", "1000")
    names = ("an", "bo", "cis", "dina", "els")
    return {
        name: book(f"hall_2026-11-25_{clock}", name)
        for name, clock in zip(names, clocks, strict=True)
    }


def join(booked: actions.Booked, minute: int) -> None:
    actions.join_earlier(
        appointment=booked.id, now=NOW + timedelta(minutes=minute), actor="resident"
    )


def offered_to(booked: actions.Booked, now: object = NOW) -> str:
    record = find_appointment(booked.code, booked.secret, now=NOW + timedelta(minutes=30))
    assert record is not None
    return f"{record.offer.starts_at:%H%M}" if record.offer else ""


def test_a_freed_moment_goes_to_the_first_on_the_list_and_to_nobody_else() -> None:
    people = full_morning()
    join(people["dina"], 1)
    join(people["els"], 2)
    actions.cancel(appointment=people["an"].id, now=NOW + timedelta(minutes=5), actor="resident")
    assert offered_to(people["dina"]) == "0800"  # 9.00 in Brussels
    assert offered_to(people["els"]) == ""
    that_day = Wish(items=KIDSID, since=people["an"].starts_at.date(), limit=1)
    slots = search(wish=that_day, now=NOW).slots
    assert slots[0].token == "hall_2026-11-25_1015"


def test_who_accepts_leaves_a_moment_for_the_next_in_line() -> None:
    people = full_morning()
    join(people["dina"], 1)
    join(people["els"], 2)
    actions.cancel(appointment=people["an"].id, now=NOW, actor="resident")
    offer = EarlierWish.objects.get(appointment=people["dina"].id).offer_id
    assert offer is not None
    moved = actions.move(appointment=people["dina"].id, hold=offer, now=NOW, actor="resident")
    assert f"{moved.starts_at:%H%M}" == "0900"
    assert offered_to(people["els"]) == "0845"


def test_an_offer_that_is_refused_goes_to_the_next_and_is_not_made_again() -> None:
    people = full_morning()
    join(people["dina"], 1)
    join(people["els"], 2)
    actions.cancel(appointment=people["an"].id, now=NOW, actor="resident")
    offer = EarlierWish.objects.get(appointment=people["dina"].id).offer_id
    assert offer is not None
    actions.decline_earlier(offer=offer, now=NOW, actor="resident")
    assert offered_to(people["els"]) == "0800"
    assert EarlierWish.objects.get(appointment=people["dina"].id).state == "waiting"


def test_an_offer_without_an_answer_lapses_only_by_the_clock_and_goes_on() -> None:
    people = full_morning()
    join(people["dina"], 1)
    join(people["els"], 2)
    actions.cancel(appointment=people["an"].id, now=NOW, actor="resident")
    assert tasks.lapse_offers(NOW + timedelta(minutes=119)) == 0
    assert tasks.lapse_offers(NOW + timedelta(minutes=120)) == 1
    assert tasks.lapse_offers(NOW + timedelta(minutes=120)) == 0
    els, after = people["els"], NOW + timedelta(minutes=121)
    record = find_appointment(els.code, els.secret, now=after)
    assert record is not None
    assert record.offer is not None
    kinds = Message.objects.filter(kind__startswith="earlier").values_list("kind", "recipient")
    assert set(kinds) == {
        ("earlier_offer", "dina@example.org"),
        ("earlier_lapsed", "dina@example.org"),
        ("earlier_offer", "els@example.org"),
    }


def test_an_offer_cannot_be_accepted_after_its_time() -> None:
    people = full_morning()
    join(people["dina"], 1)
    actions.cancel(appointment=people["an"].id, now=NOW, actor="resident")
    offer = EarlierWish.objects.get(appointment=people["dina"].id).offer_id
    assert offer is not None
    with pytest.raises(RuleBroken, match="hold_expired"):
        actions.move(
            appointment=people["dina"].id,
            hold=offer,
            now=NOW + timedelta(hours=2),
            actor="resident",
        )
    assert Appointment.objects.get(id=people["dina"].id).state == "booked"


def test_a_moment_in_the_next_two_hours_is_not_offered_to_people_at_home() -> None:
    people = full_morning()
    join(people["els"], 1)
    at_eight = people["an"].starts_at - timedelta(hours=1)
    actions.cancel(appointment=people["an"].id, now=at_eight, actor="resident")
    assert EarlierWish.objects.get(appointment=people["els"].id).state == "waiting"


def test_nobody_gets_two_offers_at_once() -> None:
    people = full_morning()
    join(people["els"], 1)
    actions.cancel(appointment=people["an"].id, now=NOW, actor="resident")
    actions.cancel(appointment=people["bo"].id, now=NOW, actor="resident")
    assert Appointment.objects.filter(state="held", offered=True).count() == 1


def test_a_wish_for_a_product_that_is_gone_stops_nobody_from_cancelling() -> None:
    people = full_morning()
    join(people["els"], 1)
    Appointment.objects.filter(id=people["els"].id).update(
        items=[{"product": "GONE", "quantity": 1}]
    )
    actions.cancel(appointment=people["an"].id, now=NOW, actor="resident")
    assert Appointment.objects.get(id=people["an"].id).state == "cancelled"
