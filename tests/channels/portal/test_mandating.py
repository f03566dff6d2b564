"""A resident gives a mandate by page, sees it, and takes it back; nobody else can."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.factories import residents as people

from loket.channels.ui.context import today_of
from loket.foundations.people import queries
from loket.foundations.people.models import Mandate
from loket.kit import clock
from loket.offices.certificates import queries as queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(antwerp: None) -> str:
    """The code of a certificate that may be asked under a mandate."""
    return next(code for code, may in certificates() if may)


def certificates() -> list[tuple[str, bool]]:
    """Every certificate of the city, and whether a mandate carries it."""
    today = today_of(clock.now())
    return [
        (one.code, queries_of.may_be_mandated(one.code, today))
        for one in queries_of.list_certificates(today)
    ]


@pytest.fixture
def antwerp(db: None) -> None:
    from loket.config import env, loading

    loading.load(env.REPOSITORY / "src" / "loket" / "cities" / "antwerp")


def fields(product: str, **change: object) -> dict[str, object]:
    until = today_of(clock.now()) + timedelta(days=10)
    return {"holder": people.number(997).digits, "products": [product], "until": until} | change


def test_a_mandate_is_given_seen_by_both_and_taken_back(client: Client, city: str) -> None:
    grantor, holder = people.resident(995), people.resident(997)
    people.sign_in(client, grantor, level=450)
    assert client.post("/me/mandates", fields(city))["Location"] == "/me/mandates?given=1"
    (made,) = queries.list_mandates_given(grantor)
    assert (made.holder, made.products) == (holder, {city})
    assert made.valid_to == today_of(clock.now()) + timedelta(days=11)
    page = client.get("/me/mandates").content.decode()
    assert people.number(997).digits not in page
    assert queries.masked_number(holder) in page
    assert "1 volmacht die je gaf" in client.get("/me/").content.decode()
    other = Client()
    people.sign_in(other, holder, level=450)
    assert "1 volmacht die je kreeg" in other.get("/me/").content.decode()
    assert other.post(f"/me/mandates/{made.id}/withdraw").status_code == 422
    client.post(f"/me/mandates/{made.id}/withdraw")
    assert queries.list_mandates_held(holder, today_of(clock.now())) == []


def test_a_code_does_not_do_to_give_a_mandate(client: Client, city: str) -> None:
    people.sign_in(client, level=400)
    response = client.post("/me/mandates", fields(city))
    assert response["Location"].startswith("/sign-in?for=")
    assert not Mandate.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"holder": "85.07.30-997.35"}, "Dit is geen geldig rijksregisternummer"),
        ({"holder": people.number(995).digits}, "Je geeft geen volmacht aan jezelf"),
        ({"until": "2001-01-01"}, "De volmacht eindigt voor ze begint"),
        ({"until": "2999-01-01"}, "Een volmacht duurt hoogstens"),
        ({"until": "soon"}, "datum"),
        ({"products": []}, "Waarvoor"),
        ({"products": ["PASSPORT"]}, "PASSPORT"),
    ],
)
def test_what_is_no_mandate_is_said_beside_the_form(
    client: Client, city: str, change: dict[str, object], said: str
) -> None:
    people.sign_in(client, people.resident(995), level=450)
    response = client.post("/me/mandates", fields(city, **change))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Mandate.objects.exists()


def test_only_what_a_mandate_carries_is_offered(client: Client, antwerp: None) -> None:
    people.sign_in(client, people.resident(995), level=450)
    page = client.get("/me/mandates").content.decode()
    known = certificates()
    assert {may for _code, may in known} == {True, False}
    for code, may in known:
        assert (f'value="{code}"' in page) == may
    alone = next(code for code, may in known if not may)
    assert client.post("/me/mandates", fields(alone)).status_code == 422
    assert not Mandate.objects.exists()
