"""What a kiosk keeps, refuses and forgets; without a browser."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.stories.kiosk.helpers import open_city

from loket.channels.kiosk import basket, keys
from loket.domain.appointments.codes import ALPHABET
from loket.foundations.journal.models import Line
from loket.foundations.places.models import ContactPoint, Location
from loket.kit import clock
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item

pytestmark = pytest.mark.django_db


def begin(client: Client, code: str = "hall") -> str:
    """The address of a new visit, up to the screen."""
    page = client.get(f"/kiosk/{code}/").content.decode()
    found = re.search(rf'href="(/kiosk/{code}/[^/"]+/)book"', page)
    assert found
    return found[1]


def held(client: Client, visit: str) -> str:
    """The address of a moment that was held within a visit."""
    address = f"{visit}book/moments?item=KIDSID:1"
    page = client.get(address).content.decode()
    token = re.search(r'name="moment" value="([^"]+)"', page)
    assert token
    return client.post(address, {"moment": token[1]})["Location"]


def booked(client: Client, visit: str) -> str:
    """The address of a confirmation within a visit."""
    address = held(client, visit)
    return client.post(address, {"asked": "way", "do": "none", "name": "An"})["Location"]


@pytest.mark.parametrize("code", ["nowhere", "closed"])
def test_there_is_no_kiosk_where_there_is_no_place_or_no_longer(client: Client, code: str) -> None:
    open_city()
    today = clock.now().date()
    ContactPoint.objects.create(
        code="closed", name={"nl": "Weg"}, opened_on=date(2021, 9, 9), closed_on=today
    )
    assert client.get(f"/kiosk/{code}/").status_code == 404


def test_a_contact_point_in_a_location_serves_its_queue(client: Client) -> None:
    open_city()
    ContactPoint.objects.update(location=_location("hall"))
    page = client.get("/kiosk/library/").content.decode()
    assert "Ik heb een afspraak" in page
    assert "Bibliotheek" in page


def test_an_address_of_another_visit_leads_to_the_first_screen(client: Client) -> None:
    open_city()
    former = begin(client)
    assert client.get(f"{former}book").status_code == 200
    begin(client)
    answer = client.get(f"{former}book")
    assert (answer.status_code, answer["Location"]) == (302, "/kiosk/hall/")


def test_a_confirmation_opens_in_its_own_visit_only(client: Client) -> None:
    open_city()
    visit = begin(client)
    done = booked(client, visit)
    code = Appointment.objects.get().code
    assert f"{code[:4]} {code[4:]}" in client.get(done).content.decode()
    other = begin(client)
    assert client.get(done).status_code == 302
    moved = other + done.removeprefix(visit)
    assert client.get(moved)["Location"] == f"{other}book"


def test_nobody_can_forge_the_way_to_a_confirmation(client: Client) -> None:
    open_city()
    visit = begin(client)
    booked(client, visit)
    code = Appointment.objects.get().code
    assert client.get(f"{visit}book/done/hall:{code}").status_code == 302


def test_no_screen_is_kept_by_the_browser(client: Client) -> None:
    open_city()
    assert client.get("/kiosk/hall/")["Cache-Control"] == "no-store"
    visit = begin(client)
    for screen in ("check-in", "book", "book/moments?item=KIDSID:1", "where", "help"):
        assert client.get(visit + screen)["Cache-Control"] == "no-store", screen
    assert client.get(booked(client, visit))["Cache-Control"] == "no-store"


def test_leaving_lets_the_moment_go_and_forgets_language_and_letters(client: Client) -> None:
    open_city()
    client.get("/kiosk/hall/?lang=en&letters=larger")
    address = held(client, begin(client))
    page = client.get(address).content.decode()
    leave = re.search(r'data-idle-leave="([^"]+)"', page)
    assert leave
    answer = client.get(leave[1])
    assert Appointment.objects.get().state != "held"
    assert Line.objects.get(act="release").actor == "kiosk:hall"
    wiped = {name: one["max-age"] for name, one in answer.cookies.items()}
    assert wiped == {"kiosk_visit": 0, "kiosk_letters": 0, "lang": 0}


def test_leaving_after_the_confirmation_leaves_the_appointment(client: Client) -> None:
    open_city()
    booked(client, begin(client))
    client.get("/kiosk/hall/leave", {"hold": str(Appointment.objects.get().id)})
    assert Appointment.objects.get().state == "booked"


def test_what_the_cookies_say_is_nothing_of_a_person(client: Client) -> None:
    open_city()
    booked(client, begin(client))
    found = Appointment.objects.get()
    kept = " ".join(f"{one.key}={one.value}" for one in client.cookies.values())
    assert {one.key for one in client.cookies.values()} <= {"kiosk_visit", "csrftoken"}
    for secret in (found.code, str(found.id), "KIDSID", "An"):
        assert f"={secret}" not in kept
    assert not client.session.keys()


@pytest.mark.parametrize(
    "address",
    [
        "book/moments?item=KIDSID:0",
        "book/moments?item=KIDSID:9999",
        "book/moments?item=NOTHING:1",
        "book/moments?item=KIDSID:1&page=9999&day=soon",
        "book/moments?item=KIDSID:1&item=KIDSID:1",
        "book/days?item=KIDSID:77",
        "book/theme/nothing",
        "book/quantity/NOTHING",
        "book/quantity/KIDSID?item=KIDSID:1",
        "book/hold/00000000-0000-0000-0000-000000000000",
        "book/done/x",
        "number/00000000-0000-0000-0000-000000000000",
        "ticket/nothing",
        "where?page=zz",
        "where/nowhere",
        "needed/NOTHING",
        "needed/theme/nothing",
    ],
)
def test_whatever_stands_in_an_address_gets_a_screen(client: Client, address: str) -> None:
    open_city()
    answer = client.get(begin(client) + address)
    assert answer.status_code in {200, 302, 409}
    if answer.status_code == 302:
        assert urlsplit(answer["Location"]).path.startswith("/kiosk/hall/")


@pytest.mark.parametrize("screen", ["check-in", "ticket", "ticket/identity"])
def test_a_library_has_no_queue_to_come_to(client: Client, screen: str) -> None:
    open_city()
    assert client.get(begin(client, "library") + screen).status_code == 404


@pytest.mark.parametrize(
    ("screen", "sent"),
    [
        ("check-in", {"typed": "x" * 400}),
        ("check-in", {"typed": "http://[/appointments/A?s="}),
        ("check-in", {"key": "unknown", "typed": "AAA"}),
        ("ticket/identity", {"product": "NOTHING"}),
        ("book/moments?item=KIDSID:1", {"moment": "no moment"}),
        ("book/moments?item=KIDSID:1", {"moment": "hall_2020-01-01_0900"}),
    ],
)
def test_whatever_is_sent_gets_a_screen(client: Client, screen: str, sent: dict[str, str]) -> None:
    open_city()
    assert client.post(begin(client) + screen, sent).status_code in {200, 302, 409}


def test_a_kiosk_that_holds_too_much_is_asked_to_wait(client: Client) -> None:
    open_city()
    for _ in range(3):
        held(client, begin(client))
    visit = begin(client)
    address = f"{visit}book/moments?item=KIDSID:1"
    page = client.get(address).content.decode()
    token = re.search(r'name="moment" value="([^"]+)"', page)
    assert token
    answer = client.post(address, {"moment": token[1]})
    assert answer.status_code == 409
    assert "te veel momenten" in answer.content.decode()


def test_moments_of_one_place_are_half_an_hour_apart_and_none_is_left_out(client: Client) -> None:
    open_city()
    visit = begin(client)
    seen: list[str] = []
    for page in range(1, 6):
        address = f"{visit}book/moments?item=KIDSID:1&page={page}"
        seen += re.findall(r'name="moment" value="([^"]+)"', client.get(address).content.decode())
    assert len(seen) == len(set(seen)) == 30
    hall = [token.split("_")[1:] for token in seen if token.startswith("hall")]
    assert hall == sorted(hall)
    first_day = [clock_ for day, clock_ in hall if day == hall[0][0]]
    minutes = [int(one[:2]) * 60 + int(one[2:]) for one in first_day]
    assert {later - earlier for earlier, later in itertools.pairwise(minutes)} == {30}


def test_a_basket_reads_back_what_it_wrote() -> None:
    open_city()
    chosen = basket.Basket((Item("KIDSID", 2), Item("PASSPORT")))
    address = chosen.url("/somewhere", page=2)
    assert address == "/somewhere?item=KIDSID%3A2&item=PASSPORT%3A1&page=2"
    assert basket.read(QueryDict(urlsplit(address).query)) == chosen


@given(st.lists(st.sampled_from([*ALPHABET, "a", "<", "", "back", "clear", "space"])))
def test_the_keys_of_a_code_never_write_what_no_code_has(pressed: list[str]) -> None:
    typed = ""
    for key in pressed:
        typed = keys.press(typed, key, keys.CODE)
    assert set(typed) <= set(ALPHABET)


@pytest.mark.parametrize(
    ("pressed", "written"),
    [
        (["a", "n", "n", "space", "m", "a", "e", "s"], "Ann Maes"),
        (["space", "a"], "A"),
        (["o", "'", "b", "space", "j", "-", "p"], "O'B J-P"),
        (["a", "b", "back", "c"], "Ac"),
        (["a", "b", "clear", "c"], "C"),
        (["é", "7", "m"], "Ém"),
    ],
)
def test_a_name_is_written_with_capitals_where_they_belong(
    pressed: list[str], written: str
) -> None:
    typed = ""
    for key in pressed:
        typed = keys.press(typed, key, keys.NAME)
    assert typed == written


def test_every_kiosk_day_is_one_that_can_be_booked(client: Client) -> None:
    open_city()
    page = client.get(f"{begin(client)}book/days?item=KIDSID:1").content.decode()
    days = [date.fromisoformat(one) for one in re.findall(r"day=(\d{4}-\d\d-\d\d)", page)]
    assert days[0] - clock.now().date() <= timedelta(days=1)
    assert len(days) >= 28
    assert days == sorted(days)


def _location(code: str) -> int:
    return Location.objects.get(code=code).pk
