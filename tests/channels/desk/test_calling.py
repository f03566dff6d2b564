"""At the counter: what the screen shows and what each press does."""

from __future__ import annotations

import re
from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.channels.desk.helpers import (
    booked,
    counter,
    employee,
    open_city,
    signed_in,
    walk_in,
)
from tests.factories.city import Desk, Spot

from loket.domain.people.may import Role
from loket.kit import clock
from loket.offices.queues import actions
from loket.offices.queues.models import Move, Ticket
from loket.offices.queues.queries import TicketLine

pytestmark = pytest.mark.django_db

TAGS = re.compile(r"<(style|script).*?</\1>|<[^>]+>", re.DOTALL)


@pytest.fixture
def client() -> Client:
    """A clerk at the first counter of the hall."""
    open_city()
    return signed_in(employee())


def page(client: Client, path: str = "/desk/") -> str:
    """The words of a page, without tags."""
    content = client.get(path, follow=True).content.decode()
    return " ".join(
        re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", content, flags=re.DOTALL).split()
    )


def press(client: Client, ticket: TicketLine, act: str, **fields: str) -> str:
    """A press on a button of the ticket; the words of the page that follows."""
    client.post(f"/desk/tickets/{ticket.id}/{act}", fields)
    return page(client)


def test_who_waits_is_shown_with_what_for_and_what_to_know(client: Client) -> None:
    walk_in(interpreter="ar", step_free=True)
    told = page(client)
    for words in ("W 01", "Kidsid", "tolk Arabisch", "zonder drempel", "0 min", "Loket 1 is vrij"):
        assert words in told


def test_calling_puts_the_person_in_the_middle_and_hides_the_call(client: Client) -> None:
    walk_in()
    client.post("/desk/call")
    told = page(client)
    assert "W 01 · Kidsid" in told
    assert "Roep volgende" not in told
    assert Ticket.objects.get().state == "called"


def test_calling_when_nobody_waits_says_so(client: Client) -> None:
    answer = client.post("/desk/call", follow=True)
    assert "Niemand wacht op iets wat dit loket kan." in answer.content.decode()


def test_a_clerk_without_a_counter_cannot_call_and_is_asked_to_choose_one() -> None:
    open_city()
    client = signed_in(employee(), at="hall")
    walk_in()
    assert "Kies een loket" in page(client)
    client.post("/desk/call")
    assert Ticket.objects.get().state == "waiting"


def test_a_visit_from_call_to_outcome(client: Client) -> None:
    ticket = walk_in()
    client.post("/desk/call")
    assert "Roep de bezoeker eerst nog eens op" in press(client, ticket, "no_show")
    press(client, ticket, "recall")
    press(client, ticket, "start")
    assert "W 01 is klaar." in press(client, ticket, "finish", outcome="papers_missing")
    ended = Ticket.objects.get()
    assert (ended.state, ended.outcome) == ("done", "papers_missing")
    assert [one.move for one in Move.objects.all()] == [
        "arrive", "call", "recall", "start", "finish",
    ]  # fmt: skip


def test_an_outcome_that_does_not_exist_is_refused(client: Client) -> None:
    ticket = walk_in()
    client.post("/desk/call")
    press(client, ticket, "start")
    assert "Kies hoe het afliep." in press(client, ticket, "finish", outcome="gone")
    assert client.post(f"/desk/tickets/{ticket.id}/explode").status_code == 404


def test_somebody_put_aside_can_be_resumed_at_this_counter(client: Client) -> None:
    ticket = walk_in()
    client.post("/desk/call")
    press(client, ticket, "start")
    told = press(client, ticket, "park", note="haalt pasfoto")
    assert "Even opzij W 01" in told
    assert "W 01 · Kidsid" in press(client, ticket, "resume")
    assert "“haalt pasfoto”" in page(client)


def test_a_redirect_keeps_the_place_and_carries_the_word_for_the_colleague(client: Client) -> None:
    first = walk_in()
    walk_in()
    client.post("/desk/call")
    press(client, first, "start")
    told = press(
        client, first, "redirect", target=f"counter:{counter(1)}", note="handtekening ontbreekt"
    )
    assert "W 01 is doorgestuurd en behoudt de plaats." in told
    assert "voor Loket 2" in told
    other = signed_in(employee(login="other"), at="hall:1")
    other.post("/desk/call")
    told = page(other)
    assert "W 01 · Kidsid" in told
    assert "handtekening ontbreekt" in told


@pytest.mark.parametrize("target", ["", "counter:x", "moon:1", "location:nowhere"])
def test_a_redirect_to_nowhere_is_refused_in_words(client: Client, target: str) -> None:
    ticket = walk_in()
    client.post("/desk/call")
    client.post(f"/desk/tickets/{ticket.id}/redirect", {"target": target})
    assert Ticket.objects.get().state == "called"


def test_what_to_know_of_an_appointment_stands_at_the_counter(client: Client) -> None:
    made = booked("An Peeters", interpreter="ar", mobility=True)
    actions.check_in(appointment=made.id, now=clock.now(), actor="kiosk:hall")
    client.post("/desk/call")
    told = page(client)
    for words in ("An Peeters", "tolk Arabisch", "minder mobiel", "15 minuten"):
        assert words in told


def test_a_ticket_that_this_counter_cannot_help_is_shown_as_anothers() -> None:
    daily = {"opens": time(0), "closes": time(23, 55), "weekdays": tuple(range(7))}
    open_city(spots={"hall": Spot(desks=(Desk(("civil",), **daily), Desk(**daily)))})
    client = signed_in(employee())
    walk_in()
    assert "voor een ander loket" in page(client)


def test_a_receptionist_sees_the_queue_without_the_acts_of_the_counter() -> None:
    open_city()
    walk_in()
    told = page(signed_in(employee(Role.RECEPTION), at="hall"))
    assert "W 01" in told
    assert "Roep volgende" not in told
    assert "Kies een loket" not in told


def test_the_refreshed_part_holds_the_queue_and_nothing_else(client: Client) -> None:
    walk_in()
    told = client.get("/desk/line").content.decode()
    assert "W 01" in told
    assert 'id="line"' in told
    assert 'id="coming"' in told
    assert "<html" not in told


def test_the_page_asks_the_database_as_often_for_many_as_for_few(client: Client) -> None:
    def asked() -> int:
        page(client)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/desk/")
        return len(seen)

    walk_in()
    booked("An Peeters")
    few = asked()
    for number in range(6):
        walk_in()
        booked(f"Bo{number} Smets")
    assert asked() == few
