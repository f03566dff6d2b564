"""A contact point at the desk: its host's opinion, its closing, the address of its host's page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.channels.desk.helpers import employee, signed_in
from tests.channels.desk.test_kiosks import city
from tests.channels.kiosk.machines import begin, enrolled

from loket.domain.people.may import Role
from loket.kit import clock
from loket.offices.kiosks import queries
from loket.offices.kiosks.models import Closing, Opinion

pytestmark = pytest.mark.django_db
PAGE = "/desk/kiosks/points/library"
WHY = "Niemand vraagt hier nog naar."


def manager() -> Client:
    city()
    return signed_in(employee(Role.MANAGER))


def post(client: Client, act: str, **given: str) -> str:
    return client.post(PAGE, {"act": act, **given}, follow=True).content.decode()


def close(client: Client, days: int = 20, redirect: str = "sports", notice: int = 0) -> str:
    today = clock.now().date()
    return post(
        client, "close", notice_on=(today + timedelta(days=notice)).isoformat(),
        removed_on=(today + timedelta(days=days)).isoformat(), redirect=redirect, why=WHY,
    )  # fmt: skip


def test_a_manager_notes_what_a_host_wants_with_its_day_and_reason() -> None:
    desk = manager()
    day = (clock.now().date() - timedelta(days=2)).isoformat()
    page = post(desk, "opinion", on=day, wish="stop", reason=WHY)
    assert WHY in page
    assert Opinion.objects.get().on.isoformat() == day
    assert "gastheer: Stoppen" in desk.get("/desk/kiosks").content.decode()


def test_an_opinion_without_a_reason_is_asked_again() -> None:
    desk = manager()
    day = clock.now().date().isoformat()
    answer = desk.post(PAGE, {"act": "opinion", "on": day, "wish": "stop", "reason": ""})
    assert answer.status_code == 422
    assert "minstens 10 tekens" in post(desk, "opinion", on=day, wish="stop", reason="nee")
    assert not Opinion.objects.exists()


def test_t51_page_kiosk_and_api_say_when_a_kiosk_goes_and_where_to_go_then() -> None:
    desk = manager()
    assert "Weg vanaf" in close(desk)
    day = Closing.objects.get().removed_on
    stranger = Client()
    for address in ("/locations/", "/kiosk/library/"):
        page = stranger.get(address).content.decode()
        assert "Dit zelfbedieningsloket verdwijnt op" in page
        assert "Daarna: Sports" in page
    told = {
        one["code"]: one for one in stranger.get("/api/v1/contact-points").json()["contact_points"]
    }
    library = told["library"]
    assert (library["removed_on"], library["redirect"]) == (day.isoformat(), "sports")
    assert told["sports"]["removed_on"] is None
    later = stranger.get(f"/api/v1/contact-points?on={day.isoformat()}").json()
    assert "library" not in {one["code"] for one in later["contact_points"]}


def test_a_kiosk_that_went_sends_people_on_and_does_nothing_else() -> None:
    desk = manager()
    kiosk = enrolled()
    visit = begin(kiosk)
    close(desk)
    today = clock.now().date()
    Closing.objects.update(
        notice_on=today - timedelta(days=20), removed_on=today - timedelta(days=1)
    )
    from loket.foundations.places.models import ContactPoint

    ContactPoint.objects.filter(code="library").update(closed_on=today - timedelta(days=1))
    answer = kiosk.get("/kiosk/library/")
    assert answer.status_code == 410
    assert "Dit zelfbedieningsloket is er niet meer. Je kan terecht in Sports." in (
        answer.content.decode()
    )
    assert kiosk.get(f"{visit}book").status_code == 404
    assert "Weg sinds" in desk.get(PAGE).content.decode()


def test_what_is_said_from_a_later_day_on_is_said_to_nobody_before() -> None:
    close(manager(), days=30, notice=5)
    for address in ("/locations/", "/kiosk/library/"):
        assert "verdwijnt" not in Client().get(address).content.decode()


def test_a_kiosk_that_stays_after_all_is_said_to_go_nowhere() -> None:
    desk = manager()
    close(desk)
    assert "Kondig aan" in post(desk, "stay")
    assert "verdwijnt" not in Client().get("/locations/").content.decode()


def test_too_short_a_notice_is_refused_with_its_reason() -> None:
    assert "minstens 14 dagen vooraf" in close(manager(), days=3)
    assert not Closing.objects.exists()


def test_the_address_of_a_host_is_renewed_and_revoked_at_the_desk() -> None:
    desk, stranger = manager(), Client()
    old = queries.host_path("library")
    assert stranger.get(old).status_code == 200
    post(desk, "renew")
    new = queries.host_path("library")
    assert (stranger.get(old).status_code, stranger.get(new).status_code) == (404, 200)
    assert "Geen enkel adres opent de pagina nu" in post(desk, "revoke")
    assert [stranger.get(one).status_code for one in (old, new)] == [404, 404]
    assert "ingetrokken" in desk.get("/desk/kiosks").content.decode()


def test_a_clerk_reads_the_page_and_decides_nothing() -> None:
    city()
    clerk = signed_in(employee())
    page = clerk.get(PAGE).content.decode()
    for button in ("Noteer", "Kondig aan", "Maak een nieuw adres"):
        assert button not in page
    for act in ("renew", "revoke"):
        assert "niet" in post(clerk, act)
    assert queries.host_path("library")
    assert clerk.get("/desk/kiosks/points/nowhere").status_code == 404
