"""Counts without people, paper, minutes up, and calls for help."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from tests.factories.city import NOW, SINCE
from tests.offices.kiosks.helpers import administrator, code_of, enrolled, open_city

from loket.domain.kiosks.telemetry import Cell
from loket.foundations.places.models import ContactPoint
from loket.offices.kiosks import actions, queries, tasks
from loket.offices.kiosks.models import AgeTally, Counted, Device, HelpCall, Pulse, Tally

pytestmark = pytest.mark.django_db
LAST_WEEK = NOW - timedelta(days=7)
MONDAY = date(2026, 11, 16)


def used(point: str, product: str, times: int) -> None:
    actions.count_use(point=point, product=product, now=LAST_WEEK, times=times)


def test_a_use_counts_once_for_the_week_and_once_for_its_product() -> None:
    open_city()
    for _ in range(3):
        actions.count_use(point="library", product="KIDSID", now=LAST_WEEK)
    kept = {(one.week, one.product): one.count for one in Tally.objects.all()}
    assert kept == {(MONDAY, ""): 3, (MONDAY, "KIDSID"): 3}


def did(product: str, visit: str = "one", now: datetime = NOW) -> None:
    device = Device.objects.get()
    actions.count_client(device=device.pk, visit=visit, product=product, now=now)


def whole() -> dict[str, int]:
    return {one.product: one.count for one in Tally.objects.filter(point="library")}


def test_one_client_who_prints_five_times_fills_no_cell_of_five() -> None:
    open_city()
    enrolled()
    for _ in range(5):
        did("KIDSID")
    assert whole() == {"": 1, "KIDSID": 1}
    assert [one.count for one in queries.mix(NOW.date(), NOW.date())] == [None]


def test_clients_are_counted_by_visit_and_their_products_by_client() -> None:
    open_city()
    enrolled()
    for visit in ("one", "two"):
        did("KIDSID", visit)
    did("book", "two")
    assert whole() == {"": 2, "KIDSID": 2, "book": 1}
    assert Counted.objects.get().did == ["KIDSID", "book"]


def test_who_left_without_a_word_is_forgotten_after_an_hour() -> None:
    open_city()
    enrolled()
    did("book")
    tasks.lapse(NOW + timedelta(minutes=59))
    assert Counted.objects.exists()
    tasks.lapse(NOW + timedelta(minutes=61))
    assert not Counted.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_counted_at_once_in_one_visit_the_client_is_one() -> None:
    open_city()
    enrolled()
    start = Barrier(2, timeout=60)

    def work(product: str) -> None:
        start.wait()
        did(product)
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, ("KIDSID", "book")))
    assert whole() == {"": 1, "KIDSID": 1, "book": 1}


def test_the_most_used_contact_point_ranks_first_beside_its_target() -> None:
    open_city()
    ContactPoint.objects.filter(code="sports").update(target_per_week=20)
    ContactPoint.objects.filter(code="library").update(target_per_week=50)
    used("library", "KIDSID", 30)
    used("sports", "book", 21)
    ranked = queries.rank(MONDAY, MONDAY + timedelta(days=6))
    assert [(one.place, one.use.point, one.use.per_week, one.meets_target) for one in ranked] == [
        (1, "library", 30.0, False),
        (2, "sports", 21.0, True),
    ]


def test_only_weeks_in_which_it_was_open_count() -> None:
    open_city()
    ContactPoint.objects.filter(code="library").update(opened_on=MONDAY)
    ContactPoint.objects.filter(code="sports").update(
        opened_on=SINCE, closed_on=MONDAY - timedelta(days=7)
    )
    ranked = queries.rank(MONDAY - timedelta(days=14), MONDAY + timedelta(days=6))
    assert {one.use.point: one.use.weeks for one in ranked} == {"library": 1, "sports": 1}


def test_a_trial_ranks_its_own_contact_points_only() -> None:
    open_city()
    ContactPoint.objects.filter(code="library").update(trial="area")
    ranked = queries.rank(MONDAY, MONDAY + timedelta(days=6), trial="area")
    assert [one.use.point for one in ranked] == ["library"]


def test_the_mix_of_products_hides_what_few_clients_came_for() -> None:
    open_city()
    for product, times in {"KIDSID": 40, "PINPUK": 22, "book": 9, "PASSPORT": 2}.items():
        used("library", product, times)
    shown = queries.mix(MONDAY, MONDAY + timedelta(days=6))
    assert shown == (
        Cell("KIDSID", 40), Cell("PINPUK", 22), Cell("PASSPORT", None), Cell("book", None),
    )  # fmt: skip
    assert queries.mixes(MONDAY, MONDAY)["library"] == shown
    assert queries.mix(MONDAY, MONDAY, point="sports") == ()


def test_of_an_age_only_a_band_a_month_and_a_place_are_kept_and_never_a_product() -> None:
    open_city()
    for age in (19, 22, 25, 28, 29, 71):
        actions.count_age(point="library", age=age, now=NOW)
    kept = {(one.month, one.band): one.count for one in AgeTally.objects.all()}
    assert kept == {(date(2026, 11, 1), "18-29"): 5, (date(2026, 11, 1), "65+"): 1}
    assert not hasattr(AgeTally(), "product")
    assert queries.ages(MONDAY, NOW.date()) == (Cell("18-29", None), Cell("65+", None))


def test_a_host_sees_weeks_paper_and_minutes_and_no_week_of_few_clients() -> None:
    open_city()
    enrolled()
    used("library", "KIDSID", 4)
    actions.count_use(point="library", product="KIDSID", now=NOW - timedelta(days=14), times=12)
    actions.supply(point="library", sheets=500, actor="host:library", now=NOW)
    view = queries.view_of_host("library", NOW)
    assert [one.clients for one in view.weeks[-3:]] == [0, 12, None]
    assert (view.sheets, view.is_low, view.last_supplied_at) == (500, False, NOW)
    assert not hasattr(view, "products")


def test_a_minute_counts_once_however_often_the_kiosk_answers_in_it() -> None:
    open_city()
    for seconds in (0, 20, 59, 60, 61, 30):
        actions.beat(point="library", now=NOW + timedelta(seconds=seconds))
    assert Pulse.objects.get().minutes == 2
    assert queries.view_of_host("library", NOW + timedelta(seconds=61)).answers
    assert not queries.view_of_host("library", NOW + timedelta(minutes=9)).answers


def test_uptime_is_told_of_whole_days_since_it_first_answered() -> None:
    open_city()
    Pulse.objects.create(point="library", day=NOW.date() - timedelta(days=1), minutes=720,
                         last_at=NOW)  # fmt: skip
    assert queries.view_of_host("library", NOW).uptime == 0.5
    assert queries.view_of_host("sports", NOW).uptime is None


@pytest.mark.parametrize("sheets", [0, -5, 5001])
def test_paper_is_put_in_by_the_ream_and_not_by_the_million(sheets: int) -> None:
    open_city()
    enrolled()
    given = {"point": "library", "sheets": sheets, "actor": "host:library", "now": NOW}
    assert code_of(actions.supply, **given) == "sheets_out_of_range"


def test_paper_for_a_kiosk_that_is_not_there_is_refused() -> None:
    open_city()
    given = {"point": "sports", "sheets": 5, "actor": "host:sports", "now": NOW}
    assert code_of(actions.supply, **given) == "unknown_kiosk"


def test_a_call_for_help_reaches_the_desk_once_and_is_answered_once() -> None:
    open_city()
    clerk = administrator("clerk", "clerk")
    first = actions.call_help(point="library", now=NOW)
    assert actions.call_help(point="library", now=NOW + timedelta(minutes=1)) == first
    assert [one.point for one in queries.list_calls()] == ["library"]
    actions.answer_call(call=first, actor=clerk, now=NOW)
    actions.answer_call(call=first, actor=administrator("other", "reception"), now=NOW)
    found = queries.find_call("library")
    assert found is not None
    assert found.answered_by == clerk
    actions.end_call(call=first, actor=clerk, now=NOW)
    assert not queries.list_calls()
    assert code_of(actions.answer_call, call=first, actor=clerk, now=NOW) == "call_is_over"


def test_a_call_of_half_an_hour_ago_is_not_the_call_of_the_next_client() -> None:
    open_city()
    former = actions.call_help(point="library", now=NOW)
    assert actions.call_help(point="library", now=NOW + timedelta(minutes=30)) != former
    actions.end_calls_of(point="library", now=NOW)
    assert not HelpCall.objects.filter(ended_at=None).exists()


def test_who_has_no_business_with_kiosks_answers_no_call() -> None:
    open_city()
    call = actions.call_help(point="library", now=NOW)
    planner = administrator("planner", "planner")
    assert code_of(actions.answer_call, call=call, actor=planner, now=NOW) == "not_allowed"


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("an_answered_call_says_by_whom", {"answered_at": NOW}),
        ("an_answered_call_says_by_whom", {"answered_by": "employee:1"}),
    ],
)
def test_the_database_keeps_each_rule_of_a_call(name: str, changes: dict[str, object]) -> None:
    open_city()
    actions.call_help(point="library", now=NOW)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        HelpCall.objects.update(**changes)


def test_the_database_knows_one_open_call_per_kiosk_and_no_longer_day_than_there_is() -> None:
    open_city()
    actions.call_help(point="library", now=NOW)
    with pytest.raises(IntegrityError, match="one_open_call_per_kiosk"), transaction.atomic():
        HelpCall.objects.create(point="library", called_at=NOW)
    with pytest.raises(IntegrityError, match="a_day_has_no_more_minutes"), transaction.atomic():
        Pulse.objects.create(point="x", day=NOW.date(), minutes=1501, last_at=NOW)
