"""How soon one can come is measured every day and compared with what was usual."""

from datetime import date, timedelta

import pytest
from tests.factories.city import NOW, Desk, Spot, make_city, product

from loket.domain.evaluation.firstfree import Usual
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.foundations.places.models import Location
from loket.offices.appointments import actions as appointments
from loket.offices.appointments.queries import Item
from loket.offices.evaluation import queries, tasks
from loket.offices.evaluation.models import AlertRule, Baseline, FirstFree

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
PRODUCTS = (product("KIDSID"), product("PICKUP", needs=("booking", "safe")))


@pytest.fixture(autouse=True)
def _a_city() -> None:
    """The hall opens on Wednesdays; the annex has no safe. Today is a Monday."""
    make_city(
        {"hall": Spot((Desk(weekdays=(2,)),)), "annex": Spot(capabilities=("booking",))},
        products=PRODUCTS,
    )
    AlertRule.objects.create(valid_from=TODAY, later_by_days=3, busier_by_points=10)


def usually(days: int, *, location: str = "hall", product: str = "") -> None:
    Baseline.objects.create(
        key=f"{location}/{product}", location=Location.objects.get(code=location),
        product=product, days=days, valid_from=date(2026, 1, 1),
    )  # fmt: skip


def fill(day: date) -> None:
    """Every moment of the hall's only counter on a day is taken."""
    for hour in (9, 10, 11):
        held = appointments.hold(
            token=f"hall_{day}_{hour:02d}00", items=[Item("KIDSID", 4)], client="", now=NOW,
            actor="system:test",
        )  # fmt: skip
        appointments.book(
            hold=held.id, name="Noor V.", now=NOW, actor="system:test", channel="desk"
        )


def measured() -> dict[tuple[str, str], int | None]:
    rows = FirstFree.objects.select_related("location")
    return {(row.location.code, row.product): row.days for row in rows}


def test_each_product_is_measured_where_it_is_offered() -> None:
    tasks.keep_first_free(NOW)
    assert measured() == {("hall", "KIDSID"): 2, ("hall", "PICKUP"): 2, ("annex", "KIDSID"): 1}


def test_measuring_twice_on_a_day_keeps_the_first_figure() -> None:
    tasks.keep_first_free(NOW)
    fill(TODAY + timedelta(days=2))
    tasks.keep_first_free(NOW + timedelta(minutes=1))
    assert measured()["hall", "KIDSID"] == 2


def test_nothing_free_is_measured_as_nothing() -> None:
    for week in range(4):
        fill(TODAY + timedelta(days=2 + 7 * week))
    tasks.keep_first_free(NOW)
    assert measured()["hall", "KIDSID"] is None


def test_measuring_is_written_in_the_journal() -> None:
    tasks.keep_first_free(NOW)
    line = Line.objects.get(act="evaluation.keep_first_free")
    assert (line.subject, line.after) == (f"day:{TODAY}", {"figures": 3})


def test_a_wait_that_grew_too_long_gives_an_alert() -> None:
    usually(6)
    fill(TODAY + timedelta(days=2))
    tasks.keep_first_free(NOW)
    assert queries.list_alerts(NOW) == []
    fill(TODAY + timedelta(days=9))
    tasks.keep_first_free(NOW + timedelta(days=1))
    alerts = queries.list_alerts(NOW + timedelta(days=1))
    assert {(one.location, one.product, one.days, one.later_by) for one in alerts} == {
        ("hall", "KIDSID", 15, 9),
        ("hall", "PICKUP", 15, 9),
    }


def test_alerts_of_one_location_leave_out_the_others() -> None:
    usually(0)
    fill(TODAY + timedelta(days=2))
    tasks.keep_first_free(NOW)
    assert queries.list_alerts(NOW, location="annex") == []
    assert queries.list_alerts(NOW, location="hall")


def test_what_is_usual_follows_from_earlier_days_where_nobody_set_it_down() -> None:
    for days in range(3):
        tasks.keep_first_free(NOW + timedelta(days=days))
    now = NOW + timedelta(days=2)
    found = next(one for one in queries.list_standings(now) if one.location == "annex")
    assert found.usual == Usual(1, is_measured=True)


def test_the_figure_of_this_instant_sees_what_was_just_booked() -> None:
    usually(2, product="KIDSID")
    assert queries.first_free("KIDSID", "hall", NOW).days == 2
    fill(TODAY + timedelta(days=2))
    found = queries.first_free("KIDSID", "hall", NOW)
    assert (found.days, found.later_by, found.is_late) == (9, 7, True)


def test_an_unknown_product_has_no_first_moment() -> None:
    with pytest.raises(RuleBroken, match="unknown_product"):
        queries.first_free("SOLACE", "hall", NOW)
