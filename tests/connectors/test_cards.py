"""What a card proves, and what holding one does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from loket.connectors import cards
from loket.connectors.cards import (
    Answer,
    Holder,
    PinRefused,
    ReaderAway,
    SimulatedIssuer,
    SimulatedReader,
    examine,
)
from loket.connectors.cards.simulated import Card
from loket.domain.kiosks import cards as rules

NOW = datetime(2021, 11, 25, tzinfo=UTC)
QUESTION = b"asked just now"
ISSUER = SimulatedIssuer()


def card(**more: bool) -> Card:
    return ISSUER.issue(number="85830712345", names="An Peeters", pin="1234", **more)


def found(answer: Answer, question: bytes = QUESTION, issuer: SimulatedIssuer = ISSUER) -> Holder:
    holder = examine(
        answer, question=question, trusted=[ISSUER.certificate], register=issuer, now=NOW
    )
    assert holder is not None
    return holder


def against(holder: Holder, now: datetime = NOW) -> list[str]:
    return [one.code for one in rules.against(holder.proof, now=now)]


def test_the_right_pin_over_our_question_identifies_the_holder() -> None:
    holder = found(SimulatedReader(card()).answer(QUESTION, "1234"))
    assert (holder.number, against(holder)) == ("85830712345", [])


def test_reading_a_card_gives_its_data_and_proves_nothing() -> None:
    mine = card()
    data = SimulatedReader(mine).read()
    assert data.names == "An Peeters"
    read_only = Answer(QUESTION, b"", mine.certificate.public_bytes(Encoding.DER))
    assert against(found(read_only)) == ["card_proves_nothing"]


def test_an_answer_to_another_question_is_no_answer() -> None:
    answer = SimulatedReader(card()).answer(b"asked yesterday", "1234")
    trusted = [ISSUER.certificate]
    assert examine(answer, question=QUESTION, trusted=trusted, register=ISSUER, now=NOW) is None
    relabelled = replace(answer, question=QUESTION)
    assert against(found(relabelled)) == ["card_proves_nothing"]


def test_a_card_of_another_issuer_is_not_trusted() -> None:
    other = SimulatedIssuer()
    theirs = other.issue(number="85830712345", names="An Peeters", pin="1234")
    holder = found(SimulatedReader(theirs).answer(QUESTION, "1234"))
    assert against(holder) == ["card_not_trusted", "card_cannot_be_checked"]


def test_the_key_for_signing_documents_opens_nothing() -> None:
    holder = found(SimulatedReader(card(is_for_signing=True)).answer(QUESTION, "1234"))
    assert against(holder) == ["card_not_trusted"]


def test_a_revoked_card_is_refused_and_an_unreachable_register_never_means_good() -> None:
    lost = card()
    answer = SimulatedReader(lost).answer(QUESTION, "1234")
    ISSUER.revoke(lost)
    assert against(found(answer)) == ["card_revoked"]
    ISSUER.answers = False
    try:
        assert against(found(answer)) == ["card_cannot_be_checked"]
    finally:
        ISSUER.answers = True


def test_a_certificate_counts_between_its_dates_only() -> None:
    holder = found(SimulatedReader(card()).answer(QUESTION, "1234"))
    assert against(holder, datetime(2019, 1, 1, tzinfo=UTC)) == ["card_certificate_expired"]
    assert against(holder, datetime(2040, 1, 1, tzinfo=UTC)) == ["card_certificate_expired"]


def test_three_wrong_pins_block_the_card_and_nothing_tries_a_fourth_time() -> None:
    reader = SimulatedReader(card())
    left = []
    for _ in range(4):
        with pytest.raises(PinRefused) as refused:
            reader.answer(QUESTION, "0000")
        left.append(refused.value.left)
    assert left == [2, 1, 0, 0]
    with pytest.raises(PinRefused):
        reader.answer(QUESTION, "1234")


def test_without_a_card_there_is_nothing_to_read() -> None:
    with pytest.raises(ReaderAway):
        SimulatedReader().read()


def test_bytes_that_are_no_certificate_identify_nobody() -> None:
    nonsense = Answer(QUESTION, b"x", b"not a certificate")
    trusted = [ISSUER.certificate]
    assert examine(nonsense, question=QUESTION, trusted=trusted, register=ISSUER, now=NOW) is None


def test_the_connector_says_what_it_is() -> None:
    assert cards.STANDING == "as documented, untested"
