"""Closures and hours: seen before they are announced, followed after."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.channels.desk.helpers import booked, employee, open_city, signed_in, tomorrow
from tests.channels.desk.test_calling import page

from loket.domain.people.may import Role
from loket.foundations.messages.models import Message
from loket.foundations.places.models import Closure, Window
from loket.kit import clock
from loket.offices.appointments import actions, queries
from loket.offices.appointments.models import Appointment

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """A manager of the hall, who plans and serves."""
    open_city()
    return signed_in(employee(Role.MANAGER), at="hall")


def closing(**more: str) -> dict[str, str]:
    day = tomorrow().isoformat()
    return {"since": day, "until": day, "reason": "Verbouwing"} | more


def weekly(hours: str, thing: str = "counters", **days: str) -> dict[str, str]:
    week = {f"day{day}": hours for day in range(7)} | days
    return {"thing": thing, "valid_from": tomorrow().isoformat()} | week


def test_a_closure_is_first_shown_with_its_people_and_changes_nothing(client: Client) -> None:
    booked("An Peeters", since=tomorrow())
    booked("Bo Smets", since=tomorrow(), email="")
    told = page_of(client.post("/desk/places/close", closing()))
    assert "Gevolgen voor 2 personen" in told
    assert "Eén persoon gaf geen adres" in told
    assert "An Peeters" in told
    assert not Closure.objects.exists()
    assert Appointment.objects.filter(state="booked").count() == 2


def page_of(answer: object) -> str:
    from tests.channels.desk.test_calling import TAGS

    return " ".join(TAGS.sub(" ", answer.content.decode()).split())


def test_confirmed_it_displaces_tells_and_is_followed_until_they_accept(client: Client) -> None:
    made = booked("An Peeters", since=tomorrow())
    answer = client.post("/desk/places/close", closing(confirm="1"), follow=True)
    told = page_of(answer)
    assert "0 van 1 hebben een ander moment aanvaard." in told
    assert "aangeboden" in told
    assert Message.objects.filter(kind="displaced").count() == 1
    record = queries.find_appointment(made.code, made.secret, now=clock.now())
    actions.move(appointment=made.id, hold=record.offer.hold, now=clock.now(), actor="resident")
    told = page(client, f"/desk/places/closures/{Closure.objects.get().pk}")
    assert "1 van 1 hebben een ander moment aanvaard." in told
    assert "aanvaard" in told
    assert "Verbouwing" in page(client, "/desk/places")


def test_a_planner_sees_codes_and_no_names() -> None:
    open_city()
    made = booked("An Peeters", since=tomorrow())
    planner = signed_in(employee(Role.PLANNER), at="hall")
    told = page_of(planner.post("/desk/places/close", closing()))
    assert made.code in told
    assert "Peeters" not in told


def test_a_closure_that_is_over_or_ends_before_it_begins_is_refused(client: Client) -> None:
    long_ago = {"since": "2020-01-01", "until": "2020-01-02"}
    backwards = {"since_at": "12:00", "until_at": "09:00"}
    for wrong in (long_ago, backwards, {"since": "soon"}, {"reason": ""}, {"counter": "99"}):
        for confirm in ({}, {"confirm": "1"}):
            answer = client.post("/desk/places/close", closing(**wrong, **confirm))
            assert answer.status_code == 422, wrong
    assert not Closure.objects.exists()


def test_a_closure_from_today_leaves_what_is_over_as_it_was(client: Client) -> None:
    today = clock.now()
    client.post(
        "/desk/places/close",
        closing(since=(tomorrow().replace(year=2020)).isoformat(), confirm="1"),
    )
    assert Closure.objects.get().starts_at >= today


def test_a_closure_is_taken_back_by_its_own_location_only(client: Client) -> None:
    client.post("/desk/places/close", closing(confirm="1"))
    made = Closure.objects.get()
    elsewhere = signed_in(employee(Role.MANAGER, "nook", login="nook"), at="nook")
    assert elsewhere.get(f"/desk/places/closures/{made.pk}").status_code == 404
    elsewhere.post(f"/desk/places/closures/{made.pk}/reopen")
    assert Closure.objects.exists()
    client.post(f"/desk/places/closures/{made.pk}/reopen")
    assert not Closure.objects.exists()


def test_hours_are_shown_side_by_side_before_they_change(client: Client) -> None:
    made = booked(since=tomorrow())
    told = page_of(client.post("/desk/places/hours", weekly("22.00-23.00")))
    assert "Alle loketten vanaf" in told
    assert "Van 334,8 naar 14,0 loketuren per week." in told
    assert "Gevolgen voor 1 persoon" in told
    assert not Window.objects.filter(from_desk=True).exists()
    client.post("/desk/places/hours", weekly("22.00-23.00", confirm="1"))
    changed = Window.objects.filter(from_desk=True, valid_from=tomorrow())
    assert changed.count() == 14
    assert Appointment.objects.get(id=made.id).state == "displaced"


def test_hours_of_one_counter_leave_the_other_alone(client: Client) -> None:
    client.post("/desk/places/hours", weekly("9-12 zonder afspraak", "counter:1", confirm="1"))
    changed = Window.objects.filter(from_desk=True)
    assert {one.counter.lane for one in changed} == {1}
    assert {one.reserved_for for one in changed} == {"walk_in"}


@pytest.mark.parametrize("typed", ["9", "12-9", "25-26", "9-12 misschien", "9.00-12.00, 11-13"])
def test_hours_that_cannot_be_are_refused_at_their_day(client: Client, typed: str) -> None:
    client.post("/desk/places/hours", weekly(typed, confirm="1"))
    assert not Window.objects.filter(from_desk=True).exists()


def test_hours_from_the_past_are_refused(client: Client) -> None:
    answer = client.post("/desk/places/hours", weekly("9-12", valid_from="2020-01-01", confirm="1"))
    assert answer.status_code == 422
    assert not Window.objects.filter(from_desk=True).exists()


def test_the_form_begins_with_the_hours_of_now(client: Client) -> None:
    content = client.get("/desk/places/hours").content.decode()
    assert len(re.findall(r'value="0\.00-23\.55"', content)) == 7
