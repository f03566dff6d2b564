"""Two phones, two machines, two connections: what the database itself guarantees."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from tests.factories.city import NOW
from tests.offices.kiosks.helpers import confirm, enrolled, number, open_city, scanned, shown

from loket.domain.refusals import RuleBroken
from loket.offices.kiosks import actions
from loket.offices.kiosks.models import Device, Pairing

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave or raised, each on a connection of its own."""
    together = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        together.wait()
        try:
            return act()
        except RuleBroken as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def city() -> None:
    with transaction.atomic():
        open_city()


def test_of_two_phones_that_scan_at_once_neither_gets_the_product() -> None:
    city()
    square = shown(enrolled())
    found = at_once(*[lambda: scanned(square)] * 2)
    assert found.count("square_used") == 1
    assert Pairing.objects.get().state == "broken"


def test_one_code_lets_one_machine_in_however_many_type_it_at_once() -> None:
    city()
    code = actions.make_code(point="library", actor="system:test", now=NOW)
    found = at_once(*[lambda: actions.enrol(code=code, now=NOW)] * 3)
    assert found.count("enrolment_refused") == 2
    assert Device.objects.count() == 1


def test_one_entrance_lets_one_browser_in_however_many_try_at_once() -> None:
    city()
    entrance = actions.open_entrance(key=str(enrolled()), now=NOW)
    found = at_once(*[lambda: actions.enter(entrance=entrance, now=NOW)] * 3)
    assert found.count("not_a_kiosk") == 2


def test_two_screens_of_one_machine_leave_one_live_pairing() -> None:
    city()
    key = enrolled()
    at_once(*[lambda: shown(key)] * 3)
    assert Pairing.objects.live().count() == 1


def test_revoked_while_the_phone_confirms_the_kiosk_has_nothing() -> None:
    city()
    key = enrolled()
    square = shown(key)
    phone, typed = scanned(square), number(square)
    at_once(
        lambda: actions.revoke(device=key.device, actor="system:test", now=NOW),
        lambda: confirm(phone, typed),
    )
    kept = Pairing.objects.get()
    assert (kept.state, kept.why, kept.resident) == ("ended", "device_revoked", None)


def test_a_machine_is_not_revoked_under_a_square_that_is_being_shown() -> None:
    city()
    key = enrolled()
    at_once(
        lambda: actions.revoke(device=key.device, actor="system:test", now=NOW),
        lambda: shown(key),
    )
    assert not Pairing.objects.live().exists()
