"""A card at a kiosk: PIN, signature, issuer, revocation; and what holding it alone is worth."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from tests.factories.city import NOW
from tests.factories.residents import number, resident
from tests.offices.kiosks.helpers import VISIT, code_of, enrolled, open_city, shown

from loket.connectors.cards import Answer, SimulatedIssuer, SimulatedReader
from loket.connectors.cards.simulated import Card
from loket.offices.kiosks import actions, queries
from loket.offices.kiosks.actions import Key, Square
from loket.offices.kiosks.models import Pairing

pytestmark = pytest.mark.django_db
ISSUER = SimulatedIssuer()
SOON = NOW + timedelta(seconds=20)


def card() -> Card:
    return ISSUER.issue(number=number().digits, names="Amal", pin="1234")


def prove(square: Square, answer: Answer, issuer: SimulatedIssuer = ISSUER) -> None:
    actions.prove_with_card(
        pairing=square.id, answer=answer, trusted=[ISSUER.certificate], register=issuer,
        now=SOON, synthetic=True,
    )  # fmt: skip


def granted(key: Key) -> queries.Granted | None:
    return queries.find_granted(device=key.device, visit=VISIT, product="KIDSID", now=SOON)


def test_the_holder_with_the_pin_has_the_one_product() -> None:
    open_city()
    key = enrolled()
    square = shown(key, means="card", needed=500)
    prove(square, SimulatedReader(card()).answer(square.token.encode(), "1234"))
    found = granted(key)
    assert found is not None
    assert (found.resident, found.level, found.means) == (resident(), 500, "card")


def test_reading_the_data_of_a_card_identifies_nobody() -> None:
    open_city()
    key = enrolled()
    square = shown(key, means="card")
    mine = card()
    data = SimulatedReader(mine).read()
    assert data.number == number().digits
    read_only = Answer(square.token.encode(), b"", mine.certificate.public_bytes(Encoding.DER))
    assert code_of(prove, square, read_only) == "card_proves_nothing"
    assert granted(key) is None
    assert Pairing.objects.get().resident is None


def test_an_answer_of_an_earlier_client_opens_nothing_again() -> None:
    open_city()
    key = enrolled()
    first = shown(key, means="card")
    answer = SimulatedReader(card()).answer(first.token.encode(), "1234")
    prove(first, answer)
    second = shown(key, means="card")
    assert code_of(prove, second, answer) == "card_proves_nothing"
    forged = replace(answer, question=second.token.encode())
    assert code_of(prove, second, forged) == "card_proves_nothing"
    assert code_of(prove, first, answer) == "pairing_over"


def test_a_lost_card_and_a_register_that_is_away_open_nothing() -> None:
    open_city()
    key = enrolled()
    square = shown(key, means="card")
    lost = card()
    answer = SimulatedReader(lost).answer(square.token.encode(), "1234")
    ISSUER.revoke(lost)
    assert code_of(prove, square, answer) == "card_revoked"
    away = SimulatedIssuer(answers=False)
    other = SimulatedReader(card()).answer(square.token.encode(), "1234")
    assert code_of(prove, square, other, away) == "card_cannot_be_checked"
    assert granted(key) is None


def test_a_question_of_more_than_a_minute_ago_is_over() -> None:
    open_city()
    key = enrolled()
    square = shown(key, means="card", now=NOW - timedelta(minutes=2))
    answer = SimulatedReader(card()).answer(square.token.encode(), "1234")
    assert code_of(prove, square, answer) == "pairing_over"
    unknown = Square(uuid.uuid4(), square.token)
    assert code_of(prove, unknown, answer) == "card_proves_nothing"
