"""Who may call itself a kiosk of the city."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories.city import NOW
from tests.offices.kiosks.helpers import administrator, code_of, enrolled, open_city, shown

from loket.foundations.journal.models import Line
from loket.offices.kiosks import actions, queries
from loket.offices.kiosks.models import Device, Pairing

pytestmark = pytest.mark.django_db


def test_a_code_lets_one_machine_in_once() -> None:
    open_city()
    code = actions.make_code(point="library", actor=administrator(), now=NOW)
    typed = f"{code[:4]} {code[4:8].lower()}-{code[8:]}"
    key = actions.enrol(code=typed, now=NOW)
    found = queries.find_device(str(key), point="library")
    assert found is not None
    assert found.id == key.device
    assert code_of(actions.enrol, code=code, now=NOW) == "enrolment_refused"


def test_a_code_lasts_a_quarter_of_an_hour_and_a_wrong_one_opens_nothing() -> None:
    open_city()
    code = actions.make_code(point="library", actor="system:test", now=NOW)
    late = NOW + timedelta(minutes=15)
    assert code_of(actions.enrol, code=code, now=late) == "enrolment_refused"
    assert code_of(actions.enrol, code="", now=NOW) == "enrolment_refused"
    assert not Device.objects.exists()


@pytest.mark.parametrize("role", ["clerk", "manager", "reception", "planner"])
def test_only_an_administrator_makes_codes_and_revokes(role: str) -> None:
    open_city()
    key = enrolled()
    who = administrator(role, role)
    assert code_of(actions.make_code, point="library", actor=who, now=NOW) == "not_allowed"
    assert code_of(actions.revoke, device=key.device, actor=who, now=NOW) == "not_allowed"


def test_there_is_no_kiosk_where_there_is_no_place() -> None:
    open_city()
    assert code_of(actions.make_code, point="nowhere", actor="system:t", now=NOW) == "unknown_kiosk"


def test_a_key_counts_at_its_own_place_only() -> None:
    open_city()
    key = enrolled()
    assert queries.find_device(str(key), point="sports") is None
    for wrong in ("", "x", f"{key.device}.", f"{key.device}.{'x' * 43}", f"x.{key.secret}"):
        assert queries.find_device(wrong, point="library") is None


def test_an_entrance_lets_one_browser_in_once_within_a_minute() -> None:
    open_city()
    key = enrolled()
    entrance = actions.open_entrance(key=str(key), now=NOW)
    stay = actions.enter(entrance=entrance, now=NOW)
    assert queries.find_device(stay, point="library") is not None
    assert code_of(actions.enter, entrance=entrance, now=NOW) == "not_a_kiosk"
    late = actions.open_entrance(key=str(key), now=NOW)
    minute = NOW + timedelta(minutes=1)
    assert code_of(actions.enter, entrance=late, now=minute) == "not_a_kiosk"


def test_the_next_browser_ends_the_stay_of_the_former_one_and_what_it_had() -> None:
    open_city()
    key = enrolled()
    former = actions.enter(entrance=actions.open_entrance(key=str(key), now=NOW), now=NOW)
    shown(key)
    actions.enter(entrance=actions.open_entrance(key=str(key), now=NOW), now=NOW)
    assert queries.find_device(former, point="library") is None
    assert Pairing.objects.get().state == "ended"


def test_revoking_twice_is_written_once() -> None:
    open_city()
    key = enrolled()
    who = administrator()
    actions.revoke(device=key.device, actor=who, now=NOW)
    actions.revoke(device=key.device, actor=who, now=NOW)
    assert Line.objects.filter(act="kiosks.revoke").count() == 1
    assert [one.revoked_at for one in queries.list_devices()] == [NOW]


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("ipps://printer.example/ipp/print", ""),
        ("", ""),
        ("file:///etc/passwd", "printer_address_unreadable"),
        ("http://elsewhere.example/", "printer_address_unreadable"),
    ],
)
def test_a_printer_speaks_ipp(address: str, refused: str) -> None:
    open_city()
    key = enrolled()
    given = {"device": key.device, "address": address, "actor": administrator(), "now": NOW}
    assert code_of(actions.set_printer, **given) == refused


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_device_is_revoked_after_it_is_enrolled", {"revoked_at": NOW - timedelta(days=1)}),
        ("a_revoked_device_lets_no_browser_in", {"revoked_at": NOW, "stay_hash": "x"}),
        ("an_entrance_closes_at_a_moment", {"entrance_hash": "x"}),
    ],
)
def test_the_database_keeps_each_rule_by_itself(name: str, changes: dict[str, object]) -> None:
    open_city()
    enrolled()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Device.objects.update(**changes)


def test_a_client_who_came_and_left_between_two_looks_of_the_machine_has_left() -> None:
    open_city()
    key = enrolled()
    entrance = actions.open_entrance(key=str(key), now=NOW)
    assert queries.has_client(key.device, now=NOW)
    actions.enter(entrance=entrance, now=NOW)
    assert queries.has_client(key.device, now=NOW + timedelta(hours=1))
    actions.end_stay(device=key.device, now=NOW)
    assert not queries.has_client(key.device, now=NOW)


def test_a_browser_that_never_came_in_is_not_waited_for() -> None:
    open_city()
    key = enrolled()
    actions.open_entrance(key=str(key), now=NOW)
    assert not queries.has_client(key.device, now=NOW + timedelta(minutes=1))
