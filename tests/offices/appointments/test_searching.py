"""The order, the filters and the edges of a search, on a city that is partly taken."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.city import NOW, Desk, Spot, make_city
from tests.offices.appointments.helpers import BIRTH, KIDSID, book, hold

from loket.domain.refusals import RuleBroken
from loket.foundations.places import models as places
from loket.foundations.places.actions import begin_edition
from loket.offices.appointments import actions
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item, Slot, Wish, first_moments, search
from loket.offices.appointments.queries.days import BOOK

pytestmark = pytest.mark.django_db
HERE = (51.2, 4.4)
TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)
LATE = Desk(("identity", "civil"), time(15), time(19), weekdays=(1, 3, 5))
CITY = {
    "hall": Spot(desks=(Desk(), LATE), languages=("en",)),
    "annex": Spot(desks=(Desk(("identity", "civil")),), point=(51.25, 4.4), step_free=False),
    "far": Spot(desks=(LATE, LATE), point=(51.3, 4.5), languages=("en", "fr")),
}
#: As the crow flies from there, to a hundred metres.
METRES = {"hall": 0, "annex": 5_600, "far": 13_100}


def slots(items: tuple[Item, ...] = KIDSID, *, now: datetime = NOW, **wish: Any) -> list[Slot]:
    asked = Wish(**({"items": items, "limit": 200} | wish))
    return list(search(wish=asked, now=now).slots)


def partly_taken(seed: int) -> None:
    """The city above with a week in which much is taken, the same for each seed."""
    make_city(CITY, horizon=timedelta(days=6))
    chance = Random(seed)
    for _ in range(40):
        free = slots(chance.choice((KIDSID, BIRTH)))
        hold(chance.choice(free).token, client="")


WISHES = st.fixed_dictionaries(
    {
        "items": st.sampled_from([KIDSID, BIRTH, (Item("KIDSID", 2), Item("PASSPORT"))]),
        "evening": st.booleans(),
        "saturday": st.booleans(),
        "step_free": st.booleans(),
        "language": st.sampled_from(["", "en", "fr"]),
        "near": st.sampled_from([None, HERE]),
        "within_m": st.sampled_from([None, 1000, 6000]),
        "since": st.sampled_from([None, THURSDAY]),
        "until": st.sampled_from([None, THURSDAY]),
    }
)


@pytest.mark.parametrize("seed", range(3))
def test_a_filter_only_takes_away_and_a_limit_only_cuts(seed: int) -> None:
    partly_taken(seed)

    @given(WISHES, st.integers(1, 30))
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def holds_for_every_wish(wish: dict[str, Any], limit: int) -> None:
        found = slots(**wish)
        assert found == sorted(
            found, key=lambda slot: (slot.starts_at, slot.distance_m or 0, slot.location)
        )
        assert slots(**wish, limit=limit)[:limit] == found[:limit]
        every = slots(wish["items"], near=wish["near"])
        if len(every) < 200:
            assert found == [slot for slot in every if suits(slot, wish)]
        firsts: dict[str, Slot] = {}
        for slot in found:
            firsts.setdefault(slot.location, slot)
        if len(found) < 200:
            assert first_moments(wish=Wish(**wish), now=NOW) == firsts

    holds_for_every_wish()


def suits(slot: Slot, wish: dict[str, Any]) -> bool:
    """Whether a moment passes the filters, told from its place and its clock alone."""
    day, spot = slot.starts_at.date(), CITY[slot.location]
    hour = (wish["evening"], slot.starts_at.hour >= 17), (wish["saturday"], day.weekday() == 5)
    return (
        (not any(asked for asked, _ in hour) or any(asked and fits for asked, fits in hour))
        and (not wish["step_free"] or spot.step_free)
        and (not wish["language"] or wish["language"] in spot.languages)
        and (None in (wish["near"], wish["within_m"]) or METRES[slot.location] <= wish["within_m"])
        and (wish["since"] is None or day >= wish["since"])
        and (wish["until"] is None or day <= wish["until"])
    )


def test_a_moment_that_begins_now_or_before_is_not_offered() -> None:
    make_city()
    at_ten = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert slots(now=at_ten - timedelta(seconds=1))[0].token == "hall_2026-11-24_1000"
    assert slots(now=at_ten)[0].token == "hall_2026-11-24_1005"


def test_no_visit_runs_through_lunch() -> None:
    morning, afternoon = Desk(opens=time(9), closes=time(10)), (time(10, 30), time(11, 30))
    make_city({"hall": Spot(desks=(morning,))}, horizon=timedelta(days=1))
    counter = places.Counter.objects.get()
    places.Window.objects.create(
        location=counter.location, counter=counter, purpose="counter", weekday=1,
        opens=afternoon[0], closes=afternoon[1], valid_from=TUESDAY,
    )  # fmt: skip
    begin_edition()
    actions.open_days(now=NOW)
    long = (Item("KIDSID", 3),)
    assert [slot.token for slot in slots(long)][-1] == "hall_2026-11-24_1045"
    assert {slot.token[-4:] for slot in slots(long)} == {
        "0900", "0905", "0910", "0915", "1030", "1035", "1040", "1045",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["statutory", "municipal"])
def test_a_holiday_takes_the_only_day_of_a_week_and_the_next_week_is_offered(kind: str) -> None:
    make_city({"hall": Spot(desks=(Desk(weekdays=(3,)),))})
    booked = book("hall_2026-11-26_0900", "an")
    places.Holiday.objects.create(day=THURSDAY, name={"nl": "Feest"}, kind=kind)
    begin_edition()
    actions.open_days(now=NOW)
    assert slots()[0].token == "hall_2026-12-03_0915"
    with pytest.raises(RuleBroken, match="moment_gone"):
        hold("hall_2026-11-26_1000")
    offer = Appointment.objects.get(replaces=booked.id, state="held")
    assert offer.starts_at == booked.starts_at + timedelta(days=7)


def test_a_place_that_closes_for_good_offers_its_last_day_and_none_after_it() -> None:
    make_city({"hall": Spot(), "annex": Spot(point=(51.3, 4.4))})
    profile = places.Profile.objects.filter(location__code="hall")
    late = book("hall_2026-11-27_0900", "an")
    profile.update(valid_to=THURSDAY)
    begin_edition()
    actions.open_days(now=NOW)
    days = {slot.starts_at.date() for slot in slots() if slot.location == "hall"}
    assert days == {TUESDAY, date(2026, 11, 25)}
    stored = Appointment.objects.get(id=late.id)
    assert stored.state == "displaced"
    offer = Appointment.objects.get(replaces=late.id, state="held")
    assert offer.starts_at < stored.starts_at
    with pytest.raises(RuleBroken, match="location_not_in_use"):
        hold("hall_2026-11-27_1000")


def test_two_families_with_one_name_are_two_families() -> None:
    make_city()
    for number, clock in enumerate(("0900", "0930")):
        held = hold(f"hall_2026-11-25_{clock}", (Item("KIDSID", 2),))
        actions.book(
            hold=held.id, name="Jan Peeters", email=f"jan{number}@example.org", now=NOW,
            actor="resident", channel="portal",
        )  # fmt: skip
    assert Appointment.objects.filter(name="Jan Peeters", state="booked").count() == 2


def test_a_family_takes_more_at_once_and_every_further_one_adds_its_minutes() -> None:
    make_city()
    lasts = [
        slots((Item("PASSPORT", number),))[0].ends_at
        - slots((Item("PASSPORT", number),))[0].starts_at
        for number in (1, 2, 6)
    ]
    assert lasts == [timedelta(minutes=minutes) for minutes in (15, 25, 65)]


def test_what_was_undone_is_not_remembered() -> None:
    make_city()
    token = "hall_2026-11-24_0900"
    with transaction.atomic():
        hold(token)
        assert slots(limit=1)[0].token == "hall_2026-11-24_0915"
        transaction.set_rollback(True)
    assert slots(limit=1)[0].token == token
    hold(token)


def test_days_long_past_are_forgotten_and_earlier_ones_read_again() -> None:
    make_city()
    assert min(BOOK.refresh(now=NOW).rows) <= TUESDAY
    later = NOW + timedelta(days=12)
    assert min(BOOK.refresh(now=later).rows) > TUESDAY
    assert slots(limit=1)[0].token == "hall_2026-11-24_0900"


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (date(2026, 1, 1), TUESDAY, True),
        (THURSDAY, TUESDAY, False),
        (date(2027, 6, 1), None, False),
        (date.min, date.max, True),
    ],
)
def test_a_span_of_days_is_cut_to_what_can_be_booked(
    since: date, until: date | None, found: bool
) -> None:
    make_city()
    assert bool(slots(since=since, until=until)) == found


def test_a_location_that_nobody_knows_is_refused_and_one_that_is_named_alone_is_searched() -> None:
    make_city(CITY)
    with pytest.raises(RuleBroken, match="unknown_location"):
        slots(locations=("hall", "nowhere"))
    assert {slot.location for slot in slots(locations=("far",))} == {"far"}


def test_what_is_too_far_is_not_offered_and_says_so() -> None:
    make_city(CITY)
    found = search(wish=Wish(items=KIDSID, near=HERE, within_m=6000, limit=200), now=NOW)
    assert {slot.location for slot in found.slots} == {"hall", "annex"}
    (far,) = found.unavailable
    assert (far.location, [reason.code for reason in far.reasons]) == ("far", ["too_far"])
    anywhere = search(wish=Wish(items=KIDSID, within_m=6000, limit=200), now=NOW)
    assert anywhere.unavailable == ()
