"""The bytes that are sealed are fixed, so that another program can check the chain."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

from loket.domain.journal.chain import BEGINNING, Entry, digest, head, written

AT = datetime(2021, 11, 25, 17, 20, 0, 5, tzinfo=UTC)
ENTRY = Entry(
    number=7,
    at=AT,
    act="appointments.book",
    actor="resident",
    purpose="",
    subject="appointment:1",
    before=None,
    after={"b": [1, "é"], "a": None},
    transaction=812,
)
BYTES = (
    '[7,"2021-11-25T17:20:00.000005Z","appointments.book","resident","","appointment:1",'
    'null,{"a":null,"b":[1,"é"]},812]'
).encode()


def test_a_line_is_written_as_documented() -> None:
    assert written(ENTRY) == BYTES
    assert digest(ENTRY) == hashlib.sha256(BYTES).digest()


def test_the_zone_in_which_an_instant_was_given_makes_no_difference() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=1)))
    assert head(BEGINNING, at=elsewhere, digests=[]) == head(BEGINNING, at=AT, digests=[])


def test_a_head_follows_from_the_head_before_it_its_instant_and_its_digests_in_order() -> None:
    one, two = hashlib.sha256(b"1").digest(), hashlib.sha256(b"2").digest()
    expected = hashlib.sha256(bytes(32) + b"2021-11-25T17:20:00.000005Z\n" + one + two).digest()
    assert head(BEGINNING, at=AT, digests=[one, two]) == expected
    assert head(BEGINNING, at=AT, digests=[two, one]) != expected
    assert head(one, at=AT, digests=[one, two]) != expected
