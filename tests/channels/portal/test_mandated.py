"""Asking for many, by who holds their mandates."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.factories import registers as make
from tests.factories import residents
from tests.offices.certificates.test_jobs import give
from tests.offices.certificates.world import World, build

from loket.kit import clock
from loket.offices.certificates import tasks
from loket.offices.certificates.models import Job, Request

PAGE = "/me/certificates/mandated"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


def test_one_press_asks_for_all_and_the_page_shows_how_far_it_is(
    client: Client, world: World
) -> None:
    for name in ("Nora", "Tom"):
        give(world, name, now=clock.now())
    residents.sign_in(client, world["Ludo"])
    assert "Je hebt 2 volmachten." in client.get(PAGE).content.decode()
    client.post(PAGE, {"product": "NATION"})
    assert "0 van 2 gevraagd, 0 klaar" in client.get(PAGE).content.decode()
    tasks.work_jobs(clock.now())
    page = client.get(PAGE).content.decode()
    assert "2 van 2 gevraagd, 2 klaar" in page
    assert "Peeters" not in page


def test_who_holds_no_mandate_asks_for_nobody(client: Client, world: World) -> None:
    residents.sign_in(client, world["Ludo"])
    assert "Niemand gaf je een volmacht." in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"product": "NATION"}).status_code == 422
    assert not Job.objects.exists()
    assert not Request.objects.exists()


def test_a_code_by_text_message_is_not_sure_enough_for_many(client: Client, world: World) -> None:
    residents.sign_in(client, world["Ludo"], level=400)
    assert client.get(PAGE)["Location"].startswith("/sign-in?for=")
