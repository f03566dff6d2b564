"""Time that is kept for some, counters that exist on paper, and clocks that jump."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.factories.city import NOW, Desk, Spot, make_city
from tests.offices.appointments.helpers import KIDSID, book, hold

from loket.domain.refusals import RuleBroken
from loket.offices.appointments.queries import Item, Wish, search

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")


def tokens(*, items: tuple[Item, ...] = KIDSID, now: datetime = NOW, **wish: Any) -> list[str]:
    found = search(wish=Wish(items=items, **wish), now=now).slots
    return [slot.token for slot in found]


def test_time_kept_for_people_with_a_mobility_need_is_theirs_until_it_is_released() -> None:
    kept = Desk(reserved_for="mobility", release_days=1)
    make_city({"hall": Spot(desks=(kept,))})
    thursday = date(2026, 11, 26)
    assert tokens(since=thursday, until=thursday) == []
    assert tokens(since=thursday, until=thursday, mobility=True, limit=1) == [
        "hall_2026-11-26_0900"
    ]
    with pytest.raises(RuleBroken, match="moment_gone"):
        hold("hall_2026-11-26_0900")
    wednesday_noon = datetime(2026, 11, 25, 11, tzinfo=UTC)
    assert tokens(since=thursday, until=thursday, now=wednesday_noon - timedelta(seconds=1)) == []
    assert tokens(since=thursday, until=thursday, now=wednesday_noon, limit=1) == [
        "hall_2026-11-26_0900"
    ]


def test_time_kept_for_walk_ins_is_never_booked() -> None:
    make_city({"hall": Spot(desks=(Desk(reserved_for="walk_in"),))})
    assert tokens(mobility=True) == []


def test_a_product_with_a_term_in_law_may_use_priority_time() -> None:
    desk = Desk(("identity", "civil"), reserved_for="priority", release_days=2)
    make_city({"hall": Spot(desks=(desk,))})
    friday = date(2026, 11, 27)
    assert tokens(since=friday, until=friday) == []
    birth = tokens(items=(Item("BIRTH"),), since=friday, until=friday, limit=1)
    assert birth == ["hall_2026-11-27_0900"]


def test_overbooking_is_a_declared_counter_and_ends_where_it_ends() -> None:
    make_city({"hall": Spot(desks=(Desk(), Desk(virtual=True)))})
    hold("hall_2026-11-25_0900")
    hold("hall_2026-11-25_0900")
    with pytest.raises(RuleBroken, match="moment_gone"):
        hold("hall_2026-11-25_0900")


def test_several_products_and_people_are_one_stretch_at_one_counter() -> None:
    make_city()
    family = (Item("KIDSID", 2), Item("PASSPORT"))
    found = search(wish=Wish(items=family, limit=1), now=NOW).slots[0]
    assert found.ends_at - found.starts_at == timedelta(minutes=45)


def test_products_that_no_counter_does_both_are_refused_with_the_reason() -> None:
    make_city({"hall": Spot(desks=(Desk(("identity",)), Desk(("civil",))))})
    found = search(wish=Wish(items=(Item("KIDSID"), Item("BIRTH"))), now=NOW)
    assert found.slots == ()
    assert [each.reasons[0].code for each in found.unavailable] == ["no_single_counter"]


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ((), "nothing_asked"),
        ((Item("NONSENSE"),), "unknown_product"),
        ((Item("KIDSID", 0),), "quantity_out_of_bounds"),
        ((Item("KIDSID", 10_000),), "quantity_out_of_bounds"),
        ((Item("KIDSID"), Item("KIDSID")), "product_twice"),
        ((Item("KIDSID"), Item("ALONE")), "products_do_not_combine"),
    ],
)
def test_what_cannot_be_one_visit_is_refused(items: tuple[Item, ...], code: str) -> None:
    make_city()
    with pytest.raises(RuleBroken, match=code):
        search(wish=Wish(items=items), now=NOW)


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("", "unknown_moment"),
        ("hall", "unknown_moment"),
        ("hall_2026-11-25_0901", "unknown_moment"),
        ("hall_2026-11-25_2500", "unknown_moment"),
        ("hall_2026-11-25_900", "unknown_moment"),
        ("hall_2026-11-25_ 900", "unknown_moment"),
        ("hall_2026-1-25_0900", "unknown_moment"),
        ("hall_2026-02-30_0900", "unknown_moment"),
        ("_2026-11-25_0900", "unknown_moment"),
        ("nowhere_2026-11-25_0900", "unknown_location"),
        ("hall_2026-11-22_0900", "moment_past"),
        ("hall_2027-11-24_0900", "not_open"),
        ("hall_2026-11-25_1155", "moment_gone"),
        ("hall_2026-11-25_0300", "moment_gone"),
    ],
)
def test_a_moment_that_is_none_is_refused(token: str, code: str) -> None:
    make_city()
    with pytest.raises(RuleBroken, match=code):
        hold(token)


def test_a_location_may_have_its_own_minutes() -> None:
    make_city({"hall": Spot(minutes={"KIDSID": (30, 20)})})
    slot = search(wish=Wish(items=(Item("KIDSID", 2),), limit=1), now=NOW).slots[0]
    assert slot.ends_at - slot.starts_at == timedelta(minutes=50)


def test_evening_and_saturday_together_mean_either() -> None:
    desk = Desk(opens=time(16), closes=time(18), weekdays=(1,))
    saturday = Desk(opens=time(9), closes=time(10), weekdays=(5,))
    make_city({"hall": Spot(desks=(desk, saturday))}, horizon=timedelta(days=6))
    found = tokens(evening=True, saturday=True, limit=100)
    assert found[0] == "hall_2026-11-24_1700"
    assert "hall_2026-11-28_0900" in found
    assert not [token for token in found if token.startswith("hall_2026-11-24_16")]


def test_nearer_comes_first_at_the_same_time() -> None:
    make_city({"far": Spot(point=(51.3, 4.4)), "near": Spot(point=(51.21, 4.4))})
    found = search(wish=Wish(items=KIDSID, near=(51.2, 4.4), limit=2), now=NOW).slots
    assert [slot.location for slot in found] == ["near", "far"]
    assert found[0].distance_m == pytest.approx(1112, abs=5)


def test_what_a_location_lacks_is_a_reason_of_its_own() -> None:
    groenenhoek = Spot(capabilities=("booking",), step_free=False)
    make_city({"small": groenenhoek, "large": Spot(languages=("en",))})
    asked = Wish(items=(Item("PICKUP"),), step_free=True, language="en", limit=1)
    found = search(wish=asked, now=NOW)
    assert found.slots[0].location == "large"
    (small,) = found.unavailable
    assert [reason.code for reason in small.reasons] == [
        "location_lacks",
        "location_lacks",
        "not_step_free",
        "language_not_here",
    ]


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


@pytest.mark.parametrize("year", range(2022, 2031))
@pytest.mark.parametrize("month", [3, 10])
def test_clock_times_stay_what_the_wall_says_through_both_changes(year: int, month: int) -> None:
    """The day before, the day itself and the day after: nine is nine on the wall."""
    sunday = last_sunday(year, month)
    now = datetime.combine(sunday - timedelta(days=3), time(12), tzinfo=BRUSSELS)
    everyday = Desk(opens=time(9), closes=time(12), weekdays=tuple(range(7)))
    make_city({"hall": Spot(desks=(everyday,))}, now=now, horizon=timedelta(days=5))
    offsets = []
    for day in (sunday - timedelta(days=1), sunday, sunday + timedelta(days=1)):
        booked = book(f"hall_{day}_0900", f"p{day:%d}", now=now)
        wall = booked.starts_at.astimezone(BRUSSELS)
        assert (wall.date(), wall.time()) == (day, time(9))
        assert booked.ends_at - booked.starts_at == timedelta(minutes=15)
        offsets.append(wall.utcoffset())
    assert offsets[0] != offsets[1] == offsets[2]


@pytest.mark.parametrize("year", range(2022, 2031))
@pytest.mark.parametrize("month", [3, 10])
def test_a_counter_open_all_night_gives_no_instant_twice_on_the_day_of_a_change(
    year: int, month: int
) -> None:
    sunday = last_sunday(year, month)
    now = datetime.combine(sunday - timedelta(days=2), time(12), tzinfo=BRUSSELS)
    night = Desk(opens=time(0), closes=time(5), weekdays=(6,))
    make_city({"hall": Spot(desks=(night,))}, now=now, horizon=timedelta(days=3))
    slots = search(wish=Wish(items=KIDSID, limit=200), now=now).slots
    begins = [slot.starts_at.astimezone(UTC) for slot in slots]
    assert begins == sorted(set(begins))
    assert {slot.ends_at.astimezone(UTC) - at for slot, at in zip(slots, begins, strict=True)} == {
        timedelta(minutes=15)
    }
    with pytest.raises(RuleBroken, match="moment_gone"):
        hold(f"hall_{sunday}_0230", now=now)
