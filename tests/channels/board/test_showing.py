"""What a board is told, and how little that costs when nothing happens."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.city import Desk, Spot, make_city
from tests.offices.queues.helpers import at, called, checked_in, clerk, walk_in

from loket.channels.board import screen, showing
from loket.channels.ui.language import speaking
from loket.foundations.catalogue import queries as catalogue

pytestmark = pytest.mark.django_db
CALLS = "/board/hall/calls"


def polled(now: datetime, language: str = "nl") -> showing.Kept:
    """What a board gets that asks at this instant."""
    with speaking(language, catalogue.find_city()):
        return showing.current("hall", language, now)


def shown(now: datetime) -> screen.Screen:
    with speaking("nl", catalogue.find_city()):
        return screen.screen_of("hall", now)


def test_a_new_call_stands_first_and_who_waits_is_told_an_interval() -> None:
    make_city()
    me = clerk()
    for minute in range(3):
        walk_in(minute)
    called(3, me)
    told = shown(at(3))
    assert [(one.number, one.counter, one.is_new) for one in told.calls] == [
        ("W 01", "Loket 1", True)
    ]
    assert [one.number for one in told.waiting] == ["W 02", "W 03"]
    assert all(re.fullmatch(r"\d+–\d+ min", one.said) for one in told.waiting)
    assert told.expected.startswith("Wachttijd zonder afspraak: tussen")


def test_who_came_early_is_told_the_own_moment() -> None:
    make_city()
    checked_in("0930", 5)
    assert [one.said for one in shown(at(6)).waiting] == ["9.30 uur"]


def test_a_closed_place_says_when_it_opens_again() -> None:
    make_city()
    assert shown(at(240)).expected == "Nu gesloten. Weer open: morgen 9.00 uur."


def test_a_place_for_appointments_only_tells_no_wait_without_one() -> None:
    make_city({"hall": Spot(reception="appointments_only", walk_in=False)})
    assert shown(at(0)).expected == ""


def test_every_new_call_is_shown_however_many_and_older_ones_give_way() -> None:
    make_city({"hall": Spot(desks=[Desk()] * 9)})
    me = clerk()
    for _ in range(9):
        walk_in(0)
    for lane in range(2):
        called(1, me, lane)
    for lane in range(2, 9):
        called(5, me, lane)
    told = shown(at(5)).calls
    assert [one.is_new for one in told] == [True] * 7
    assert len(shown(at(7)).calls) == screen.ROOM_FOR_CALLS


def test_who_has_it_already_gets_no_body(client: Client) -> None:
    make_city()
    first = client.get(CALLS)
    again = client.get(CALLS, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert again.content == b""
    assert len(first.content) < 1500


def test_a_call_is_on_the_board_a_second_later() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    before = polled(at(0))
    called(0, me)
    assert polled(at(0) + timedelta(seconds=0.9)) is before
    after = polled(at(0) + timedelta(seconds=1))
    assert after.tag != before.tag
    assert b"call new" in after.body


def test_a_call_is_new_for_its_full_time_and_no_longer() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    called(0, me)
    for seconds, is_new in ((0, True), (19, True), (20, False)):
        body = polled(at(0) + timedelta(seconds=seconds)).body
        assert (b"call new" in body) is is_new, seconds


def test_when_nothing_happens_a_poll_asks_two_small_things_and_within_a_second_nothing() -> None:
    make_city()
    walk_in(0)
    polled(at(0))
    with speaking("nl", catalogue.find_city()):
        with CaptureQueriesContext(connection) as within:
            showing.current("hall", "nl", at(0))
        with CaptureQueriesContext(connection) as later:
            showing.current("hall", "nl", at(0) + timedelta(seconds=3))
    assert (len(within), len(later)) == (0, 2)


def test_a_wait_is_told_anew_from_time_to_time_also_when_nothing_happens() -> None:
    make_city()
    walk_in(0)
    before = polled(at(0))
    assert polled(at(0) + timedelta(seconds=14)).body is before.body
    assert polled(at(0) + timedelta(seconds=16)).body is not before.body


def test_boards_speak_different_languages_side_by_side() -> None:
    make_city()
    walk_in(0)
    dutch, english = polled(at(0)), polled(at(0), "en")
    assert "Even geen oproep." in dutch.body.decode()
    assert "Even geen oproep." not in english.body.decode()


@pytest.mark.parametrize("path", ["/board/nowhere", "/board/nowhere/calls"])
def test_a_place_that_does_not_exist_has_no_board(client: Client, path: str) -> None:
    make_city()
    assert client.get(path).status_code == 404


def test_a_board_names_nobody(client: Client) -> None:
    make_city()
    checked_in("0930", 0, who="annemie")
    assert "annemie" not in client.get("/board/hall").content.decode().lower()


def test_speech_is_off_until_it_is_asked_for(client: Client) -> None:
    make_city()
    assert b"data-speaks" not in client.get("/board/hall").content
    assert b"data-speaks" in client.get("/board/hall?speech=1").content
