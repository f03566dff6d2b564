"""A write with an `Idempotency-Key` acts once; a key that others hear is worth nothing."""

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
)  # fmt: skip

pytestmark = pytest.mark.django_db


def test_a_hold_asked_for_twice_with_one_key_is_one_hold() -> None:
    open_city()
    slot = moments()[0]["slot"]
    first, again = hold(slot, key="abc"), hold(slot, key="abc")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content


def test_a_confirmation_that_was_not_heard_can_be_asked_again() -> None:
    open_city()
    held = hold(moments()[0]["slot"]).json()["hold"]
    body = {"hold": held, "name": "An", "email": "an@example.org"}
    first, again = (post("/appointments", body, key="k1") for _ in range(2))
    assert (first.status_code, first.content) == (201, again.content)


def test_the_same_key_with_another_body_is_refused() -> None:
    open_city()
    slots = moments(limit=20)
    assert hold(slots[0]["slot"], key="abc").status_code == 201
    assert_problem(hold(slots[9]["slot"], key="abc"), 409, "key_reused")


def test_a_key_heard_by_somebody_else_gives_no_answer_away() -> None:
    open_city()
    slot = moments()[0]["slot"]
    mine = hold(slot, key="abc", address="192.0.2.1")
    theirs = hold(slot, key="abc", address="192.0.2.2")
    assert mine.status_code == 201
    assert_problem(theirs, 409, "moment_gone")
    assert mine.json()["hold"] not in theirs.content.decode()


def test_a_refusal_leaves_the_key_free() -> None:
    open_city()
    slot = moments()[0]["slot"]
    assert_problem(hold("hall_2020-01-02_0900", key="abc"), 422, "moment_past")
    assert hold(slot, key="abc").status_code == 201


def test_cancelling_and_moving_twice_with_one_key_answer_the_same() -> None:
    open_city()
    slots = moments(limit=40)
    booked = book(slots[0]["slot"])
    held = hold(slots[9]["slot"], replaces=booked["manage_url"]).json()["hold"]
    moves = [send("PATCH", own(booked), {"hold": held}, key="m") for _ in range(2)]
    assert moves[0].content == moves[1].content
    assert [send("DELETE", own(booked), key="c").status_code for _ in range(2)] == [204, 204]
    told = get(f"/appointments/{booked['code']}", s=secret_of(booked)).json()
    assert told["state"] == "cancelled"


@pytest.mark.parametrize("key", [" ", "x" * 256, "a b", "é"])
def test_a_key_that_is_no_key_is_refused(key: str) -> None:
    open_city()
    assert_problem(hold(moments()[0]["slot"], key=key), 422, "invalid_values")
