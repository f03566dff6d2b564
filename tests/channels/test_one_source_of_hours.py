"""Page, kiosk, API, feed and phone script say the same of one day, as soon as it changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from tests.channels.api.helpers import DAILY, get
from tests.factories.city import Desk, Spot, make_city

from loket.domain.places import spoken
from loket.foundations.places import models as places
from loket.foundations.places import queries
from loket.foundations.places.actions import begin_edition
from loket.kit import clock
from loket.offices.appointments import actions

pytestmark = pytest.mark.django_db


def open_hall() -> date:
    """A hall that is open every day of the week; gives today, as its city counts days."""
    make_city({"hall": Spot(desks=(Desk(weekdays=DAILY),))}, now=clock.now())
    return clock.now().astimezone(queries.snapshot().zone).date()


def close(day: date) -> None:
    starts = datetime.combine(day, datetime.min.time(), tzinfo=queries.snapshot().zone)
    actions.close(
        location="hall", starts_at=starts, ends_at=starts + timedelta(days=1),
        reason={"nl": "Waterschade."}, now=clock.now(), actor="system:test",
    )  # fmt: skip


def row_of_today(page: str) -> str:
    """What the picture of the week says of today, in the words beside it."""
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    (found,) = (one for one in rows if 'scope="row"' in one and "vandaag" in one)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())


def portal() -> str:
    return row_of_today(Client().get("/locations/hall").content.decode())


def kiosk() -> str:
    client = Client()
    start = client.get("/kiosk/hall/").content.decode()
    found = re.search(r'href="(/kiosk/hall/[^/"]+/)where"', start)
    assert found
    return row_of_today(client.get(f"{found[1]}where/hall").content.decode())


def phone(day: date) -> bool:
    """Whether the voice says that the place is closed then."""
    return f"Gesloten op {spoken.on_day(day)}" in Client().get("/hours").content.decode()


def special(day: date) -> Callable[[dict[str, object]], list[tuple[str, str]]]:
    def of(told: dict[str, object]) -> list[tuple[str, str]]:
        listed = told["specialOpeningHoursSpecification"]
        assert isinstance(listed, list)
        return [(one["opens"], one["closes"]) for one in listed if one["validFrom"] == f"{day}"]

    return of


def feed() -> dict[str, object]:
    (only,) = Client().get("/feeds/hours.json").json()["@graph"]
    return only


def test_on_an_ordinary_day_every_channel_says_the_ordinary_hours() -> None:
    today = open_hall()
    assert "9 tot 12 uur" in portal()
    assert "9 tot 12 uur" in kiosk()
    assert not phone(today)
    for told in (get("/locations/hall").json(), feed()):
        assert special(today)(told) == []


def test_a_closure_is_on_every_channel_at_once() -> None:
    today = open_hall()
    close(today)
    assert "gesloten" in portal()
    assert "gesloten" in kiosk()
    assert phone(today)
    for told in (get("/locations/hall").json(), feed()):
        assert special(today)(told) == [("00:00", "00:00")]


@pytest.mark.parametrize("kind", ["statutory", "municipal"])
def test_a_holiday_closes_on_every_channel_whoever_decided_it(kind: str) -> None:
    today = open_hall()
    places.Holiday.objects.create(day=today, name={"nl": "Feest van de stad"}, kind=kind)
    begin_edition()
    assert "gesloten" in portal()
    assert "gesloten" in kiosk()
    assert phone(today)
    for told in (get("/locations/hall").json(), feed()):
        assert special(today)(told) == [("00:00", "00:00")]
