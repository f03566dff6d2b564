"""The week is drawn from the same intervals that its words say."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from loket.channels.ui import week
from loket.domain.places.facts import Interval

MONDAY = date(2021, 11, 22)


@pytest.fixture(autouse=True)
def _in_dutch() -> None:
    translation.activate("nl")


def one(*hours: tuple[int, int], less: tuple[tuple[int, int], ...] = ()) -> week.Hours:
    return week.Hours(MONDAY, [Interval(*h) for h in hours], less=[Interval(*h) for h in less])


def test_the_axis_runs_from_8_to_20_and_a_bar_lies_where_its_hours_are() -> None:
    drawn = week.draw([one((8 * 60, 14 * 60))])
    assert [mark.label for mark in drawn.marks] == ["8", "10", "12", "14", "16", "18", "20"]
    assert drawn.rows[0].bars == (week.Bar(0, 500, ""),)
    assert drawn.rows[0].hours == ("8 tot 14 uur",)


def test_the_evening_is_another_shade_and_the_words_stay_one_stretch() -> None:
    drawn = week.draw([one((13 * 60, 20 * 60))])
    assert drawn.rows[0].bars == (week.Bar(417, 333, ""), week.Bar(750, 250, "late"))
    assert drawn.rows[0].hours == ("13 tot 20 uur",)
    assert drawn.has_evening
    assert not drawn.has_less


def test_hours_with_reception_only_are_a_third_shade_also_in_the_evening() -> None:
    drawn = week.draw([one((16 * 60, 18 * 60), less=((16 * 60, 18 * 60),))])
    assert {bar.shade for bar in drawn.rows[0].bars} == {"less"}
    assert drawn.has_less


def test_the_axis_grows_with_hours_outside_it() -> None:
    drawn = week.draw([one((7 * 60, 9 * 60), (21 * 60, 22 * 60 + 30))])
    assert drawn.marks[0].label == "6"
    assert drawn.marks[-1].label == "24"


def test_a_line_marks_now_on_today_only() -> None:
    days = [week.Hours(MONDAY + timedelta(days=i), ()) for i in range(7)]
    drawn = week.draw(days, today=MONDAY + timedelta(days=2), minute=14 * 60)
    assert [row.now_x for row in drawn.rows] == [None, None, 500, None, None, None, None]
    assert [row.is_today for row in drawn.rows].index(True) == 2


def test_no_line_at_night() -> None:
    drawn = week.draw([week.Hours(MONDAY, ())], today=MONDAY, minute=3 * 60)
    assert drawn.rows[0].now_x is None


def test_an_ordinary_week_shows_no_dates() -> None:
    assert week.draw([one()]).rows[0].date == ""
    assert week.draw([one()], today=MONDAY).rows[0].date == "22 nov"


def test_a_week_is_said_in_one_sentence_and_a_closed_one_too() -> None:
    tuesday = week.Hours(MONDAY + timedelta(days=1), [Interval(540, 750), Interval(780, 1020)])
    said = "maandag 9 tot 12.30 uur; dinsdag 9 tot 12.30 uur en 13 tot 17 uur"
    assert week.say([one((540, 750)), tuesday]) == said
    assert week.say([one()]) == "gesloten"


#: Stretches of a day on the grid of five minutes that do not touch.
stretches = st.lists(st.integers(0, 288), min_size=0, max_size=8, unique=True).map(
    lambda cuts: [(a * 5, b * 5) for a, b in zip(*[iter(sorted(cuts))] * 2, strict=False)]
)


@given(stretches)
def test_bars_stay_in_the_picture_and_cover_the_open_share_of_the_axis(
    hours: list[tuple[int, int]],
) -> None:
    translation.activate("nl")
    drawn = week.draw([one(*hours)])
    first, last = int(drawn.marks[0].label) * 60, int(drawn.marks[-1].label) * 60
    bars = drawn.rows[0].bars
    assert all(bar.x >= 0 and bar.x + bar.width <= week.WIDTH and bar.width > 0 for bar in bars)
    share = sum(closes - opens for opens, closes in hours) / (last - first)
    assert sum(bar.width for bar in bars) == pytest.approx(share * week.WIDTH, abs=len(bars))
    assert len(drawn.rows[0].hours) == len(hours)
