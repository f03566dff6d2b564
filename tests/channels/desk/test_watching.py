"""Figures, offer, journal, outbox and employees."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.channels.desk.helpers import PASSWORD, booked, employee, open_city, signed_in
from tests.channels.desk.test_calling import page

from loket.domain.people.may import Role
from loket.foundations.messages.models import Message
from loket.foundations.people.models import Assignment, Employee
from loket.foundations.places.models import District
from loket.kit import clock
from loket.offices.appointments import actions
from loket.offices.appointments.models import Appointment
from loket.offices.evaluation import tasks

pytestmark = pytest.mark.django_db


def administrator() -> Client:
    """Who looks after accounts, everywhere."""
    return signed_in(employee(Role.ADMINISTRATOR, ""), at="hall")


def test_the_journal_tells_who_did_what_to_an_appointment() -> None:
    open_city()
    manager = signed_in(employee(Role.MANAGER), at="hall")
    made = booked()
    manager.post(f"/desk/appointments/{made.code}/cancel")
    told = page(manager, f"/desk/following?code={made.code}")
    assert "hold de bewoner" in told
    assert "cancel Manager Claes" in told
    elsewhere = signed_in(employee(Role.MANAGER, "nook", login="nook"), at="nook")
    assert "geen afspraak met deze code" in page(elsewhere, f"/desk/following?code={made.code}")


def test_a_message_that_was_given_up_is_shown_to_somebody_who_calls_instead() -> None:
    open_city()
    booked()
    Message.objects.filter(kind="booked").update(given_up_at=clock.now())
    told = page(signed_in(employee(Role.MANAGER), at="hall"), "/desk/following")
    assert "bel deze mensen" in told
    assert "an@example.org" in told


def test_a_new_employee_may_do_nothing_before_a_role_is_given() -> None:
    open_city()
    admin = administrator()
    hired = {"name": "Bo Smets", "login": "Bo", "password": PASSWORD}
    answer = admin.post("/desk/colleagues", hired)
    made = Employee.objects.get(login="bo")
    assert answer["Location"] == f"/desk/colleagues/{made.pk}"
    newcomer = Client()
    newcomer.post("/desk/sign-in", {"login": "bo", "password": PASSWORD})
    assert newcomer.get("/desk/").status_code == 403
    role = {"role": "clerk", "location": "hall", "since": "2020-01-01"}
    admin.post(f"/desk/colleagues/{made.pk}/assign", role)
    assert newcomer.get("/desk/").status_code == 200
    given = Assignment.objects.get(employee=made)
    admin.post(f"/desk/colleagues/{made.pk}/assignments/{given.pk}/end")
    assert newcomer.get("/desk/").status_code == 403


def test_a_new_password_ends_the_old_one_and_a_closed_account_lets_nobody_in() -> None:
    open_city()
    admin, who = administrator(), employee()
    url = f"/desk/colleagues/{who.pk}"
    old = signed_in(who)
    admin.post(f"{url}/password", {"password": "een-heel-nieuw-9-woord"})
    assert old.get("/desk/").status_code == 302
    admin.post(f"{url}/close")
    fields = {"login": "clerk", "password": "een-heel-nieuw-9-woord"}
    assert Client().post("/desk/sign-in", fields).status_code == 422


def test_a_weak_password_a_taken_login_and_an_unknown_role_are_refused_in_words() -> None:
    open_city()
    admin, who = administrator(), employee()
    for wrong in ({"password": "kort"}, {"login": "clerk"}, {"name": ""}):
        hired = {"name": "Bo", "login": "bo", "password": PASSWORD} | wrong
        assert admin.post("/desk/colleagues", hired).status_code == 422
    admin.post(f"/desk/colleagues/{who.pk}/assign", {"role": "mayor", "since": "2020-01-01"})
    assert Assignment.objects.filter(employee=who).count() == 1
    assert not Employee.objects.filter(login="bo").exists()


def test_a_manager_sees_colleagues_and_hires_nobody() -> None:
    open_city()
    manager = signed_in(employee(Role.MANAGER), at="hall")
    assert "leidinggevende (Hall)" in page(manager, "/desk/colleagues")
    hired = {"name": "Bo", "login": "bo", "password": PASSWORD}
    assert manager.post("/desk/colleagues", hired).status_code == 422
    assert not Employee.objects.filter(login="bo").exists()


def test_the_matrix_shows_what_every_location_can() -> None:
    open_city()
    told = page(signed_in(employee(Role.PLANNER), at="hall"), "/desk/offer")
    assert "Wat elke locatie kan" in told
    assert "kluis" in told


def visits(district: str, count: int) -> None:
    """So many visits of people from a district, this morning."""
    for number in range(count):
        made = booked(f"{district}{number} Smets", district=district)
        at = clock.now() - timedelta(minutes=1)
        Appointment.objects.filter(id=made.id).update(starts_at=at)
        for state in ("checked_in", "in_service", "done"):
            actions.mark(appointment=made.id, state=state, now=clock.now(), actor="system:test")


def test_figures_hide_a_district_with_few_visitors_and_tell_the_interval() -> None:
    open_city()
    for name in ("centre", "north", "south"):
        District.objects.create(code=name, name=name.title(), valid_from="2020-01-01")
    visits("centre", 8)
    visits("north", 7)
    visits("south", 1)
    told = page(signed_in(employee(Role.PLANNER), at="hall"), "/desk/figures")
    assert "Van 16 bezoeken waarbij het district gezegd is." in told
    assert re.search(r"Centre 8 bezoeken: 50,00 % \(2\d,\d–7\d,\d\)", told)
    assert "South te weinig om te tonen" in told
    assert not re.search(r"\b1 bezoeken", told)


def test_figures_show_what_was_measured_and_say_when_nothing_was() -> None:
    open_city()
    planner = signed_in(employee(Role.PLANNER), at="hall")
    assert "Nog niet gemeten" in page(planner, "/desk/figures")
    tasks.keep_first_free(clock.now())
    assert "producten kan men vandaag nog komen" in page(planner, "/desk/figures")


@pytest.mark.parametrize(
    "query",
    ["since=x&until=y", "since=2026-01-02&until=2026-01-01", "since=1900-01-01&until=2100-01-01"],
)
def test_a_period_that_makes_no_sense_becomes_the_last_four_weeks(query: str) -> None:
    open_city()
    planner = signed_in(employee(Role.PLANNER), at="hall")
    content = planner.get(f"/desk/figures?{query}").content.decode()
    shown = re.findall(r'name="(?:since|until)" type="date" value="([^"]+)"', content)
    assert len(shown) == 2
    assert "1900" not in "".join(shown)
