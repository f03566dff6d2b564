"""The roadmap: what was promised for which quarter, and whether it came."""

from datetime import date

import pytest
from django.test import Client
from tests.factories.city import make_city, product

from loket.domain.catalogue.product import Plan

pytestmark = pytest.mark.django_db


def page(client: Client, *plans: Plan) -> str:
    make_city(products=(product("ATTEST", roadmap=plans),))
    return " ".join(client.get("/roadmap").content.decode().split())


def plan(quarter: str, done_on: date | None = None) -> Plan:
    return Plan(quarter, {"nl": f"automatisch {quarter}"}, done_on=done_on)


def test_t17_what_was_delivered_says_its_quarter_and_that_it_came_in_time(client: Client) -> None:
    said = page(client, plan("2022-Q1", date(2022, 3, 31)))
    assert "donderdag 31 maart 2022" in said
    assert "Beloofd voor 2022-Q1:" in said
    assert "op tijd" in said
    assert "Gepland" not in said.split("<h1>")[1]


def test_what_came_after_its_quarter_is_said_to_be_late(client: Client) -> None:
    assert "later dan beloofd" in page(client, plan("2022-Q1", date(2022, 4, 1)))


def test_what_is_not_done_when_its_quarter_is_over_is_late(client: Client) -> None:
    said = page(client, plan("2022-Q2"), plan("2099-Q1"))
    late, due = said.index("2022-Q2"), said.index("2099-Q1")
    assert "te laat" in said[late:due]
    assert "te laat" not in said[due:]
