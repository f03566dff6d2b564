"""Before a kiosk is placed: the offer beside who comes to the house."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.channels.desk.helpers import employee, signed_in
from tests.channels.desk.test_kiosks import city

from loket.domain.kiosks.placing import Demand
from loket.domain.people.may import Role
from loket.kit import packs
from loket.offices.kiosks.models import DemandRate

pytestmark = pytest.mark.django_db
PAGE = "/desk/kiosks/placing"


def planner() -> Client:
    city()
    for band, rate in (("18-29", 500), ("65+", 20)):
        one = Demand("KIDSID", band, date(2021, 9, 1), rate)
        DemandRate.objects.create(key=band, definition=packs.to_json(one))
    return signed_in(employee(Role.PLANNER))


def ask(desk: Client, *visitors: int, target: int = 10) -> str:
    facts = {f"visitors_{i}": count for i, count in enumerate(visitors)}
    return desk.get(PAGE, {"target": target, **facts}).content.decode()


def test_t56_the_offer_is_held_against_who_comes_before_a_kiosk_is_placed() -> None:
    desk = planner()
    assert "Bezoekers van 18-29 jaar" in desk.get(PAGE).content.decode()
    library = ask(desk, 0, 2000, 0, 0, 200)
    assert "Ja: het aanbod past bij wie er komt." in library
    home = ask(desk, 0, 0, 0, 0, 2000)
    assert "Nee: wie er komt, heeft dit aanbod te weinig nodig." in home
    assert "Verwacht: 0,8 klanten per week." in home
    assert "Het doel is 10 klanten per week." in home


def test_what_is_no_number_of_visitors_is_asked_again() -> None:
    desk = planner()
    answer = desk.get(PAGE, {"target": "10", "visitors_0": "-1", "visitors_1": "many"})
    assert answer.status_code == 422
    assert "Verwacht" not in answer.content.decode()


def test_the_link_stands_beside_the_kiosks_and_a_clerk_places_none() -> None:
    desk = planner()
    assert PAGE in desk.get("/desk/kiosks").content.decode()
    assert signed_in(employee(location="hall")).get(PAGE).status_code in (302, 403)
