"""Closing, reopening, changing hours and planning the reception."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from loket.domain.places.facts import Interval, Window
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.foundations.people.models import Employee
from loket.foundations.places import actions, models, queries

pytestmark = pytest.mark.django_db

START = date(2021, 1, 1)
MONDAY = date(2021, 9, 13)
#: A Monday morning at eight on the wall.
NOW = datetime(2021, 9, 13, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
ACTOR = "system:test"


@pytest.fixture(autouse=True)
def hall() -> models.Location:
    """A location with two counters, open on weekdays from 9 to 17."""
    location = models.Location.objects.create(code="hall")
    models.Profile.objects.create(
        location=location, valid_from=START, tier="city", name={"nl": "Hal"}, street="Plein 1",
        postal_code="2000", locality="Stad", reception="open", lat=51.2, lon=4.4,
        capabilities=["booking", "reception"], promise={"opening_days": 5},
    )  # fmt: skip
    for lane in range(2):
        models.Counter.objects.create(
            location=location, lane=lane, name=f"Loket {lane}", valid_from=START
        )
    for weekday in range(5):
        for purpose in ("counter", "reception"):
            models.Window.objects.create(
                location=location, purpose=purpose, weekday=weekday, opens=time(9),
                closes=time(17), valid_from=START,
            )  # fmt: skip
    models.Calendar.objects.create(zone="Europe/Brussels", country="BE")
    models.Parameter.objects.create(
        key="office_hours",
        value={"opens": "09:00:00", "closes": "17:00:00", "weekdays": [0, 1, 2, 3, 4]},
        valid_from=START,
    )
    return location


def weekly(weekdays: Sequence[int], opens: int = 10, closes: int = 18) -> list[Window]:
    return [
        Window("counter", opens * 60, closes * 60, valid_from=START, weekday=weekday)
        for weekday in weekdays
    ]


def change(**facts: Any) -> int:
    defaults: dict[str, Any] = {
        "location": "hall", "windows": weekly(range(5)), "valid_from": MONDAY + timedelta(weeks=1),
        "now": NOW, "actor": ACTOR,
    }  # fmt: skip
    return actions.change_hours(**(defaults | facts))


def close(**facts: Any) -> int:
    defaults: dict[str, Any] = {
        "location": "hall", "starts_at": NOW + 2 * HOUR, "ends_at": NOW + 4 * HOUR,
        "reason": {"nl": "Opleiding"}, "now": NOW, "actor": ACTOR,
    }  # fmt: skip
    return actions.close(**(defaults | facts))


def counters_on(day: date) -> tuple[Interval, ...]:
    return queries.hours_of("hall", day, day)[0].counters


def test_a_closure_shows_at_once_and_stands_in_the_journal() -> None:
    assert counters_on(MONDAY) == (Interval(540, 1020),)
    number = close()
    assert counters_on(MONDAY) == (Interval(540, 600), Interval(720, 1020))
    assert [one.id for one in queries.list_closures("hall", NOW)] == [number]
    assert queries.list_closures("hall", NOW + 4 * HOUR) == ()
    line = Line.objects.get(act="places.close")
    assert (line.actor, line.subject, line.at) == (ACTOR, "location:hall", NOW)


def test_the_closure_of_one_counter_leaves_the_other_open() -> None:
    close(counter=1)
    ticks = queries.opening_ticks("hall", MONDAY)
    assert ticks[0] == [(108, 204, "", 0)]
    assert ticks[1] == [(108, 120, "", 0), (144, 204, "", 0)]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"location": "nowhere"}, "unknown_location"),
        ({"counter": 9}, "unknown_counter"),
        ({"ends_at": NOW + 2 * HOUR}, "closure_ends_before_it_starts"),
        ({"starts_at": NOW - 2 * HOUR, "ends_at": NOW}, "closure_is_over"),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused_and_leaves_no_trace(
    facts: dict[str, Any], code: str
) -> None:
    edition = queries.find_edition()
    with pytest.raises(RuleBroken) as refused:
        close(**facts)
    assert refused.value.code == code
    assert queries.find_edition() == edition
    assert not Line.objects.exists()


def test_a_closure_taken_back_before_it_begins_never_was() -> None:
    actions.reopen(closure=close(), now=NOW + HOUR, actor=ACTOR)
    assert counters_on(MONDAY) == (Interval(540, 1020),)


def test_a_closure_taken_back_halfway_ends_then() -> None:
    actions.reopen(closure=close(), now=NOW + 3 * HOUR, actor=ACTOR)
    assert counters_on(MONDAY) == (Interval(540, 600), Interval(660, 1020))


def test_a_closure_that_is_over_or_unknown_cannot_be_taken_back() -> None:
    number = close()
    for closure, code in ((number, "closure_is_over"), (number + 1, "unknown_closure")):
        with pytest.raises(RuleBroken) as refused:
            actions.reopen(closure=closure, now=NOW + 5 * HOUR, actor=ACTOR)
        assert refused.value.code == code


def test_changed_hours_follow_the_old_ones_on_their_day_and_the_past_stays_as_it_was() -> None:
    edition = change()
    assert queries.find_edition() == edition
    assert counters_on(MONDAY) == (Interval(540, 1020),)
    assert counters_on(MONDAY + timedelta(weeks=1)) == (Interval(600, 1080),)
    line = Line.objects.get(act="places.change_hours")
    assert line.before["hours"][0] == "0 09:00-17:00"
    assert line.after["hours"][0] == "0 10:00-18:00"


def test_a_second_change_replaces_a_first_that_had_not_begun() -> None:
    change()
    change(windows=weekly(range(5), 8, 16))
    assert counters_on(MONDAY + timedelta(weeks=1)) == (Interval(480, 960),)
    assert counters_on(MONDAY) == (Interval(540, 1020),)


def test_changed_hours_of_one_counter_leave_the_other_and_the_reception() -> None:
    later = MONDAY + timedelta(weeks=1)
    change(counter=1, windows=weekly([0], 13, 20))
    assert queries.opening_ticks("hall", later) == {
        0: [(108, 204, "", 0)],
        1: [(156, 240, "", 0)],
    }
    assert queries.hours_of("hall", later, later)[0].reception == (Interval(540, 1020),)


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"windows": []}, ["no_hours_given"]),
        ({"windows": weekly([0, 0, 1, 2, 3, 4])}, ["hours_overlap"]),
        ({"valid_from": MONDAY - timedelta(days=1)}, ["change_starts_in_the_past"]),
        ({"location": "nowhere"}, ["unknown_location"]),
        ({"counter": 5}, ["unknown_counter"]),
    ],
)
def test_hours_that_make_no_sense_are_refused(facts: dict[str, Any], codes: list[str]) -> None:
    with pytest.raises(RuleBroken) as refused:
        change(**facts)
    assert [reason.code for reason in refused.value.reasons] == codes
    assert counters_on(MONDAY + timedelta(weeks=1)) == (Interval(540, 1020),)


def test_hours_that_break_what_was_decided_are_refused_and_nothing_changes() -> None:
    models.Window.objects.filter(purpose="reception").delete()
    with pytest.raises(RuleBroken) as refused:
        change(windows=weekly(range(4)))
    assert refused.value.code == "too_few_opening_days"
    assert refused.value.facts == {"promised": 5, "found": 4}
    assert counters_on(MONDAY + timedelta(weeks=1)) == (Interval(540, 1020),)


def test_what_is_remembered_costs_one_statement_until_something_changes(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    queries.snapshot()
    with django_assert_num_queries(1):
        queries.list_locations(MONDAY)
    with django_assert_num_queries(1):
        queries.week_of("hall", MONDAY)
    with django_assert_num_queries(1):
        queries.opening_ticks("hall", MONDAY)


def test_all_places_are_read_in_nine_statements_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(20):
        models.Location.objects.create(code=f"other-{number}")
    actions.begin_edition()
    with django_assert_num_queries(9):
        assert len(queries.snapshot().places) == 21


def test_an_edition_that_was_undone_leaves_nothing_remembered() -> None:
    before = queries.find_edition()
    with transaction.atomic():
        close()
        assert counters_on(MONDAY) != (Interval(540, 1020),)
        transaction.set_rollback(True)
    assert queries.find_edition() == before
    assert counters_on(MONDAY) == (Interval(540, 1020),)
    assert actions.begin_edition() > before + 1


def test_open_now_knows_until_when_and_closed_knows_from_when() -> None:
    assert queries.open_now("hall", NOW).opens_at == NOW + HOUR
    assert queries.open_now("hall", NOW + HOUR).until == NOW + 9 * HOUR
    evening = queries.open_now("hall", NOW + 9 * HOUR)
    assert not evening.is_open
    assert evening.opens_at == NOW + 25 * HOUR


def roster(**facts: Any) -> int:
    defaults: dict[str, Any] = {
        "location": "hall", "day": MONDAY, "opens": time(9), "closes": time(13), "now": NOW,
        "actor": ACTOR,
    }  # fmt: skip
    return actions.roster_shift(**(defaults | facts))


def test_a_reception_without_anybody_planned_is_told_for_exactly_the_empty_time() -> None:
    somebody = Employee.objects.create(login="x", name="X")
    (gap,) = queries.list_unstaffed_reception(MONDAY, MONDAY)
    assert gap.interval == Interval(540, 1020)
    roster(employee=somebody.id)
    empty = roster(opens=time(13), closes=time(17))
    (gap,) = queries.list_unstaffed_reception(MONDAY, MONDAY)
    assert (gap.location, gap.day, gap.interval) == ("hall", MONDAY, Interval(780, 1020))
    actions.staff_shift(shift=empty, employee=somebody.id, now=NOW, actor=ACTOR)
    assert queries.list_unstaffed_reception(MONDAY, MONDAY) == ()
    actions.staff_shift(shift=empty, employee=None, now=NOW, actor=ACTOR)
    assert len(queries.list_unstaffed_reception(MONDAY, MONDAY)) == 1
    assert [shift.employee for shift in queries.list_shifts("hall", MONDAY, MONDAY)] == [
        somebody.id,
        None,
    ]


def test_a_reception_for_appointments_only_needs_nobody(hall: models.Location) -> None:
    models.Profile.objects.update(reception="appointments_only")
    actions.begin_edition()
    assert queries.list_unstaffed_reception(MONDAY, MONDAY) == ()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"closes": time(9)}, "shift_ends_before_it_begins"),
        ({"location": "nowhere"}, "unknown_location"),
        ({"employee": UUID(int=1)}, "employee_unknown"),
    ],
)
def test_a_shift_that_makes_no_sense_is_refused(facts: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        roster(**facts)
    assert refused.value.code == code


def test_nobody_is_planned_at_two_receptions_at_the_same_time() -> None:
    somebody = Employee.objects.create(login="x", name="X").id
    roster(employee=somebody)
    with pytest.raises(RuleBroken) as refused:
        roster(employee=somebody, opens=time(12), closes=time(14))
    assert refused.value.code == "employee_is_elsewhere"
    later = roster(opens=time(12), closes=time(14))
    with pytest.raises(RuleBroken):
        actions.staff_shift(shift=later, employee=somebody, now=NOW, actor=ACTOR)
    with pytest.raises(RuleBroken):
        actions.staff_shift(shift=later + 1, employee=None, now=NOW, actor=ACTOR)
