"""PIN and PUK codes for who is signed in at home."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories.city import make_city
from tests.factories.residents import resident, sign_in

from loket.domain.people.standing import helper_actor
from loket.kit import clock
from loket.offices.identitydocs.models import CodeMove, CodeRequest

pytestmark = pytest.mark.django_db
FORM = {"card": "eid", "lost": "both", "issued_on": "2019-05-04", "email": "amal@example.org"}


def home(client: Client) -> None:
    make_city(now=clock.now())
    sign_in(client)


def test_a_stranger_signs_in_first(client: Client) -> None:
    assert client.get("/me/codes")["Location"].startswith("/sign-in")


def test_codes_are_asked_for_followed_and_taken_back(client: Client) -> None:
    home(client)
    assert client.post("/me/codes", FORM)["Location"] == "/me/codes"
    made = CodeRequest.objects.get()
    assert (made.channel, made.subject, made.email) == ("portal", resident(), "amal@example.org")
    assert made.code in client.get("/me/codes").content.decode()
    assert "Aangevraagd" in client.get("/me/").content.decode()
    client.post("/me/codes/withdraw", {"request": str(made.id)})
    assert CodeRequest.objects.get().state == "withdrawn"


def test_who_is_helped_says_so_and_reads_it(client: Client) -> None:
    home(client)
    assert client.post("/me/codes", FORM | {"helped_by": "cousin"}).status_code == 422
    client.post("/me/codes", FORM | {"helped_by": "family"})
    assert CodeMove.objects.get().actor == helper_actor(resident(), "family")
    assert "met hulp van iemand die je kent" in client.get("/me/codes").content.decode()


def test_a_second_request_and_a_new_card_are_refused_with_the_reason(client: Client) -> None:
    home(client)
    client.post("/me/codes", FORM)
    again = client.post("/me/codes", FORM)
    assert "al nieuwe codes aangevraagd" in again.content.decode()
    newer = client.post("/me/codes", FORM | {"card": "kids_id", "issued_on": "2022-01-01"})
    assert (newer.status_code, CodeRequest.objects.count()) == (422, 1)
    assert "een loket deblokkeert ze meteen" in newer.content.decode()


def test_nobody_sees_or_takes_back_what_is_somebody_elses(client: Client) -> None:
    home(client)
    client.post("/me/codes", FORM)
    made = CodeRequest.objects.get()
    other = Client()
    sign_in(other, resident(996), name="Bo")
    assert made.code not in other.get("/me/codes").content.decode()
    other.post("/me/codes/withdraw", {"request": str(made.id)})
    assert CodeRequest.objects.get().state == "requested"
