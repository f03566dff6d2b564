"""Who enters which address of the desk: every address, every role, and a stranger."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import URLPattern
from tests.channels.desk.helpers import PASSWORD, booked, employee, open_city, signed_in, walk_in

from loket.channels.desk.urls import urlpatterns
from loket.domain.people.may import Role
from loket.foundations.people.models import Assignment
from loket.offices.queues.models import Ticket

pytestmark = pytest.mark.django_db

WITH_DOOR = [one for one in urlpatterns if "anyone" not in one.callback.open_to]
#: What may stand in an address, by the kind of its place.
SOMETHING = {
    "UUIDConverter": uuid.UUID(int=1), "IntConverter": 1, "SlugConverter": "start",
    "StringConverter": "ACDEFGHJ",
}  # fmt: skip


def address(pattern: URLPattern) -> str:
    from django.urls import reverse

    places = pattern.pattern.converters.items()
    kwargs = {name: SOMETHING[type(kind).__name__] for name, kind in places}
    return reverse(f"desk:{pattern.name}", kwargs=kwargs)


def knock(client: Client, pattern: URLPattern) -> int:
    """The answer to GET, or to POST where GET is no way in."""
    answer = client.get(address(pattern))
    return (
        client.post(address(pattern)).status_code
        if answer.status_code == 405
        else answer.status_code
    )


def test_a_stranger_is_sent_to_sign_in_from_every_address() -> None:
    for pattern in WITH_DOOR:
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address(pattern))
            assert answer.status_code in (302, 405), pattern.name
            if answer.status_code == 302:
                assert answer["Location"].startswith("/desk/sign-in"), pattern.name


@pytest.mark.parametrize("role", list(Role))
def test_every_role_enters_its_own_addresses_and_no_others(role: Role) -> None:
    open_city()
    client = signed_in(employee(role))
    for pattern in WITH_DOOR:
        open_to = pattern.callback.open_to
        found = knock(client, pattern)
        if "employee" in open_to or str(role) in open_to:
            assert found in (200, 302, 404, 422), f"{role} {pattern.name}: {found}"
        else:
            assert found == 403, f"{role} {pattern.name}: {found}"


def test_an_employee_of_another_location_sees_nothing_of_this_one() -> None:
    open_city()
    ticket, appointment = walk_in(), booked("Bo Smets")
    client = signed_in(employee(location="nook"), at="nook:0")
    assert client.get(f"/desk/tickets/{ticket.id}").status_code == 404
    assert ticket.number not in client.get("/desk/").content.decode()
    found = client.get("/desk/find?q=smets").content.decode()
    assert appointment.code not in found
    assert "Bo Smets" not in client.get("/desk/day").content.decode()


def test_an_employee_cannot_act_on_a_ticket_of_another_location() -> None:
    open_city()
    ticket = walk_in()
    client = signed_in(employee(location="nook"), at="nook:0")
    client.post(f"/desk/tickets/{ticket.id}/leave")
    assert Ticket.objects.get(id=ticket.id).state == "waiting"


def test_one_cannot_stand_at_a_location_that_is_not_ones_own() -> None:
    open_city()
    client = signed_in(employee(), at="nook:0")
    assert "Hall" in client.get("/desk/").content.decode()


def test_who_has_two_locations_chooses_first_and_without_a_running_role_nobody_enters() -> None:
    open_city()
    who = employee()
    Assignment.objects.create(
        employee=who, role="clerk", location_code="nook", valid_from="2020-01-01"
    )
    client = Client()
    client.force_login(who)
    assert client.get("/desk/")["Location"] == "/desk/counter"
    Assignment.objects.filter(employee=who).update(valid_to="2020-02-01")
    assert client.get("/desk/").status_code == 403


def test_a_page_of_another_site_is_never_where_signing_in_leads() -> None:
    open_city()
    employee()
    for wanted, leads in (("//evil.example/desk/", "/desk/"), ("/desk/day", "/desk/day")):
        answer = Client().post(
            "/desk/sign-in", {"login": "Clerk ", "password": PASSWORD, "next": wanted}
        )
        assert answer["Location"] == leads


def test_five_wrong_passwords_close_the_door_calmly_for_that_name_alone() -> None:
    open_city()
    employee()
    employee(login="other")
    for _ in range(5):
        answer = Client().post("/desk/sign-in", {"login": "clerk", "password": "wrong"})
    assert answer.status_code == 429
    assert "kwartier" in answer.content.decode()
    right = Client().post("/desk/sign-in", {"login": "clerk", "password": PASSWORD})
    assert right.status_code == 429
    other = Client().post("/desk/sign-in", {"login": "other", "password": PASSWORD})
    assert other.status_code == 302


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer() -> None:
    open_city()
    employee()
    answers = [
        Client().post("/desk/sign-in", {"login": login, "password": "wrong"})
        for login in ("clerk", "nobody")
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert all("klopt niet" in answer.content.decode() for answer in answers)


def test_signing_out_ends_it() -> None:
    open_city()
    client = signed_in(employee())
    client.post("/desk/sign-out")
    assert client.get("/desk/").status_code == 302


def test_who_may_not_enter_is_led_back_to_the_own_work_and_not_to_the_portal() -> None:
    open_city()
    answer = signed_in(employee(Role.RECEPTION)).get("/desk/colleagues")
    assert answer.status_code == 403
    assert '<a class="go" href="/desk/">' in answer.content.decode()


def test_the_first_page_of_a_receptionist_leads_to_the_reception() -> None:
    open_city()
    page = signed_in(employee(Role.RECEPTION), at="hall").get("/desk/").content.decode()
    assert '<a class="go" href="/desk/reception">' in page
