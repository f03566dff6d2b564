"""A kiosk and a phone: one square, one product, and a clear end for whoever is wrong."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories.city import NOW
from tests.offices.kiosks.helpers import (
    DISCREET,
    VISIT,
    WHO,
    administrator,
    code_of,
    confirm,
    enrolled,
    number,
    open_city,
    scanned,
    shown,
)

from loket.domain.kiosks.pairing import SignIn
from loket.foundations.journal.models import Line
from loket.offices.kiosks import actions, queries, tasks
from loket.offices.kiosks.actions import Key, Phone
from loket.offices.kiosks.models import Device, Pairing

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(seconds=50)


def granted(key: Key, *, visit: str = VISIT, product: str = "KIDSID") -> queries.Granted | None:
    return queries.find_granted(device=key.device, visit=visit, product=product, now=LATER)


def test_the_kiosk_gets_the_product_and_nothing_else_of_the_account() -> None:
    open_city()
    key = enrolled()
    square = shown(key)
    phone = scanned(square)
    confirm(phone, number(square))
    found = granted(key)
    assert found is not None
    assert (found.resident, found.product, found.level, found.means) == (
        WHO, "KIDSID", 450, "phone",
    )  # fmt: skip
    assert granted(key, product="PASSPORT") is None
    assert granted(key, visit="of-the-next-client") is None
    assert granted(enrolled("sports")) is None


def test_the_number_is_on_the_screen_only_after_the_scan_and_never_on_the_phone() -> None:
    open_city()
    key = enrolled()
    square = shown(key)
    before = queries.find_pairing(square.id, device=key.device, visit=VISIT, now=NOW)
    phone = scanned(square)
    after = queries.find_pairing(square.id, device=key.device, visit=VISIT, now=LATER)
    assert before is not None
    assert after is not None
    assert (before.number, len(after.number)) == ("", 4)
    of_phone = queries.find_of_phone(phone.pairing, phone.secret, now=LATER)
    assert of_phone is not None
    assert (of_phone.number, of_phone.point, of_phone.product) == ("", "library", "KIDSID")
    of_square = queries.find_of_token(square.token, now=LATER)
    assert of_square is not None
    assert of_square.number == ""


def test_another_device_or_visit_learns_nothing_of_a_pairing() -> None:
    open_city()
    key, other = enrolled(), enrolled("sports")
    square = shown(key)
    for device, visit in ((other.device, VISIT), (key.device, "another")):
        assert queries.find_pairing(square.id, device=device, visit=visit, now=NOW) is None


def test_a_square_of_more_than_a_minute_ago_opens_nothing() -> None:
    open_city()
    square = shown(enrolled())
    assert code_of(scanned, square, after=60) == "square_too_old"
    assert (Pairing.objects.get().state, Pairing.objects.get().why) == ("lapsed", "pairing_over")


def test_a_square_that_a_second_phone_scans_is_broken_for_both() -> None:
    open_city()
    key = enrolled()
    square = shown(key)
    first = scanned(square)
    typed = number(square)
    assert code_of(scanned, square, after=12) == "square_used"
    assert code_of(confirm, first, typed) == "pairing_over"
    line = queries.find_pairing(square.id, device=key.device, visit=VISIT, now=LATER)
    assert line is not None
    assert (line.state, line.why) == ("broken", "square_used")


def test_a_relayed_square_ends_at_the_number_that_only_the_screen_shows() -> None:
    open_city()
    key = enrolled()
    square = shown(key)
    victim = scanned(square)
    right = number(square)
    wrong = "0000" if right != "0000" else "1111"
    found = [code_of(confirm, victim, wrong) for _ in range(3)]
    assert found == ["number_wrong", "number_wrong", "number_wrong_too_often"]
    assert code_of(confirm, victim, right) == "pairing_over"
    assert granted(key) is None
    assert Pairing.objects.get().resident is None


def test_an_old_or_weak_sign_in_gives_nothing_and_costs_no_try() -> None:
    open_city()
    square = shown(enrolled(), needed=450)
    phone = scanned(square)
    typed = number(square)
    old = SignIn(450, NOW - timedelta(minutes=1))
    assert code_of(confirm, phone, typed, sign_in=old) == "sign_in_not_fresh"
    assert code_of(confirm, phone, typed, level=400) == "sign_in_too_weak"
    assert Pairing.objects.get().tries == 0
    confirm(phone, f" {typed[:2]} {typed[2:]} ")


def test_the_phone_of_another_pairing_confirms_nothing() -> None:
    open_city()
    mine, theirs = shown(enrolled()), shown(enrolled("sports"))
    scanned(mine)
    other = scanned(theirs)
    assert code_of(confirm, Phone(mine.id, other.secret), number(mine)) == "pairing_over"


def test_the_phone_can_end_it_and_the_kiosk_has_nothing_any_more() -> None:
    open_city()
    key = enrolled()
    square = shown(key)
    phone = scanned(square)
    confirm(phone, number(square))
    actions.end_by_phone(phone=phone, now=LATER)
    assert granted(key) is None
    line = queries.find_pairing(square.id, device=key.device, visit=VISIT, now=LATER)
    assert line is not None
    assert (line.state, line.why) == ("ended", "ended_by_phone")


def test_after_ten_minutes_it_is_over_and_the_person_is_forgotten() -> None:
    open_city()
    key = enrolled()
    square = shown(key)
    confirm(scanned(square), number(square))
    much_later = NOW + timedelta(minutes=11)
    product = {"device": key.device, "visit": VISIT, "product": "KIDSID"}
    assert queries.find_granted(**product, now=much_later) is None
    assert (tasks.lapse(LATER), tasks.lapse(much_later), tasks.lapse(much_later)) == (0, 1, 0)
    kept = Pairing.objects.get()
    assert (kept.state, kept.resident, kept.number) == ("lapsed", None, "")


def test_a_new_square_ends_the_former_one() -> None:
    open_city()
    key = enrolled()
    former = shown(key)
    shown(key)
    assert code_of(scanned, former) == "square_used"
    assert [one.state for one in Pairing.objects.all()] == ["ended", "shown"]


def test_what_is_for_nobody_elses_eyes_is_not_had_at_a_kiosk() -> None:
    open_city()
    assert code_of(shown, enrolled(), product=DISCREET) == "not_at_a_kiosk"
    assert code_of(shown, enrolled(), product="NOTHING") == "unknown_product"
    assert not Pairing.objects.exists()


def test_a_revoked_device_shows_nothing_and_what_it_showed_is_over() -> None:
    open_city()
    key = enrolled()
    square = shown(key)
    phone = scanned(square)
    confirm(phone, number(square))
    actions.revoke(device=key.device, actor=administrator(), now=LATER)
    assert granted(key) is None
    assert Pairing.objects.get().why == "device_revoked"
    assert code_of(shown, key) == "not_a_kiosk"
    assert code_of(actions.open_entrance, key=str(key), now=LATER) == "not_a_kiosk"
    assert queries.find_device(str(key), point="library") is None


def test_a_card_confirms_its_own_question_only() -> None:
    open_city()
    key = enrolled()
    asked = shown(key, means="card")
    proof = {"resident": WHO, "level": 500, "actor": "kiosk:library", "now": LATER}
    assert code_of(scanned, asked) == "square_unknown"
    wrong = code_of(actions.prove, pairing=asked.id, question="another", **proof)
    assert wrong == "pairing_over"
    actions.prove(pairing=asked.id, question=asked.token, **proof)
    found = granted(key)
    assert found is not None
    assert found.means == "card"
    again = code_of(actions.prove, pairing=asked.id, question=asked.token, **proof)
    assert again == "pairing_over"


def test_the_journal_says_that_it_was_confirmed_and_not_for_whom() -> None:
    open_city()
    square = shown(enrolled())
    confirm(scanned(square), number(square))
    line = Line.objects.get(act="kiosks.confirm")
    assert line.actor == f"resident:{WHO}"
    assert set(line.after) == {"device", "product", "level"}


def test_no_key_token_or_secret_is_stored_as_it_is() -> None:
    open_city()
    key = enrolled()
    square = shown(key)
    phone = scanned(square)
    stored = f"{list(Device.objects.values())} {list(Pairing.objects.values())}"
    for secret in (key.secret, square.token, phone.secret, VISIT):
        assert secret not in stored


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_pairing_has_a_known_state", {"state": "lost"}),
        ("a_scanned_pairing_has_a_phone_and_a_number", {"phone_hash": ""}),
        ("a_scanned_pairing_has_a_phone_and_a_number", {"means": "card"}),
        ("a_confirmed_pairing_knows_who_signed_in", {"state": "confirmed"}),
        ("only_a_confirmed_pairing_keeps_a_person", {"resident": uuid.UUID(int=9)}),
        ("a_pairing_has_an_end_when_it_ended", {"state": "ended"}),
        ("a_pairing_has_an_end_when_it_ended", {"ended_at": NOW}),
    ],
)
def test_the_database_keeps_each_rule_by_itself(name: str, changes: dict[str, object]) -> None:
    open_city()
    scanned(shown(enrolled()))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Pairing.objects.update(**changes)


def test_the_database_knows_one_live_pairing_per_device() -> None:
    open_city()
    shown(enrolled())
    row = Pairing.objects.get()
    row.pk, row.token_hash = uuid.uuid4(), "another"
    row._state.adding = True
    with pytest.raises(IntegrityError, match="one_live_pairing_per_device"):
        row.save(force_insert=True)
