"""The demo's pages: who to sign in as, the screens, everybody's mailbox."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.factories.city import Spot, make_city

from loket.demo import staff, story
from loket.demo.models import Chapter
from loket.foundations.messages import tasks as messages
from loket.foundations.people.models import Employee
from loket.kit import clock
from loket.offices.appointments import actions as appointments
from loket.offices.appointments import queries
from loket.offices.appointments.queries import Item, Wish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_city(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make_city({"hall": Spot(), "annex": Spot()}, now=clock.now())


def hire() -> None:
    staff.hire_all(clock.now())


def get(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def send_a_letter(recipient: str = "noor@example.org") -> None:
    """Somebody books and the letter leaves."""
    now = clock.now()
    wish = Wish(items=(Item("KIDSID"),), since=(now + timedelta(days=1)).date(), limit=1)
    slot = queries.search(wish=wish, now=now).slots[0]
    held = appointments.hold(
        token=slot.token, items=wish.items, client="", now=now, actor="resident"
    )
    appointments.book(
        hold=held.id, name="Noor V.", email=recipient, now=now, actor="resident", channel="portal"
    )
    messages.deliver(now + timedelta(seconds=1))


def test_the_page_says_that_everybody_is_invented() -> None:
    assert "iedereen is verzonnen" in get("/demo/")


def test_every_colleague_can_be_signed_in_as_with_one_press() -> None:
    hire()
    page = get("/demo/")
    for one in staff.list_staff(clock.now()):
        assert one.name in page
        visitor = Client()
        answer = visitor.post("/demo/sign-in", {"login": one.login})
        assert (answer.status_code, answer["Location"]) == (302, "/desk/")
        assert visitor.session["_auth_user_id"] == str(Employee.objects.get(login=one.login).pk)


def test_hiring_twice_hires_once() -> None:
    hire()
    hire()
    assert Employee.objects.count() == len(staff.list_staff(clock.now()))


def test_nobody_else_is_signed_in_by_one_press() -> None:
    hire()
    Employee.objects.create(login="an.peeters", name="An Peeters")
    assert Client().post("/demo/sign-in", {"login": "an.peeters"}).status_code == 404


def test_before_anybody_is_hired_the_page_says_so() -> None:
    assert "komt zo aan het werk" in get("/demo/")
    answer = Client().post("/demo/sign-in", {"login": "planning"})
    assert answer["Location"] == "/demo/"


def test_the_page_says_how_far_the_past_is_told() -> None:
    Chapter.objects.create(key="a", planned=312, told_at=clock.now())
    Chapter.objects.create(key="b", planned=788)
    assert "312 van 1100 bezoeken" in get("/demo/")
    Chapter.objects.update(told_at=clock.now())
    assert story.progress().is_whole
    assert "1100 bezoeken van de proef" in get("/demo/")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_first_page_says_so_too_as_long_as_the_past_is_not_whole(language: str) -> None:
    said = {"nl": "nog geschreven: 312 van 1100", "en": "still being written: 312 of 1100"}
    Chapter.objects.create(key="a", planned=312, told_at=clock.now())
    Chapter.objects.create(key="b", planned=788)
    assert said[language] in get(f"/?lang={language}")
    assert said[language] not in get(f"/locations/?lang={language}")
    Chapter.objects.update(told_at=clock.now())
    assert said[language] not in get(f"/?lang={language}")


def test_figures_say_that_the_past_is_not_whole() -> None:
    hire()
    Chapter.objects.create(key="b", planned=788)
    manager = Client()
    manager.post("/demo/sign-in", {"login": "leiding"})
    manager.post("/desk/counter", {"where": "hall"})
    assert "0 van 788 bezoeken" in manager.get("/desk/figures").content.decode()


def test_boards_of_all_locations_are_named() -> None:
    page = get("/demo/")
    assert 'href="/board/hall"' in page
    assert 'href="/board/annex"' in page


def test_a_letter_is_in_the_mailbox_with_its_link_and_its_calendar_file() -> None:
    send_a_letter()
    box = get("/demo/mail")
    letter = box.split('href="/demo/mail/')[1].split('"')[0]
    page = get(f"/demo/mail/{letter}")
    assert '<a href="http://testserver/appointments/' in page
    file = Client().get(f"/demo/mail/{letter}/calendar")
    assert file["Content-Type"].startswith("text/calendar")
    assert file.content.startswith(b"BEGIN:VCALENDAR")


def test_the_mailbox_can_be_that_of_one_person() -> None:
    send_a_letter("noor@example.org")
    send_a_letter("adam@example.org")
    box = get("/demo/mail?to=adam@example.org")
    assert "<span>adam@example.org</span>" in box
    assert "<span>noor@example.org</span>" not in box


def test_a_letter_that_has_not_left_is_not_in_the_mailbox() -> None:
    assert Client().get("/demo/mail/00000000-0000-0000-0000-000000000000").status_code == 404
