"""The officer reads names where the evidence keeps codes, each as it was on the day."""

import re
from datetime import UTC, date, datetime
from typing import get_args
from uuid import UUID

import pytest
from django.test import Client
from tests.channels.desk.helpers import employee, open_city, signed_in
from tests.factories import registers as make
from tests.factories.residents import resident

from loket.channels.desk import review_words
from loket.domain.catalogue.product import Team
from loket.domain.people.may import Role
from loket.domain.registers.grounds import REASON
from loket.domain.registers.purposes import Inquiry
from loket.domain.registers.seen import READING
from loket.foundations.catalogue.models import Definition
from loket.foundations.registers import kinds
from loket.foundations.registers.models import RESULTS, LookUp
from loket.kit import clock, packs

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    response = client.get(f"/desk/look-ups{path}")
    assert response.status_code == 200
    return response.content.decode()


TOLD = {
    "actor": "system:certificates", "team": "counters, gone", "ground_kind": "codes",
    "ground_reference": "42", "purpose": "certificate", "register": "population",
    "inquiry": "person", "kinds": ["name"],
}  # fmt: skip


def noted(year: int, **facts: object) -> LookUp:
    """A look-up that was made in the middle of a year, by a team of the city."""
    told = TOLD | {"about": resident()} | facts
    return LookUp.objects.create(at=datetime(year, 6, 1, 9, tzinfo=UTC), **told)


@pytest.fixture
def officer() -> Client:
    return signed_in(employee(Role.DPO, location=""))


@pytest.fixture(autouse=True)
def _city() -> None:
    """A team with a name, and a purpose that was succeeded."""
    Definition.objects.create(
        section="teams", key="counters", position=1,
        definition=packs.to_json(Team("counters", {"nl": "Loketten"})),
    )  # fmt: skip
    open_city()
    until = date(2024, 1, 1)
    later = make.purpose(valid_from=until, name={"nl": "een uittreksel afleveren"})
    make.keep_purposes(make.purpose(valid_to=until), later)


def test_the_officer_reads_a_purpose_as_it_was_on_the_day_and_a_team_by_name(
    officer: Client,
) -> None:
    before, after = noted(2022), noted(2025)
    told = page(officer, f"/{before.pk}")
    assert "<dd>een attest afleveren</dd>" in told
    assert "<dd>KB 16 juli 1992, art. 2</dd>" in told
    assert "<dd>Loketten en gone</dd>" in told
    assert "<dd>aanvraag van pin- en pukcodes</dd>" in told
    assert "<dd>automatisch, zonder medewerker</dd>" in told
    assert "<dd>een uittreksel afleveren</dd>" in page(officer, f"/{after.pk}")


def test_a_list_of_look_ups_shows_names_and_no_code(officer: Client) -> None:
    noted(2022)
    told = page(officer, f"?tab=search&about={resident()}")
    (row,) = re.findall(r"<tbody>(.*?)</tbody>", told, re.DOTALL)
    for name in ("een attest afleveren<", ">Loketten en gone<", ">aanvraag van pin- en pukcodes<"):
        assert name in row
    for code in ("certificate", ">codes<", "counters", "system:"):
        assert code not in row


def test_the_officer_chooses_a_purpose_by_the_name_that_it_has_now(officer: Client) -> None:
    told = page(officer, "?tab=search&purpose=certificate")
    assert '<option value="certificate" selected>een uittreksel afleveren</option>' in told
    assert told.count('<option value="certificate"') == 1


@pytest.mark.parametrize(
    ("actor", "who"),
    [
        ("system:certificates", "automatisch, zonder medewerker"),
        ("api:province", "een andere overheid"),
        ("api", "een andere overheid"),
        ("kiosk:nowhere", "zelfbedieningsloket nowhere"),
        ("resident:x", "een inwoner zelf"),
        (f"helper:host:{UUID(int=1)}", "een inwoner, met een gastheer ernaast"),
        (f"employee:{UUID(int=1)}", f"employee:{UUID(int=1)}"),
    ],
)
def test_whoever_is_no_colleague_is_named_by_kind(actor: str, who: str) -> None:
    assert review_words.Reader(clock.now().date()).who(actor) == who


def test_what_the_house_did_by_order_is_found_under_the_employee_who_ordered_it(
    officer: Client,
) -> None:
    bea = employee(login="bea")
    by_order = noted(2022, ordered_by=bea.actor)
    line = LookUp.objects.create(at=clock.now(), about=resident(), ordered_by=bea.actor, **TOLD)
    told = page(officer, f"/{by_order.pk}")
    assert f"<dd>automatisch, in opdracht van {bea.name}</dd>" in told
    found = page(officer, f"?tab=search&actor={bea.actor}")
    assert f"/desk/look-ups/{line.pk}" in found


def test_every_kind_of_ground_that_an_office_proves_has_a_word() -> None:
    offices = {
        kind
        for kind, one in kinds._KINDS.items()
        if one.proves.__module__.startswith(("loket.offices", "loket.foundations"))
    }
    assert set(review_words.GROUNDS) == {REASON, *offices}


def test_every_inquiry_and_every_result_has_a_word() -> None:
    assert set(review_words.INQUIRIES) == {*get_args(Inquiry), READING}
    assert set(review_words.RESULTS) == {"", *RESULTS}
