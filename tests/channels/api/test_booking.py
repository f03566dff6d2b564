"""Hold, confirm, read, move, cancel and come earlier, as a program does it."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from tests.channels.api.helpers import (
    assert_problem,
    book,
    get,
    hold,
    moments,
    open_city,
    own,
    post,
    secret_of,
    send,
)

pytestmark = pytest.mark.django_db


def test_a_hold_says_until_when_it_lasts_on_the_clock_of_the_city() -> None:
    open_city()
    slot = moments()[0]
    held = hold(slot["slot"])
    assert held.status_code == 201
    told = held.json()
    assert told["starts_at"] == slot["starts_at"]
    assert told["location"] == "hall"
    ends, starts = (datetime.fromisoformat(told[key]) for key in ("expires_at", "starts_at"))
    assert ends.utcoffset() is not None
    assert starts.utcoffset() == datetime.fromisoformat(slot["starts_at"]).utcoffset()


def test_of_two_who_ask_for_the_same_moment_the_second_is_told_that_it_is_gone() -> None:
    open_city()
    slot = moments()[0]["slot"]
    assert hold(slot).status_code == 201
    assert_problem(hold(slot, address="192.0.2.2"), 409, "moment_gone")


def test_a_robot_is_told_when_it_may_try_again() -> None:
    open_city()
    slots = [slot["slot"] for slot in moments(limit=40)][::4]
    answers = [hold(slot) for slot in slots[:4]]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    assert_problem(answers[3], 429, "too_many_holds")
    assert 0 < int(answers[3].headers["Retry-After"]) <= 600


def test_a_confirmed_appointment_can_be_read_with_its_secret_only() -> None:
    open_city()
    booked = book(moments()[0]["slot"])
    told = get(f"/appointments/{booked['code']}", s=secret_of(booked)).json()
    assert told["state"] == "booked"
    assert told["items"] == [{"product": "KIDSID", "quantity": 1}]
    assert told["manage_url"] == booked["manage_url"]
    assert "An" not in str(told)
    assert "example.org" not in str(told)
    code = booked["code"]
    for secret in ("", "x", "A" * 22, secret_of(booked)[:-1], secret_of(booked) + "A", "é\x00"):
        assert_problem(get(f"/appointments/{code}", s=secret), 404, "unknown_appointment")


def test_the_secret_of_one_appointment_opens_no_other() -> None:
    open_city()
    slots = moments(limit=10)
    one, other = book(slots[0]["slot"], "an"), book(slots[4]["slot"], "bo")
    path = f"/appointments/{one['code']}"
    assert_problem(get(path, s=secret_of(other)), 404, "unknown_appointment")
    assert_problem(send("DELETE", f"{path}?s={secret_of(other)}"), 404, "unknown_appointment")
    assert get(path, s=secret_of(one)).json()["state"] == "booked"


def test_the_secret_may_come_in_a_header_that_no_log_keeps() -> None:
    from django.test import Client

    open_city()
    booked = book(moments()[0]["slot"])
    found = Client().get(
        f"/api/v1/appointments/{booked['code']}",
        headers={"Appointment-Secret": secret_of(booked)},
    )
    assert found.status_code == 200


def test_a_hold_is_confirmed_once() -> None:
    open_city()
    held = hold(moments()[0]["slot"]).json()["hold"]
    body = {"hold": held, "name": "An", "email": "an@example.org"}
    assert post("/appointments", body).status_code == 201
    assert_problem(post("/appointments", body), 409, "hold_used")
    assert_problem(post("/appointments", body | {"hold": str(uuid4())}), 404, "unknown_hold")


@pytest.mark.parametrize(
    ("person", "status", "code"),
    [
        ({"name": " ", "email": "an@example.org"}, 422, "name_needed"),
        ({"name": "An"}, 422, "contact_needed"),
        ({"name": "An", "email": "an@"}, 422, "email_unreadable"),
        ({"name": "An", "phone": "12"}, 422, "phone_unreadable"),
        ({"name": "A" * 300, "email": "an@example.org"}, 422, "name_needed"),
    ],
)
def test_whoever_cannot_be_reached_is_told_why(person: dict, status: int, code: str) -> None:
    open_city()
    held = hold(moments()[0]["slot"]).json()["hold"]
    assert_problem(post("/appointments", {"hold": held, **person}), status, code)


def test_one_person_has_one_open_booking_for_a_product() -> None:
    open_city()
    slots = moments(limit=10)
    book(slots[0]["slot"])
    held = hold(slots[5]["slot"]).json()["hold"]
    again = post("/appointments", {"hold": held, "name": "An", "email": "AN@example.org"})
    assert_problem(again, 409, "already_booked")


def test_an_appointment_moves_to_a_hold_that_replaces_it_and_keeps_its_code() -> None:
    open_city()
    slots = moments(limit=40)
    booked = book(slots[0]["slot"])
    held = hold(slots[1]["slot"], replaces=booked["manage_url"])
    assert held.status_code == 201, held.content
    assert get(own(booked).split("?")[0], s=secret_of(booked)).json()["state"] == "booked"
    moved = send("PATCH", own(booked), {"hold": held.json()["hold"]})
    assert moved.status_code == 200, moved.content
    assert moved.json()["code"] == booked["code"]
    assert moved.json()["starts_at"] == slots[1]["starts_at"]


def test_a_hold_that_replaces_nothing_moves_nothing() -> None:
    open_city()
    slots = moments(limit=40)
    booked = book(slots[0]["slot"])
    held = hold(slots[8]["slot"]).json()["hold"]
    assert_problem(send("PATCH", own(booked), {"hold": held}), 409, "hold_of_another")


def test_nobody_replaces_an_appointment_without_its_secret() -> None:
    open_city()
    slots = moments(limit=40)
    booked = book(slots[0]["slot"])
    forged = hold(slots[8]["slot"], replaces=booked["code"], secret="A" * 22)
    assert_problem(forged, 404, "unknown_appointment")
    honest = hold(slots[8]["slot"], replaces=booked["code"], secret=secret_of(booked))
    assert honest.status_code == 201


def test_what_is_cancelled_is_free_for_others_and_stays_cancelled() -> None:
    open_city()
    slot = moments()[0]["slot"]
    booked = book(slot)
    assert slot not in {each["slot"] for each in moments()}
    assert send("DELETE", own(booked)).status_code == 204
    assert moments()[0]["slot"] == slot
    assert get(own(booked).split("?")[0], s=secret_of(booked)).json()["state"] == "cancelled"
    assert_problem(send("DELETE", own(booked)), 409, "move_not_allowed")


def test_a_freed_moment_is_offered_to_the_list_and_can_be_taken_with_patch() -> None:
    open_city()
    slots = moments(limit=200)
    later = next(slot for slot in slots if slot["starts_at"][:10] > slots[0]["starts_at"][:10])
    first = book(later["slot"], "an")
    last_day = [slot for slot in slots if slot["starts_at"][:10] > later["starts_at"][:10]]
    waiting = book(last_day[0]["slot"], "bo")
    joined = post("/earlier", {"appointment": waiting["manage_url"]})
    assert joined.status_code == 200, joined.content
    assert joined.json()["earlier"] == "waiting"
    assert send("DELETE", own(first)).status_code == 204
    told = get(own(waiting).split("?")[0], s=secret_of(waiting)).json()
    assert told["earlier"] == "offered"
    assert told["offer"]["starts_at"] == later["starts_at"]
    assert later["slot"] not in {each["slot"] for each in moments(limit=200)}
    moved = send("PATCH", own(waiting), {"hold": told["offer"]["hold"]})
    assert moved.json()["starts_at"] == later["starts_at"]


def test_nobody_joins_the_list_with_a_forged_secret() -> None:
    open_city()
    booked = book(moments()[0]["slot"])
    for reference in (booked["code"], booked["manage_url"][:-1], "https://x/appointments/?s="):
        refused = post("/earlier", {"appointment": reference})
        assert_problem(refused, 404, "unknown_appointment")


def test_the_calendar_file_needs_the_secret_and_holds_the_moment() -> None:
    open_city()
    booked = book(moments()[0]["slot"])
    path = f"/appointments/{booked['code']}/calendar.ics"
    assert booked["calendar_url"] == f"http://testserver/api/v1{path}?s={secret_of(booked)}"
    found = get(path, s=secret_of(booked))
    assert found.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = found.content.decode()
    starts = datetime.fromisoformat(booked["starts_at"]).astimezone(UTC)
    assert f"DTSTART:{starts:%Y%m%dT%H%M%SZ}" in text
    assert_problem(get(path, s="nope"), 404, "unknown_appointment")


def test_what_the_counter_should_know_is_kept_and_what_is_left_out_stays_as_it_was() -> None:
    open_city()
    held = hold(moments()[0]["slot"], mobility=True).json()["hold"]
    person = {"hold": held, "name": "An", "email": "an@example.org"}
    booked = post("/appointments", person | {"needs": {"interpreter": "fa"}})
    assert booked.status_code == 201, booked.content
    told = get(own(booked.json()).split("?")[0], s=secret_of(booked.json())).json()["needs"]
    assert (told["interpreter"], told["mobility"], told["step_free"]) == ("fa", True, False)
