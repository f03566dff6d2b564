"""The issuer's register: one contract for protocol and simulator; then what can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from loket.connectors.cards import (
    Answer,
    OcspRegister,
    Register,
    SimulatedIssuer,
    SimulatedReader,
    examine,
)
from loket.connectors.cards.simulated import Card
from loket.domain.kiosks import cards as rules

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ADDRESS = "http://register.example/ocsp"
QUESTION = b"asked just now"


class World:
    """A root that is pinned, an authority between, a card, and the register behind an address."""

    def __init__(self) -> None:
        self.root = SimulatedIssuer(seed=b"root", address=ADDRESS)
        self.issuer = SimulatedIssuer(seed=b"between", above=self.root, address=ADDRESS)
        self.card: Card = self.issuer.issue(number="85830712345", names="An", pin="1234")
        self.asked = 0
        self.answer: Callable[[bytes], httpx.Response] = self.by_protocol

    def by_protocol(self, body: bytes, at: datetime = NOW) -> httpx.Response:
        """Each authority answers for what it issued itself."""
        for one, by in (
            (self.card.certificate, self.issuer), (self.issuer.certificate, self.root),
        ):  # fmt: skip
            said = by.respond(body, certificate=one, now=at)
            if _serial(body) == one.serial_number:
                return httpx.Response(200, content=said)
        return httpx.Response(404)

    def ocsp(self) -> OcspRegister:
        def handle(request: httpx.Request) -> httpx.Response:
            self.asked += 1
            assert str(request.url) == ADDRESS
            assert request.headers["content-type"] == "application/ocsp-request"
            return self.answer(request.read())

        return OcspRegister(httpx.Client(transport=httpx.MockTransport(handle)))

    def against(self, register: Register, answer: Answer | None = None) -> list[str]:
        given = answer or SimulatedReader(self.card).answer(QUESTION, "1234")
        holder = examine(
            given, question=QUESTION, trusted=[self.root.certificate], register=register, now=NOW
        )
        return [one.code for one in rules.against(holder.proof if holder else None, now=NOW)]


def _serial(body: bytes) -> int:
    from cryptography.x509 import ocsp

    return ocsp.load_der_ocsp_request(body).serial_number


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(params=["simulator", "protocol"])
def register(request: pytest.FixtureRequest, world: World) -> Register:
    return world.issuer if request.param == "simulator" else world.ocsp()


def test_a_card_below_a_pinned_root_is_good(world: World, register: Register) -> None:
    assert world.against(register) == []


def test_a_lost_card_is_revoked(world: World, register: Register) -> None:
    world.issuer.revoke(world.card)
    assert world.against(register) == ["card_revoked"]


def test_a_card_whose_issuer_was_revoked_is_revoked(world: World, register: Register) -> None:
    world.root.revoke(replace(world.card, certificate=world.issuer.certificate))
    assert world.against(register) == ["card_revoked"]


def test_every_certificate_below_the_pinned_one_is_asked_about_once(world: World) -> None:
    assert world.against(world.ocsp()) == []
    assert world.asked == 2


def test_no_register_is_asked_about_a_card_that_leads_to_no_pinned_root(world: World) -> None:
    world.root = SimulatedIssuer(seed=b"another root")
    assert world.against(world.ocsp()) == ["card_not_trusted", "card_cannot_be_checked"]
    assert world.asked == 0


def test_a_card_that_brings_no_chain_or_its_own_as_authority_is_not_trusted(world: World) -> None:
    given = SimulatedReader(world.card).answer(QUESTION, "1234")
    for between in ((), (given.certificate,), (b"nonsense",)):
        said = world.against(world.ocsp(), replace(given, between=between))
        assert said in (["card_not_trusted", "card_cannot_be_checked"], ["card_proves_nothing"])


def test_the_holder_of_a_card_cannot_issue_another(world: World) -> None:
    """The card's own key signs a certificate below it: the card is no authority."""
    mine = SimulatedIssuer(seed=b"mine")
    mine.name, mine.key = world.card.certificate.subject, world.card.key
    forged = mine.issue(number="85830712345", names="Nora", pin="1234")
    given = SimulatedReader(forged).answer(QUESTION, "1234")
    between = (SimulatedReader(world.card).answer(QUESTION, "1234").certificate, *given.between)
    said = world.against(world.ocsp(), replace(given, between=between))
    assert said == ["card_not_trusted", "card_cannot_be_checked"]


@pytest.mark.parametrize(
    "fault",
    ["away", "error", "nonsense", "old", "early", "replayed", "foreign", "long", "other"],
)
def test_what_a_register_does_not_say_well_is_never_taken_for_good(
    world: World, fault: str
) -> None:
    kept: list[bytes] = []
    foreign = SimulatedIssuer(seed=b"foreign")

    def fail(body: bytes) -> httpx.Response:
        raise httpx.ConnectError("away")

    def replay(body: bytes) -> httpx.Response:
        kept.append(body)
        return world.by_protocol(kept[0])

    faults: dict[str, Callable[[bytes], httpx.Response]] = {
        "away": fail,
        "error": lambda _body: httpx.Response(500),
        "nonsense": lambda _body: httpx.Response(200, content=b"good"),
        "old": lambda body: world.by_protocol(body, NOW - timedelta(days=2)),
        "early": lambda body: world.by_protocol(body, NOW + timedelta(days=2)),
        "replayed": replay,
        "foreign": lambda body: httpx.Response(
            200, content=foreign.respond(body, certificate=world.card.certificate, now=NOW)
        ),
        "long": lambda _body: httpx.Response(200, content=b"0" * 100_000),
        "other": lambda body: httpx.Response(
            200,
            content=world.root.respond(body, certificate=world.issuer.certificate, now=NOW),
        ),
    }
    world.answer = faults[fault]
    register = world.ocsp()
    if fault == "replayed":
        world.against(register)
    assert world.against(register) == ["card_cannot_be_checked"]


def test_a_certificate_that_names_no_register_cannot_be_checked(world: World) -> None:
    silent = SimulatedIssuer(seed=b"silent")
    card = silent.issue(number="85830712345", names="An", pin="1234")
    said = OcspRegister().status(card.certificate, silent.certificate, now=NOW)
    assert said == "unknown"


def test_with_one_seed_every_process_has_the_same_cards() -> None:
    first, second = (SimulatedIssuer(seed=b"demo") for _ in range(2))
    theirs = [one.issue(number="1", names="An", pin="1", label="an") for one in (first, second)]
    assert theirs[0].certificate.serial_number == theirs[1].certificate.serial_number
    first.revoke(theirs[1])
    assert first.status(theirs[1].certificate, second.certificate, now=NOW) == "revoked"
