"""A resident reads the list page by page: whole occasions, and as it was when they began."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import registers as make
from tests.foundations.registers.asking import NOW, known
from tests.foundations.registers.test_evidence import look_up

from loket.foundations.registers import queries
from loket.foundations.registers.models import LookUp
from loket.foundations.registers.queries import Place
from loket.foundations.registers.queries.pages import PAGE, TAIL

pytestmark = pytest.mark.django_db
AN = make.number()
SINCE, LATER = NOW - timedelta(days=90), NOW + timedelta(days=1)


def asked(minutes_ago: int, case: str) -> LookUp:
    return look_up(about=known(AN), at=NOW - timedelta(minutes=minutes_ago), ground_reference=case)


def apart(times: int, *, minutes_ago: int) -> None:
    """So many look-ups for a case each, one a minute, the first one so long ago."""
    for i in range(times):
        asked(minutes_ago - i, f"apart {minutes_ago} {i}")


def read(place: Place | None = None) -> queries.Page:
    return queries.list_occasions_of(known(AN), since=SINCE, place=place or Place(LATER))


def sizes(page: queries.Page) -> list[int]:
    return [len(one.look_ups) for one in page.occasions]


def test_an_occasion_over_the_edge_of_a_page_is_one_and_stands_there_once() -> None:
    apart(20, minutes_ago=400)
    early = asked(101, "over the edge")
    late = asked(100, "over the edge")
    apart(PAGE - 1, minutes_ago=99)
    first = read()
    assert sizes(first) == [1] * (PAGE - 1) + [2]
    assert first.occasions[-1].look_ups == (late.pk, early.pk)
    second = read(first.more)
    assert (sizes(second), second.more) == ([1] * 20, None)


def test_what_is_asked_after_somebody_began_to_read_moves_nothing_on_the_pages_below() -> None:
    apart(20, minutes_ago=400)
    asked(120, "goes on")
    apart(PAGE, minutes_ago=99)
    place = read().more
    before = read(place)
    asked(61, "goes on")
    asked(0, "new")
    assert read(place) == before
    fresh = read()
    assert [len(one.look_ups) for one in fresh.occasions if len(one.look_ups) > 1] == [2]


def lists(made: CaptureQueriesContext) -> list[str]:
    """What was asked of the list itself."""
    return [one["sql"] for one in made.captured_queries if "registers_shown" in one["sql"]]


def test_a_long_occasion_is_read_to_its_end_and_in_few_questions() -> None:
    apart(2, minutes_ago=2000)
    long = 5 * (PAGE + TAIL)
    for i in range(long):
        asked(long - i, "long")
    with CaptureQueriesContext(connection) as made:
        first = read()
    assert (sizes(first), len(lists(made))) == ([long], 4), "each reads as much as all before it"
    with CaptureQueriesContext(connection) as made:
        assert sizes(read(first.more)) == [1, 1]
    assert len(lists(made)) == 2, "the hour above, and the page"


def test_an_ordinary_page_is_one_question_to_the_list() -> None:
    apart(TAIL, minutes_ago=900)
    apart(PAGE, minutes_ago=200)
    with CaptureQueriesContext(connection) as made:
        assert sizes(read()) == [1] * PAGE
    assert len(lists(made)) == 1


def test_a_page_has_only_what_was_written_by_then_of_one_instant() -> None:
    ids: list[UUID] = [asked(0, str(i)).pk for i in range(PAGE + 5)]
    first = read()
    second = read(first.more)
    told = [one for page in (first, second) for each in page.occasions for one in each.look_ups]
    assert told == ids[::-1]
