"""The Attesten-API: HAL, paged, never 404 for a person, and never without evidence."""

import hashlib
import io
import logging
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from tests.factories import registers as make
from tests.factories import residents
from tests.offices.certificates.world import World, ask, build

from loket.config.logs import Line, redacted
from loket.foundations.journal import queries as journal
from loket.kit import clock
from loket.offices.certificates import tasks
from loket.offices.certificates.actions import Words, partners
from loket.offices.certificates.models import Asking

TOKEN = "a token of a test"


@pytest.fixture
def world(db: None, settings) -> Iterator[World]:
    settings.ATTEST_CLIENTS = [f"profile:{hashlib.sha256(TOKEN.encode()).hexdigest()}"]
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


def visits(world: World) -> list[tuple[str, str]]:
    """What the journal says of machines that asked about Nora."""
    lines = journal.list_about(f"resident:{world['Nora']}")
    return [(one.act, one.actor) for one in lines if one.act.startswith("certificates.")]


def get(client: Client, world: World, name: str = "Nora", query: str = "", token: str = TOKEN):
    path = f"/v1/certificates/{world.numbers[name].digits}{query}"
    return client.get(path, headers={"Authorization": f"Bearer {token}"})


def test_what_a_resident_was_given_is_a_page_of_hal(client: Client, world: World) -> None:
    asked = ask(world["Nora"])
    answer = get(client, world)
    assert answer["Content-Type"] == "application/hal+json"
    body = answer.json()
    (one,) = body["_embedded"]["certificates"]
    assert (one["id"], one["language"], one["type"]) == (str(asked.id), "nl", "NATION")
    assert body["pageMetadata"] == {
        "size": 10, "number": 0, "totalElements": 1, "totalPages": 1,
    }  # fmt: skip
    path = one["_links"]["download"]["href"].partition("testserver")[2]
    pdf = client.get(path, headers={"Authorization": f"Bearer {TOKEN}"})
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["Ludo", "nobody"])
def test_who_has_nothing_and_who_is_unknown_get_the_same_empty_list(
    client: Client, world: World, name: str
) -> None:
    world.numbers["nobody"] = make.number(date(1950, 1, 1), 777)
    answer = get(client, world, name)
    assert answer.status_code == 200
    assert answer.json()["_embedded"] == {"certificates": []}


def test_pages_lead_to_one_another_and_a_limit_is_at_most_100(client: Client, world: World) -> None:
    for _ in range(3):
        ask(world["Nora"])
    body = get(client, world, query="?limit=1&page=1").json()
    assert set(body["_links"]) == {"self", "first", "last", "prev", "next"}
    assert len(body["_embedded"]["certificates"]) == 1
    assert get(client, world, query="?limit=5000").json()["pageMetadata"]["size"] == 100
    assert get(client, world, query="?limit=x&page=-1").json()["pageMetadata"]["number"] == 0


@pytest.mark.parametrize("token", ["", "another"])
def test_without_a_known_token_nothing_is_told(client: Client, world: World, token: str) -> None:
    answer = get(client, world, token=token)
    assert answer.status_code == 401
    assert answer.json()["code"] == "client_unknown"
    assert not visits(world)


def test_what_is_no_number_is_refused(client: Client, world: World) -> None:
    answer = client.get("/v1/certificates/123", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "number_invalid"


def test_a_certificate_about_a_child_is_not_the_parents_own(client: Client, world: World) -> None:
    ask(world["Nora"], words=Words(whose="child", born_on=date(2014, 5, 20)))
    assert get(client, world).json()["_embedded"]["certificates"] == []
    assert get(client, world, "Lou").json()["_embedded"]["certificates"] == []


def test_somebody_elses_document_is_not_behind_ones_number(client: Client, world: World) -> None:
    asked = ask(world["Nora"])
    for name, request in (("Tom", asked.id), ("Nora", uuid.uuid4())):
        path = f"/v1/certificates/{world.numbers[name].digits}/{request}/nl"
        answer = client.get(path, headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 404


def test_each_visit_is_journaled_and_the_resident_reads_of_it(client: Client, world: World) -> None:
    get(client, world)
    assert visits(world) == [("certificates.list_for_machine", "machine:profile")]
    residents.sign_in(client, world["Nora"])
    assert "profile" in client.get("/me/certificates/").content.decode()


def test_the_number_stands_in_no_line_that_is_logged(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Line("{message}", style="{"))
    logging.getLogger().addHandler(handler)
    try:
        get(client, world, token="another")
        client.get(f"/v1/certificates/{world.numbers['Nora'].digits}/x/nl")
        monkeypatch.setattr(
            "loket.channels.api.attests.actions.list_for_machine", lambda **_: {}["broken"]
        )
        client.raise_request_exception = False
        assert get(client, world).status_code == 500
    finally:
        logging.getLogger().removeHandler(handler)
    assert "Internal Server Error: /v1/certificates/•" in written.getvalue()
    assert world.numbers["Nora"].digits not in written.getvalue()


def test_the_log_of_the_house_is_written_by_what_redacts() -> None:
    assert settings.LOGGING["formatters"]["line"]["()"] == "loket.config.logs.Line"
    assert redacted("85.07.30-033.28 85073003328, 20261125093000123") == (
        "••••••••••• •••••••••••, 20261125093000123"
    )


@pytest.mark.usefixtures("half_past")
def test_a_machine_that_asks_too_often_waits_and_another_does_not(
    client: Client, world: World, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partners, "MOST_AN_HOUR", 2)
    digest = hashlib.sha256(b"token of another").hexdigest()
    settings.ATTEST_CLIENTS = [*settings.ATTEST_CLIENTS, f"other:{digest}"]
    assert [get(client, world).status_code for _ in range(3)] == [200, 200, 429]
    refused = get(client, world)
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert refused.json()["code"] == "too_many_asked"
    assert get(client, world, token="token of another").status_code == 200


@pytest.mark.usefixtures("half_past")
def test_what_was_refused_is_no_visit_and_the_count_is_gone_after_a_day(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partners, "MOST_AN_HOUR", 1)
    for _ in range(3):
        get(client, world)
    assert len(visits(world)) == 1
    assert Asking.objects.get().times == 3
    tasks.forget(clock.now() + timedelta(hours=26))
    assert not Asking.objects.exists()
