"""However look-ups lie, every occasion stands on one page, whole and once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.registers.paging import Page, is_whole, make_page
from loket.domain.registers.seen import SOON, Occasion, Seen, occasions

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
#: Minutes after noon, and a case of four, or none.
LOOKED = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["", "a", "b", "c", "d"])))


def seen(number: int, minute: int, case: str) -> Seen:
    return Seen(
        UUID(int=number), NOON + timedelta(minutes=minute), "team", "counters", "certificate",
        ("name",), was_shown=True, is_reviewed=False, beside=False, case=None, joins=case,
        number=number,
    )  # fmt: skip


def listed(looked: list[tuple[int, str]]) -> list[Seen]:
    rows = [seen(number, *one) for number, one in enumerate(looked, start=1)]
    return sorted(rows, key=lambda one: (one.at, one.number), reverse=True)


def page_from(rows: list[Seen], start: int, own: int) -> Page:
    """As the query does: an hour above, and read on below until it is whole, or all is read."""
    below = rows[start:]
    above = [one for one in rows[:start] if one.at <= rows[start - 1].at + SOON]
    read = next((n for n in range(len(below)) if is_whole(above, below[:n], own)), len(below))
    return make_page(above, below[:read], own)


def pages(rows: list[Seen], own: int) -> list[Page]:
    found = [page_from(rows, 0, own)]
    while last := found[-1].last:
        found.append(page_from(rows, rows.index(last) + 1, own))
        assert len(found) <= len(rows)
    return found


@given(LOOKED, st.integers(1, 6))
def test_all_pages_together_are_the_whole_list_and_none_is_empty(
    looked: list[tuple[int, str]], own: int
) -> None:
    rows = listed(looked)
    found = pages(rows, own)
    together = [occasion for page in found for occasion in page.occasions]
    assert together == occasions(rows)
    assert all(page.occasions for page in found) or not rows


@given(LOOKED, st.integers(1, 6))
def test_a_page_has_no_more_occasions_than_look_ups_of_its_own(
    looked: list[tuple[int, str]], own: int
) -> None:
    assert all(len(page.occasions) <= own for page in pages(listed(looked), own))


def test_an_occasion_over_the_edge_stands_whole_on_the_page_where_it_began() -> None:
    rows = listed([(0, "b"), (10, "a"), (20, "c"), (30, "a"), (200, "d")])
    told = [[one.latest.joins * len(one.seen) for one in page.occasions] for page in pages(rows, 2)]
    assert told == [["d", "aa"], ["c"], ["b"]]


@pytest.mark.parametrize(("minutes", "whole"), [(60, False), (61, True)])
def test_a_page_is_whole_once_an_hour_below_it_is_read(*, minutes: int, whole: bool) -> None:
    rows = listed([(0, "b"), (minutes, "a")])
    assert is_whole((), rows, 1) is whole


def test_what_has_no_case_waits_for_nobody_but_the_hour() -> None:
    rows = listed([(0, ""), (10, ""), (20, "")])
    assert [page.occasions for page in pages(rows, 1)] == [(Occasion((one,)),) for one in rows]


def test_without_look_ups_there_is_one_page_with_nothing() -> None:
    assert pages([], 3) == [Page((), None)]
