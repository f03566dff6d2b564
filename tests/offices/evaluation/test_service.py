"""The service itself is measured each minute, and shown beside what the city promises."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from tests.factories.city import NOW, Spot, make_city, product
from tests.factories.pack import write_pack

from loket.connectors.frontdoor import SimulatedFrontDoor
from loket.foundations.catalogue import actions as catalogue
from loket.foundations.catalogue import queries as catalogue_queries
from loket.kit import clock
from loket.offices.appointments import actions as appointments
from loket.offices.appointments import tasks as appointment_tasks
from loket.offices.appointments.queries import Item
from loket.offices.evaluation import actions, tasks
from loket.offices.evaluation.models import Look, ServiceLevel
from loket.offices.evaluation.queries import Service, service

pytestmark = pytest.mark.django_db

ZONE = "Europe/Brussels"
MINUTE = timedelta(minutes=1)
LEVEL = {"valid_from": "2021-06-11", "uptime_percent": 99.5, "answer_ms": 1000}


def promise(**facts: object) -> None:
    definition = LEVEL | {"success_percent": 50} | facts
    ServiceLevel.objects.create(
        valid_from=date.fromisoformat(str(definition["valid_from"])), definition=definition
    )


def look(*answers: int | None, until: datetime = NOW) -> None:
    """One look a minute, the last one at ``until``."""
    door = SimulatedFrontDoor(answers)
    for minutes in reversed(range(len(answers))):
        actions.look(door=door, now=until - minutes * MINUTE)


def hold(hour: str, client: str, channel: str = "", *, now: datetime = NOW) -> None:
    """A moment held, and booked through this channel unless it is empty."""
    held = appointments.hold(
        token=f"hall_2026-11-24_{hour}", items=[Item("KIDSID")], client=client, now=now,
        actor="resident",
    )  # fmt: skip
    if channel:
        appointments.book(
            hold=held.id, name="Noor V.", email=f"at{hour}@example.org", now=now,
            actor="resident", channel=channel,
        )  # fmt: skip


def parts(found: Service) -> dict[str, tuple[float | None, int, bool | None]]:
    return {one.part: (one.value, one.n, one.kept) for one in found.standings}


def test_minutes_in_which_the_door_opened_are_counted_against_the_promise() -> None:
    promise()
    look(*[100] * 9, None, 300)
    found = service(NOW, zone=ZONE)
    assert found.is_open is True
    assert parts(found)["uptime"] == (90.9, 11, False)
    assert parts(found)["answer"] == (100, 10, True)
    assert found.outages == ((NOW.date(), 1),)


def test_two_looks_in_one_minute_are_one() -> None:
    look(100)
    look(900, until=NOW + timedelta(seconds=30))
    assert [one.milliseconds for one in Look.objects.all()] == [100]


def test_an_old_look_says_nothing_about_now_nor_does_one_of_the_future() -> None:
    assert service(NOW, zone=ZONE).is_open is None
    look(100, until=NOW - timedelta(minutes=6))
    look(100, until=NOW + timedelta(minutes=6))
    assert service(NOW, zone=ZONE).is_open is None
    look(None)
    assert service(NOW, zone=ZONE).is_open is False


def test_looks_of_before_the_period_do_not_count_and_are_forgotten_after_a_year() -> None:
    look(*[None] * 8, until=NOW - timedelta(days=29))
    assert parts(service(NOW, zone=ZONE))["uptime"] == (None, 0, None)
    assert tasks.forget_looks(NOW) == 0
    assert tasks.forget_looks(NOW + timedelta(days=400)) == 8


def test_of_moments_that_people_held_those_that_became_an_appointment_are_counted() -> None:
    make_city({"hall": Spot()}, products=(product("KIDSID"),))
    promise(success_percent=80)
    for hour in ("0900", "0915", "0930"):
        hold(hour, f"somebody at {hour}", "portal")
    hold("0945", "somebody at home", "api")
    hold("1000", "somebody who goes away")
    hold("1015", "somebody who still decides", now=NOW + 2 * MINUTE)
    hold("1030", "", "desk")
    hold("1045", "")
    later = NOW + timedelta(minutes=11)
    appointment_tasks.lapse_holds(later)
    assert parts(service(later, zone=ZONE))["success"] == (80, 5, True)


def test_the_promise_in_force_is_the_latest_that_has_begun() -> None:
    promise(answer_ms=2000)
    promise(valid_from="2026-01-01", answer_ms=700)
    promise(valid_from="2027-01-01", answer_ms=300)
    level = service(NOW, zone=ZONE).level
    assert level is not None
    assert level.answer_ms == 700


def test_a_city_pack_promises_and_takes_back(tmp_path) -> None:
    levels = "[[service_levels]]\nvalid_from = 2021-06-11\nuptime_percent = 99.5\n"
    whole = f"{levels}answer_ms = 800\nsuccess_percent = 60\nfictional = true\n"
    for text, count in ((whole, 1), ("", 0)):
        folder = write_pack(tmp_path, evaluation=text)
        pack = catalogue_queries.read_pack(folder)
        assert pack.problems == ()
        catalogue.load(pack=pack, now=NOW, actor="system:test")
        assert ServiceLevel.objects.count() == count


def test_the_page_says_whether_everything_works_and_what_was_promised() -> None:
    make_city({"hall": Spot()}, now=clock.now())
    promise(fictional=True)
    look(*[120] * 6, until=clock.now())
    page = Client().get("/status").content.decode()
    for words in ("Alles werkt", "100 % van de minuten", "binnen 0,12 s", "fictief"):
        assert words in page
    assert "nog te weinig gemeten" in page
    assert "telkens als we keken" in page


def test_the_page_says_when_the_website_was_not_there_and_that_it_is_not_now() -> None:
    make_city({"hall": Spot()}, now=clock.now())
    look(*[None] * 6, until=clock.now())
    page = Client().get("/status").content.decode()
    assert "antwoordt nu niet zoals het hoort" in page
    assert "telkens als we keken" not in page
    english = Client().get("/status?lang=en").content.decode()
    assert "does not answer as it should" in english
