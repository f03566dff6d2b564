"""A line for who reads a case: when it is due, and which kinds of data it names."""

from datetime import UTC, datetime, timedelta

import pytest

from loket.domain.registers.reading import Brought, kinds_read
from loket.domain.registers.seen import READING, SOON

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=3)
ASKED = Brought(LONG_AGO, "resident:1", "person", ("name", "address"))
FAMILY = Brought(LONG_AGO, "resident:1", "relations", ("family", "name"))


def read(*brought: Brought) -> tuple[str, ...]:
    return kinds_read(brought, reader="employee:7", now=NOW)


def line(kinds: tuple[str, ...], *, actor: str = "employee:7", ago: timedelta = SOON) -> Brought:
    return Brought(NOW - ago, actor, READING, kinds)


def test_the_line_names_what_every_look_up_for_the_case_brought_once() -> None:
    assert read(ASKED, FAMILY) == ("name", "address", "family")


@pytest.mark.parametrize("inquiry", ["search", "attest", "act", READING])
def test_what_leaves_nothing_in_a_case_is_not_read_there(inquiry: str) -> None:
    assert read(Brought(LONG_AGO, "employee:8", inquiry, ("document",))) == ()


def test_a_case_for_which_nothing_was_asked_tells_nothing() -> None:
    assert read() == ()


def test_pages_of_one_visit_are_one_line() -> None:
    assert read(line(("name", "address")), ASKED) == ()


def test_who_asked_within_the_hour_themselves_reads_nothing_new() -> None:
    assert read(Brought(NOW, "employee:7", "person", ("name", "address")), ASKED) == ()


@pytest.mark.parametrize(
    "before",
    [
        line(("name", "address"), ago=SOON + timedelta(seconds=1)),
        line(("name", "address"), actor="employee:8"),
        line(("name",)),
    ],
    ids=["an hour ago", "another reader", "less of it"],
)
def test_a_later_visit_another_reader_and_more_data_are_a_line_of_their_own(
    before: Brought,
) -> None:
    assert read(before, ASKED) == ("name", "address")
