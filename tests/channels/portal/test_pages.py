"""The resident's pages under bad input, double presses and strangers: never a dead page."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.channels.api.helpers import OPEN, open_city
from tests.factories.city import Spot

from loket.foundations.catalogue.queries import the_city
from loket.kit import clock
from loket.offices.appointments import actions
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.actions import Booked
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item, Slot, Wish

pytestmark = pytest.mark.django_db
ITEMS = (Item("KIDSID"),)


def first(now: datetime, **wish: Any) -> Slot:
    return appointments.search(wish=Wish(items=ITEMS, limit=1, **wish), now=now).slots[0]


def book(now: datetime, email: str = "an@example.be") -> Booked:
    held = actions.hold(token=first(now).token, items=ITEMS, client="", now=now, actor="resident")
    return actions.book(
        hold=held.id, name="An Peeters", email=email, now=now, actor="resident", channel="portal"
    )


def press(token: str, **fields: str) -> HttpResponse:
    return Client().post("/book/hold", {"item": "KIDSID:1", "moment": token, **fields})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/book/moments?item=NOPE:1", 404),
        ("/book/moments?item=KIDSID:10000", 422),
        ("/book/moments?item=KIDSID:9999", 422),
        ("/book/moments?item=KIDSID:0", 302),
        ("/book/moments", 302),
        ("/book/moments?item=KIDSID:1&day=1999-01-01", 200),
        ("/book/moments?item=KIDSID:1&day=9999-12-31", 200),
        ("/book/moments?item=KIDSID:1&since=0001-01-01&pages=999&near=a,b&language=!!", 200),
        ("/book/moments?item=KIDSID:1&pages=%C2%B2", 200),
        ("/book/moments?item=KIDSID:1&location=nowhere", 200),
        ("/book/moments?item=" + "A" * 5000, 302),
        ("/book?item=%00:1&q=%00", 200),
        ("/search?q=" + "%F0%9F%98%80" * 300, 200),
        ("/where?item=NOPE:1&postal=%3Cb%3E", 404),
        ("/products/NOPE", 404),
        ("/products/kidsid", 301),
        ("/locations/nowhere", 404),
        ("/themes/nothing", 404),
        ("/appointments/ACDEFGHJ?s=forged", 404),
        ("/appointments/%3Cscript%3E/cancel", 404),
        ("/book/00000000-0000-4000-8000-000000000000", 404),
        ("/book/hold", 302),
    ],
)
def test_a_strange_address_gets_an_answer_with_a_way_on(path: str, status: int) -> None:
    open_city()
    answered = Client().get(path)
    assert answered.status_code == status
    if status != 302 and status != 301:
        assert b"<h1" in answered.content


@pytest.mark.parametrize(
    "token", ["", "x", "hall_2026-02-31_0900", "nowhere_2030-01-01_0900", "hall_2000-01-01_0900"]
)
def test_a_moment_that_is_none_leads_back_to_the_moments(token: str) -> None:
    open_city()
    answered = press(token)
    assert 400 <= answered.status_code < 500
    assert "Eerste vrije momenten" in answered.content.decode()


def test_two_presses_of_one_button_keep_one_moment() -> None:
    open_city(hall=Spot(desks=OPEN.desks * 2))
    now = clock.now()
    token = first(now).token
    one, other = press(token, key="page"), press(token, key="page")
    assert one["Location"] == other["Location"]
    assert Appointment.objects.filter(state="held").count() == 1


def test_a_button_of_an_old_page_keeps_the_moment_anew_when_the_first_hold_is_gone() -> None:
    open_city()
    token = first(clock.now()).token
    one = press(token, key="page")
    hold = uuid.UUID(one["Location"].rpartition("/")[2])
    actions.release(hold=hold, now=clock.now(), actor="resident")
    other = press(token, key="page")
    assert other.status_code == 302
    assert other["Location"] != one["Location"]


def test_too_many_kept_moments_say_when_to_try_again() -> None:
    open_city()
    for _ in range(3):
        press(first(clock.now()).token)
    answered = press(first(clock.now()).token)
    assert answered.status_code == 429
    assert 0 < int(answered["Retry-After"]) <= 600
    assert "Eerste vrije momenten" in answered.content.decode()


def kept_too_long() -> str:
    """The page of a moment that was kept until a minute ago."""
    before = clock.now() - timedelta(minutes=11)
    held = actions.hold(
        token=first(clock.now()).token, items=ITEMS, client="", now=before, actor="resident"
    )
    return f"/book/{held.id}"


def test_a_kept_moment_whose_time_ran_out_is_confirmed_when_nobody_took_it() -> None:
    open_city()
    answered = Client().post(kept_too_long(), {"name": "An", "email": "an@example.be"})
    assert answered.status_code == 302
    assert "/appointments/" in answered["Location"]


def test_a_kept_moment_that_somebody_else_took_leads_to_the_next_ones() -> None:
    open_city()
    token = first(clock.now()).token
    path = kept_too_long()
    assert press(token).status_code == 302
    answered = Client().post(path, {"name": "An", "email": "an@example.be"})
    assert answered.status_code == 410
    assert "De tijd om te bevestigen is voorbij" in answered.content.decode()
    assert "Eerste vrije momenten" in answered.content.decode()


def test_a_second_booking_of_the_same_product_by_the_same_person_is_refused_at_the_form() -> None:
    open_city()
    book(clock.now())
    path = press(first(clock.now()).token)["Location"]
    answered = Client().post(path, {"name": "An", "email": "an@example.be"})
    assert answered.status_code == 422
    assert "Je hebt al een afspraak" in answered.content.decode()


def test_what_was_told_at_the_counter_is_kept_with_the_booking() -> None:
    open_city()
    path = press(first(clock.now()).token)["Location"]
    told = {"name": "An", "phone": "0470 12 34 56", "interpreter": "ti", "mobility": "on"}
    Client().post(path, told)
    kept = Appointment.objects.get(state="booked")
    assert (kept.interpreter, kept.mobility, kept.step_free) == ("ti", True, False)
    assert kept.phone == "+32470123456"


def test_the_page_of_an_appointment_is_never_kept_by_a_cache() -> None:
    open_city()
    own = book(clock.now())
    answered = Client().get(f"/appointments/{own.code}?s={own.secret}")
    assert "no-store" in answered["Cache-Control"]
    assert "noindex" in answered.content.decode()


def test_cancelling_twice_is_no_mistake() -> None:
    open_city()
    own = book(clock.now())
    path = f"/appointments/{own.code}/cancel?s={own.secret}"
    assert Client().post(path).status_code == 302
    assert Client().post(path).status_code == 302
    assert Appointment.objects.get(id=own.id).state == "cancelled"


@pytest.mark.parametrize("act", ["cancel", "earlier", "check-in"])
def test_a_stranger_with_only_the_code_can_do_nothing(act: str) -> None:
    open_city()
    own = book(clock.now())
    answered = Client().post(f"/appointments/{own.code}/{act}?s=forged", {"act": "join"})
    assert answered.status_code == 404
    assert Appointment.objects.get(id=own.id).state == "booked"


def test_a_hold_for_a_move_needs_the_secret_of_the_appointment() -> None:
    open_city()
    own = book(clock.now())
    token = first(clock.now()).token
    refused = press(token, replaces=own.code, s="forged")
    assert refused.status_code == 404
    allowed = press(token, replaces=own.code, s=own.secret)
    assert allowed.status_code == 302


def test_without_a_city_the_first_page_says_so() -> None:
    answered = Client().get("/")
    assert answered.status_code == 503
    assert b"<h1" in answered.content


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 60), ("/book/moments?item=KIDSID:1", 60), ("/locations/hall", 60), ("/products/", 30)],
)
def test_a_page_asks_the_database_a_few_things_only(
    path: str, most: int, django_assert_max_num_queries: Any
) -> None:
    open_city(hall=OPEN, square=OPEN, tower=OPEN, bridge=OPEN)
    Client().get(path)
    with django_assert_max_num_queries(most):
        assert Client().get(path).status_code == 200


def test_a_product_can_be_called_about_with_one_press() -> None:
    open_city()
    page = Client().get("/products/KIDSID").content.decode()
    number = the_city().phone
    assert f'href="tel:{number.replace(" ", "")}"' in page
