"""A card at a kiosk: PIN, signature, issuer, revocation; and what holding it alone is worth."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import IntegrityError
from tests.factories.city import NOW
from tests.factories.residents import number, resident
from tests.offices.kiosks.helpers import VISIT, code_of, enrolled, open_city, shown

from loket.connectors.cards import Answer, SimulatedIssuer, SimulatedReader
from loket.connectors.cards.simulated import Card
from loket.domain.kiosks.cards import Word
from loket.offices.kiosks import actions, queries
from loket.offices.kiosks.actions import Key, Square
from loket.offices.kiosks.models import Pairing
from loket.offices.kiosks.queries import Question

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
    second = shown(key, means="card")
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
    square = shown(key, means="card")
    other = SimulatedReader(card()).answer(square.token.encode(), "1234")
    assert code_of(prove, square, other, away) == "card_cannot_be_checked"
    assert granted(key) is None


def test_a_question_of_more_than_three_minutes_ago_is_over() -> None:
    open_city()
    key = enrolled()
    square = shown(key, means="card", now=SOON - timedelta(minutes=3))
    answer = SimulatedReader(card()).answer(square.token.encode(), "1234")
    assert code_of(prove, square, answer) == "pairing_over"
    unknown = Square(uuid.uuid4(), square.token)
    assert code_of(prove, unknown, answer) == "card_proves_nothing"


def test_a_refused_card_ends_the_pairing_and_the_screen_says_why() -> None:
    open_city()
    key = enrolled()
    square = shown(key, means="card")
    lost = card()
    ISSUER.revoke(lost)
    answer = SimulatedReader(lost).answer(square.token.encode(), "1234")
    assert code_of(prove, square, answer) == "card_revoked"
    kept = Pairing.objects.get()
    assert (kept.state, kept.why, kept.resident) == ("broken", "card_revoked", None)


def hear(square: Square, word: Word) -> Pairing:
    actions.hear_reader(pairing=square.id, word=word, now=SOON)
    return Pairing.objects.get(id=square.id)


def test_a_wrong_pin_is_said_and_the_question_stands_until_the_card_is_blocked() -> None:
    open_city()
    key = enrolled()
    square = shown(key, means="card")
    for word, heard in (("wrong_pin", "card_pin_wrong"), ("last_pin", "card_pin_wrong_last")):
        kept = hear(square, word)  # type: ignore[arg-type]
        assert (kept.state, kept.heard) == ("shown", heard)
        line = queries.find_pairing(square.id, device=key.device, visit=VISIT, now=SOON)
        assert line is not None
        assert line.heard == heard
    kept = hear(square, "blocked")
    assert (kept.state, kept.why, kept.heard) == ("broken", "card_blocked", "")
    assert code_of(hear, square, "wrong_pin") == "pairing_over"


def test_who_takes_the_card_out_has_left_and_before_that_it_is_only_said() -> None:
    open_city()
    key = enrolled()
    square = shown(key, means="card")
    assert hear(square, "taken_out").state == "shown"
    prove(square, SimulatedReader(card()).answer(square.token.encode(), "1234"))
    assert granted(key) is not None
    kept = hear(square, "taken_out")
    assert (kept.state, kept.why, kept.resident) == ("ended", "card_taken_out", None)
    assert granted(key) is None


def test_a_card_in_the_place_of_another_ends_what_the_first_one_opened() -> None:
    open_city()
    key = enrolled()
    square = shown(key, means="card")
    prove(square, SimulatedReader(card()).answer(square.token.encode(), "1234"))
    assert hear(square, "other_card").why == "card_changed"
    assert granted(key) is None


def test_a_reader_is_asked_only_what_its_own_screen_waits_for() -> None:
    open_city()
    key, other = enrolled(), enrolled("sports")
    assert queries.find_question(key.device, now=SOON) is None
    shown(key)
    assert queries.find_question(key.device, now=SOON) is None, "a phone is asked, no card"
    square = shown(key, means="card")
    assert queries.find_question(key.device, now=SOON) == Question(square.id, square.token)
    assert queries.find_question(other.device, now=SOON) is None
    assert queries.find_question(key.device, now=NOW + timedelta(minutes=3)) is None
    prove(square, SimulatedReader(card()).answer(square.token.encode(), "1234"))
    assert queries.find_question(key.device, now=SOON) == Question(square.id, "")


def test_the_database_hears_no_reader_for_a_phone() -> None:
    open_city()
    square = shown(enrolled())
    with pytest.raises(IntegrityError, match="only_a_card_is_heard_in_a_reader"):
        Pairing.objects.filter(id=square.id).update(heard="card_taken_out")


def test_a_machine_says_with_each_browser_whether_it_has_a_reader() -> None:
    open_city()
    key = enrolled()
    for has_reader in (True, False):
        actions.open_entrance(key=str(key), now=NOW, has_reader=has_reader)
        assert queries.list_devices()[0].has_reader is has_reader
    actions.note_reader(device=key.device, has_reader=True, now=NOW)
    assert queries.list_devices()[0].has_reader is True
    assert code_of(actions.note_reader, device=uuid.uuid4(), has_reader=True, now=NOW) == (
        "not_a_kiosk"
    )
