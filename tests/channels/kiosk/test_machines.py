"""How a machine becomes a kiosk, lets a browser in, and is told that its client has gone."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.channels.kiosk.machines import begin, enrolled, open_city_with_kiosk
from tests.stories.kiosk.helpers import open_city

from loket.kit import clock
from loket.offices.kiosks import actions, queries
from loket.offices.kiosks.models import Device, HelpCall, Pulse

pytestmark = pytest.mark.django_db


def machine_key(point: str = "library") -> str:
    """As the launcher gets it."""
    code = actions.make_code(point=point, actor="system:test", now=clock.now())
    said = Client().post(f"/kiosk/{point}/enrol-machine", {"typed": code})
    key: str = said.json()["key"]
    return key


def entrance(key: str, point: str = "library") -> str:
    said = Client().post(f"/kiosk/{point}/entrance", headers={"Authorization": f"Kiosk {key}"})
    path: str = said.json()["path"]
    return path


def lasts(key: str) -> bool:
    said = Client().get("/kiosk/library/stay", headers={"Authorization": f"Kiosk {key}"})
    found: bool = said.json()["lasts"]
    return found


def test_a_browser_keeps_its_key_where_no_script_and_no_other_page_sees_it() -> None:
    open_city()
    kiosk = enrolled()
    kept = kiosk.cookies["kiosk_device"]
    assert (kept["httponly"], kept["path"], kept["samesite"]) == (True, "/kiosk/", "Lax")
    assert queries.find_device(kept.value, point="library") is not None


def test_a_wrong_code_is_said_and_makes_nothing_a_kiosk() -> None:
    open_city()
    page = Client().post("/kiosk/library/enrol", {"typed": "NOTHING"})
    assert page.status_code == 409
    assert "Deze code klopt niet" in page.content.decode()
    machine = Client().post("/kiosk/library/enrol-machine", {"typed": "NOTHING"})
    assert (machine.status_code, machine.json()) == (409, {"code": "enrolment_refused"})
    assert not Device.objects.exists()


def test_a_machine_lets_one_browser_in_and_hears_when_its_client_has_gone() -> None:
    open_city()
    key = machine_key()
    browser = Client()
    address = entrance(key)
    assert browser.get(address)["Location"] == "/kiosk/library/"
    assert lasts(key)
    page = browser.get("/kiosk/library/leave")
    assert "Alles is gewist" in page.content.decode()
    assert not lasts(key)
    assert queries.find_device(browser.cookies["kiosk_device"].value, point="library") is None


def test_an_entrance_seen_by_somebody_else_opens_nothing_a_second_time() -> None:
    open_city()
    key = machine_key()
    address = entrance(key)
    Client().get(address)
    late = Client()
    late.get(address)
    assert "kiosk_device" not in late.cookies


def test_the_stay_of_a_browser_opens_no_entrance_and_tells_no_machine_anything() -> None:
    open_city()
    key = machine_key()
    browser = Client()
    browser.get(entrance(key))
    stay = browser.cookies["kiosk_device"].value
    wrong = {"Authorization": f"Kiosk {stay}"}
    assert Client().post("/kiosk/library/entrance", headers=wrong).status_code == 403
    assert Client().get("/kiosk/library/stay", headers=wrong).status_code == 403


@pytest.mark.parametrize("key", ["", "x", f"00000000-0000-4000-8000-000000000009.{'x' * 40}"])
def test_who_holds_no_key_gets_no_entrance(key: str) -> None:
    open_city()
    headers = {"Authorization": f"Kiosk {key}"}
    assert Client().post("/kiosk/library/entrance", headers=headers).status_code == 403


def test_an_enrolled_browser_that_is_left_stays_a_kiosk() -> None:
    kiosk = open_city_with_kiosk()
    assert kiosk.get("/kiosk/library/leave")["Location"] == "/kiosk/library/"
    assert "Nieuwe pin- of pukcode" in kiosk.get("/kiosk/library/").content.decode()


def test_a_kiosk_says_each_minute_that_it_answers_and_a_stranger_does_not() -> None:
    kiosk = open_city_with_kiosk()
    Client().get("/kiosk/library/")
    assert not Pulse.objects.exists()
    kiosk.get("/kiosk/library/")
    assert Pulse.objects.get().minutes == 1


def test_a_call_for_help_is_seen_on_the_screen_and_ends_with_the_client() -> None:
    kiosk = open_city_with_kiosk()
    visit = begin(kiosk)
    page = kiosk.post(f"{visit}call", follow=True).content.decode()
    assert "We hebben een medewerker geroepen" in page
    HelpCall.objects.update(answered_at=clock.now(), answered_by="employee:1")
    assert "heeft je oproep gezien" in kiosk.get(f"{visit}help").content.decode()
    kiosk.get("/kiosk/library/leave")
    assert not HelpCall.objects.filter(ended_at=None).exists()


def test_a_browser_that_is_no_kiosk_calls_nobody() -> None:
    open_city_with_kiosk()
    stranger = Client()
    visit = begin(stranger)
    stranger.post(f"{visit}call")
    assert not HelpCall.objects.exists()
    assert "kan zelf niemand roepen" in stranger.get(f"{visit}help").content.decode()


def test_no_address_on_any_screen_leads_out_of_the_kiosk() -> None:
    kiosk = open_city_with_kiosk()
    seen: set[str] = set()
    front = {"/kiosk/library/"}
    while front and len(seen) < 60:
        address = front.pop()
        seen.add(address)
        answer = kiosk.get(address)
        found = re.findall(r'(?:href|action|src)="([^"]+)"', answer.content.decode())
        out = [
            one for one in found if not one.startswith(("/kiosk/library/", "/static/", "?", "#"))
        ]
        assert not out, (address, out)
        links = {one for one in found if one.startswith("/kiosk/") and "leave" not in one}
        # Each first screen is a new visit, so only the ways within this one are walked.
        front |= {one for one in links if one != "/kiosk/library/"} - seen
    assert len(seen) > 10


def test_the_policy_of_every_screen_lets_nothing_be_loaded_or_sent_elsewhere() -> None:
    kiosk = open_city_with_kiosk()
    policy = kiosk.get("/kiosk/library/")["Content-Security-Policy"]
    for rule in ("default-src 'none'", "form-action 'self'", "connect-src 'self'"):
        assert rule in policy
    assert "http:" not in policy
    assert "https:" not in policy
