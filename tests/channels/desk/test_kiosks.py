"""The kiosks at the desk, and the page of the house in which one stands."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.channels.desk.helpers import employee, open_city, signed_in

from loket.domain.people.may import Role
from loket.foundations.places.models import ContactPoint
from loket.kit import clock
from loket.offices.kiosks import actions, queries
from loket.offices.kiosks.models import Device, Supply

pytestmark = pytest.mark.django_db


def city() -> None:
    """A hall with employees, and two houses with a kiosk."""
    open_city()
    for code, target in (("library", 20), ("sports", 20)):
        ContactPoint.objects.create(
            code=code, name={"nl": code.title()}, host=code.title(), target_per_week=target,
            opened_on=clock.now().date() - timedelta(days=60),
        )  # fmt: skip


def used(point: str, product: str, times: int) -> None:
    week = clock.now() - timedelta(days=7)
    actions.count_use(point=point, product=product, now=week, times=times)


def test_an_administrator_makes_a_code_with_which_a_machine_becomes_a_kiosk() -> None:
    city()
    admin = signed_in(employee(Role.ADMINISTRATOR, ""))
    page = admin.post("/desk/kiosks/library/enrol", follow=True).content.decode()
    code = re.search(r"Typ op het toestel: ([A-Z0-9 ]{14})\.", page)
    assert code
    assert Client().post("/kiosk/library/enrol", {"typed": code[1]}).status_code == 302
    device = Device.objects.get()
    admin.post(f"/desk/kiosks/machines/{device.id}/printer", {"address": "ipp://printer/ipp"})
    assert Device.objects.get().printer == "ipp://printer/ipp"
    admin.post(f"/desk/kiosks/machines/{device.id}/revoke")
    assert Device.objects.get().revoked_at is not None


def test_a_call_for_help_stands_on_every_page_of_who_may_answer_it() -> None:
    city()
    clerk, planner = signed_in(employee()), signed_in(employee(Role.PLANNER))
    actions.call_help(point="library", now=clock.now())
    assert "vraagt iemand hulp" in clerk.get("/desk/").content.decode()
    assert "vraagt iemand hulp" not in planner.get("/desk/kiosks").content.decode()
    page = clerk.get("/desk/kiosks").content.decode()
    address = re.search(r'action="(/desk/kiosks/calls/\d+)"', page)
    assert address
    clerk.post(address[1], {"do": "answer"})
    found = queries.find_call("library")
    assert found is not None
    assert found.answered_at is not None
    clerk.post(address[1], {"do": "end"})
    assert "vraagt iemand hulp" not in clerk.get("/desk/").content.decode()


def test_the_page_ranks_by_use_beside_the_target_and_hides_small_cells() -> None:
    city()
    used("library", "KIDSID", 4)
    used("sports", "KIDSID", 40)
    used("sports", "book", 30)
    page = signed_in(employee(Role.MANAGER)).get("/desk/kiosks").content.decode()
    assert page.index("1. Sports") < page.index("2. Library")
    assert "doel 20" in page
    assert "te weinig om te tonen" in page
    assert "Een afspraak maken" in page


@pytest.mark.parametrize(
    "query", ["", "?since=x", "?since=2026-01-01&until=2020-01-01", "?trial=x"]
)
def test_a_period_that_makes_no_sense_is_the_usual_one(query: str) -> None:
    city()
    assert signed_in(employee(Role.MANAGER)).get(f"/desk/kiosks{query}").status_code == 200


def test_a_clerk_makes_no_codes_and_revokes_nothing() -> None:
    city()
    clerk = signed_in(employee())
    assert clerk.post("/desk/kiosks/library/enrol").status_code == 403
    assert "Maak een code" not in clerk.get("/desk/kiosks").content.decode()


def test_a_host_sees_weeks_and_paper_and_puts_paper_in() -> None:
    city()
    code = actions.make_code(point="library", actor="system:test", now=clock.now())
    actions.enrol(code=code, now=clock.now())
    used("library", "KIDSID", 12)
    address = queries.host_path("library")
    page = Client().get(address).content.decode()
    assert "Library" in page
    assert "12" in page
    assert "Kidsid" not in page
    Client().post(address, {"sheets": "500"})
    assert (Supply.objects.get().sheets, Device.objects.get().sheets) == (500, 500)
    assert Client().post(address, {"sheets": "-4"}).status_code == 422


@pytest.mark.parametrize("secret", ["", "?s=wrong", "?s=" + "0" * 32])
def test_without_its_own_address_nobody_sees_the_page_of_a_house(secret: str) -> None:
    city()
    assert Client().get(f"/kiosk-host/library{secret}").status_code == 404
    other = queries.host_path("sports").partition("?")[2]
    assert Client().get(f"/kiosk-host/library?{other}").status_code == 404
