"""Who comes first when something comes free: the displaced, then the list, whoever is on it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.factories.city import NOW, Desk, Spot, make_city
from tests.offices.appointments.helpers import book, hold

from loket.domain.refusals import RuleBroken
from loket.foundations.messages.models import Message
from loket.offices.appointments import actions, tasks
from loket.offices.appointments.actions.earlier import MOST_ASKED
from loket.offices.appointments.models import Appointment, EarlierWish
from loket.offices.appointments.queries import find_appointment

pytestmark = pytest.mark.django_db

SHORT = Desk(opens=time(9), closes=time(9, 30))
#: Two moments a day, for as long as people may look ahead.
DROUGHT = timedelta(days=2)
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def full_city(**spots: Spot) -> dict[str, actions.Booked]:
    """Every moment of a short horizon is taken, each by the person named for its day and place."""
    make_city(spots or {"hall": Spot(desks=(SHORT,))}, horizon=DROUGHT)
    names = [
        (f"{place}{day:%d}{clock}", f"{place}_{day}_{clock}")
        for place in spots or ("hall",)
        for day in (TUESDAY, WEDNESDAY)
        for clock in ("0900", "0915")
    ]
    return {
        name: book(token, name, now=NOW - timedelta(seconds=len(names) - number))
        for number, (name, token) in enumerate(names)
    }


def offer_of(booked: actions.Booked, *, now: datetime = NOW) -> str:
    """Day and wall clock of what is kept for this person alone; empty for nothing."""
    record = find_appointment(booked.code, booked.secret, now=now)
    assert record is not None
    at = record.offer.starts_at if record.offer else None
    return f"{at + timedelta(hours=1):%d %H%M}" if at else ""


def closed(day: date, *, now: datetime = NOW, location: str = "hall") -> None:
    starts = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
    actions.close(
        location=location, starts_at=starts, ends_at=starts + timedelta(hours=4),
        reason={"nl": "Werken."}, now=now, actor="system:test",
    )  # fmt: skip


def join(booked: actions.Booked, **wish: object) -> None:
    actions.join_earlier(appointment=booked.id, now=NOW, actor="resident", **wish)


def cancel(booked: actions.Booked, *, now: datetime = NOW) -> None:
    actions.cancel(appointment=booked.id, now=now, actor="resident")


def test_who_lost_a_moment_is_offered_what_comes_free_before_who_wants_something_earlier() -> None:
    people = full_city()
    join(people["hall250915"])
    closed(TUESDAY)
    lost = people["hall240900"]
    assert offer_of(lost) == ""
    cancel(people["hall250900"], now=NOW + timedelta(hours=1))
    assert offer_of(lost) == "25 0900"
    assert EarlierWish.objects.get(appointment=people["hall250915"].id).state == "waiting"
    told = Message.objects.filter(kind="displaced", recipient="hall240900@example.org")
    texts = told.order_by("created_at").values_list("body", flat=True)
    assert ["25 november" in text for text in texts] == [False, True]


def test_who_lost_a_moment_is_offered_a_new_day_as_soon_as_it_can_be_booked() -> None:
    people = full_city()
    closed(TUESDAY)
    first, second = people["hall240900"], people["hall240915"]
    tomorrow = NOW + timedelta(days=1)
    tasks.keep_days_open(tomorrow)
    assert (offer_of(first, now=tomorrow), offer_of(second, now=tomorrow)) == ("26 0900", "26 0915")
    tasks.keep_days_open(tomorrow)
    assert Appointment.objects.filter(state="held", offered=True).count() == 2


def test_who_refuses_what_was_offered_instead_is_offered_the_next_and_not_the_same_again() -> None:
    people = full_city()
    closed(TUESDAY)
    lost = people["hall240900"]
    cancel(people["hall250900"])
    offer = EarlierWish.objects.get(appointment=lost.id).offer_id
    assert offer is not None
    actions.decline_earlier(offer=offer, now=NOW, actor="resident")
    assert offer_of(lost) == ""
    assert offer_of(people["hall240915"]) == "25 0900"
    cancel(people["hall250915"])
    assert offer_of(lost) == "25 0915"


def test_who_does_not_answer_is_reminded_once_and_keeps_nothing_from_others() -> None:
    people = full_city()
    closed(TUESDAY)
    lost = people["hall240900"]
    cancel(people["hall250900"])
    late = NOW + timedelta(hours=48)
    assert tasks.lapse_offers(late) == 1
    assert EarlierWish.objects.get(appointment=lost.id).state == "left"
    told = Message.objects.filter(recipient="hall240900@example.org").exclude(kind="booked")
    assert set(told.values_list("kind", flat=True)) <= {"displaced", "reminder"}
    assert tasks.keep_days_open(late) >= 0
    assert offer_of(lost, now=late) == ""


def test_an_earlier_moment_that_is_kept_for_somebody_becomes_the_moment_instead() -> None:
    people = full_city()
    late = people["hall250915"]
    join(late)
    cancel(people["hall240900"])
    assert offer_of(late) == "24 0900"
    closed(WEDNESDAY)
    assert offer_of(late) == "24 0900"
    assert Appointment.objects.filter(replaces=late.id, state="held").count() == 1


def test_a_long_list_elsewhere_keeps_nothing_from_the_only_one_who_waits_here() -> None:
    people = full_city(hall=Spot(desks=(SHORT,)), annex=Spot(desks=(SHORT,)))
    far = Appointment.objects.get(id=people["annex250915"].id)
    names = [f"A{number:07}" for number in range(MOST_ASKED)]
    others = [
        Appointment(
            code=code, state="booked", location=far.location, day=far.day, start=far.start,
            ticks=far.ticks, starts_at=far.starts_at, ends_at=far.ends_at, counter=far.counter,
            during="empty", needs=far.needs, items=far.items, created_at=NOW,
        )
        for code in names
    ]  # fmt: skip
    Appointment.objects.bulk_create(others)
    EarlierWish.objects.bulk_create(
        EarlierWish(appointment=other, joined_at=NOW - timedelta(days=1)) for other in others
    )
    join(people["hall250915"])
    cancel(people["hall240900"])
    assert offer_of(people["hall250915"]) == "24 0900"


def test_who_refuses_a_moment_is_not_offered_the_same_half_hour_five_minutes_later() -> None:
    make_city({"hall": Spot(desks=(Desk(opens=time(9), closes=time(10)),))}, horizon=DROUGHT)
    hour = book("hall_2026-11-24_0900", "an")
    hold("hall_2026-11-24_0915")
    late = book("hall_2026-11-25_0900", "bo")
    cancelled = book("hall_2026-11-24_0930", "cis")
    join(late)
    cancel(cancelled)
    offer = EarlierWish.objects.get(appointment=late.id).offer_id
    assert offer is not None
    assert offer_of(late) == "24 0930"
    actions.decline_earlier(offer=offer, now=NOW, actor="resident")
    assert offer_of(late) == ""
    cancel(hour)
    assert offer_of(late) == "24 0900"


def test_who_is_in_the_house_when_a_counter_closes_is_not_sent_away() -> None:
    make_city({"hall": Spot(desks=(SHORT,))}, horizon=DROUGHT)
    served, waiting = book("hall_2026-11-24_0900", "an"), book("hall_2026-11-24_0915", "bo")
    at_nine = served.starts_at
    for state in ("checked_in", "in_service"):
        actions.mark(appointment=served.id, state=state, now=at_nine, actor="system:test")
    tail = at_nine + timedelta(minutes=5)
    displaced = actions.close(
        location="hall", starts_at=tail, ends_at=tail + timedelta(hours=8), counter=0,
        reason={"nl": "Ziek."}, now=tail, actor="system:test",
    )  # fmt: skip
    assert displaced == [waiting.id]
    assert Appointment.objects.get(id=served.id).state == "in_service"
    assert not Message.objects.filter(kind="displaced", recipient="an@example.org").exists()
    actions.mark(appointment=served.id, state="done", now=tail, actor="system:test")


def test_an_abandoned_hold_is_offered_to_who_waits_and_to_nobody_else_in_between() -> None:
    make_city({"hall": Spot(desks=(SHORT,))}, horizon=DROUGHT)
    hold("hall_2026-11-24_0900")
    book("hall_2026-11-24_0915", "an")
    late = book("hall_2026-11-25_0900", "bo")
    join(late)
    over = NOW + timedelta(minutes=10)
    assert tasks.lapse_holds(over - timedelta(seconds=1)) == 0
    with pytest.raises(RuleBroken, match="moment_gone"):
        hold("hall_2026-11-24_0900", now=over)
    assert tasks.lapse_holds(over) == 1
    assert tasks.lapse_holds(over) == 0
    assert offer_of(late, now=over) == "24 0900"
    with pytest.raises(RuleBroken, match="moment_gone"):
        hold("hall_2026-11-24_0900", now=over + timedelta(minutes=1))


def test_without_anybody_on_the_list_an_abandoned_hold_is_free_at_once() -> None:
    make_city({"hall": Spot(desks=(SHORT,))}, horizon=DROUGHT)
    hold("hall_2026-11-24_0900")
    over = NOW + timedelta(minutes=10)
    assert tasks.lapse_holds(over) == 1
    hold("hall_2026-11-24_0900", now=over)


def test_an_abandoned_move_leaves_the_own_moment_and_offers_only_the_other() -> None:
    make_city({"hall": Spot(desks=(SHORT,))}, horizon=DROUGHT)
    own = book("hall_2026-11-24_0900", "an")
    hold("hall_2026-11-24_0910", replaces=own.id)
    late = book("hall_2026-11-25_0900", "bo")
    join(late)
    over = NOW + timedelta(minutes=10)
    assert tasks.lapse_holds(over) == 1
    assert offer_of(late, now=over) == "24 0915"
    assert Appointment.objects.get(id=own.id).during.lower is not None


def test_a_closure_in_the_middle_of_a_move_displaces_the_visit_that_rested_inside_it() -> None:
    make_city({"hall": Spot(desks=(SHORT,))}, horizon=DROUGHT)
    own = book("hall_2026-11-25_0900", "an")
    held = hold("hall_2026-11-25_0910", replaces=own.id)
    assert Appointment.objects.get(id=own.id).inside_id == held.id
    closed(WEDNESDAY)
    states = {each.id: each.state for each in Appointment.objects.filter(id__in=[own.id, held.id])}
    assert states == {own.id: "displaced", held.id: "expired"}
    assert offer_of(own) == "24 0900"


def test_closing_one_counter_in_the_middle_of_a_move_ends_the_move_and_keeps_the_visits() -> None:
    make_city({"hall": Spot(desks=(SHORT, SHORT))}, horizon=DROUGHT)
    own, other = book("hall_2026-11-25_0900", "an"), book("hall_2026-11-25_0915", "bo")
    hold("hall_2026-11-25_0900")
    held = hold("hall_2026-11-25_0910", replaces=own.id)
    counter = Appointment.objects.get(id=held.id).counter.lane
    actions.close(
        location="hall", starts_at=own.starts_at, ends_at=own.starts_at + timedelta(hours=1),
        counter=counter, reason={"nl": "Ziek."}, now=NOW, actor="system:test",
    )  # fmt: skip
    assert Appointment.objects.get(id=held.id).state == "expired"
    for booked in (own, other):
        stored = Appointment.objects.get(id=booked.id)
        assert (stored.state, stored.counter.lane) == ("booked", 1 - counter)
        assert stored.during.upper - stored.during.lower == 3
