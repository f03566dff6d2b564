"""What is done at a kiosk counts in its week, as it happens; nobody is in the count."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.channels.kiosk.machines import (
    PRODUCT,
    begin,
    enrolled,
    number_on,
    open_city_with_kiosk,
    scan,
    show_square,
    token_of,
)
from tests.channels.kiosk.test_kiosk import begin as begin_at
from tests.channels.kiosk.test_kiosk import booked
from tests.factories.residents import sign_in
from tests.stories.kiosk.helpers import book_today, open_city

from loket.kit import clock
from loket.offices.kiosks import queries
from loket.offices.kiosks.models import Counted, Tally

pytestmark = pytest.mark.django_db


def counted(point: str = "library") -> dict[str, int]:
    """By what, of this week; the whole under ``all``."""
    rows = Tally.objects.filter(point=point).values_list("product", "count")
    return {product or "all": count for product, count in rows}


def test_an_appointment_that_is_made_counts_once_and_a_held_moment_not() -> None:
    kiosk = open_city_with_kiosk()
    done = booked(kiosk, begin(kiosk))
    assert counted() == {"all": 1, "book": 1}
    kiosk.get(done)
    assert counted() == {"all": 1, "book": 1}


def test_checking_in_and_taking_a_number_count_where_they_are_done() -> None:
    open_city()
    kiosk = enrolled("hall")
    code = book_today().code
    answer = kiosk.post(f"{begin_at(kiosk)}check-in", {"typed": code})
    assert answer.status_code == 302
    kiosk.post(f"{begin_at(kiosk)}ticket/other", {"product": ""})
    assert counted("hall") == {"all": 2, "check_in": 1, "ticket": 1}
    kiosk.post(f"{begin_at(kiosk)}check-in", {"typed": "NOTACODE"})
    assert counted("hall")["all"] == 2, "what was refused is no use"


def test_a_client_who_does_two_things_in_one_visit_is_one_client_of_each() -> None:
    open_city()
    kiosk, code = enrolled("hall"), book_today().code
    visit = begin_at(kiosk)
    kiosk.post(f"{visit}check-in", {"typed": code})
    kiosk.post(f"{visit}ticket/other", {"product": ""})
    kiosk.post(f"{visit}ticket/other", {"product": ""})
    assert counted("hall") == {"all": 1, "check_in": 1, "ticket": 1}


def test_whoever_comes_next_is_another_client_and_nothing_is_left_of_the_one_before() -> None:
    kiosk = open_city_with_kiosk()
    for clients in (1, 2):
        booked(kiosk, begin(kiosk))
        assert counted()["all"] == clients
    assert Counted.objects.get().did == ["book"]
    kiosk.get("/kiosk/library/leave")
    assert not Counted.objects.exists()


def test_another_browser_at_the_same_address_counts_for_nothing() -> None:
    open_city_with_kiosk()
    stranger = Client()
    booked(stranger, begin(stranger))
    assert counted() == {}


def test_what_a_phone_gave_counts_once_however_often_the_screen_looks(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    waiting = show_square(kiosk, begin(kiosk))
    scan(client, token_of(waiting))
    sign_in(client)
    client.post("/k/number", {"number": number_on(kiosk, waiting)})
    for _ in range(3):
        kiosk.get(waiting)
    assert counted() == {"all": 1, PRODUCT: 1}


def test_ranking_and_mix_are_of_what_really_happened() -> None:
    kiosk = open_city_with_kiosk()
    other = enrolled("hall")
    for _ in range(5):
        booked(kiosk, begin(kiosk))
    booked(other, begin_at(other))
    today = clock.now().date()
    since = today - timedelta(days=6)
    (first,) = queries.rank(since, today)
    assert (first.use.point, first.use.clients) == ("library", 5)
    assert [(one.name, one.count) for one in queries.mix(since, today, point="library")] == [
        ("book", 5)
    ]
