"""Is it faster? From a request to its document, beside the way over a counter."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from tests.factories import registers as make
from tests.offices.certificates.world import COUNTERS, NOW, World, ask, build, clerk

from loket.domain.people.standing import of_oneself
from loket.offices.appointments import actions as appointments
from loket.offices.appointments.queries import Item
from loket.offices.certificates import actions as certificates
from loket.offices.certificates.actions import Words
from loket.offices.evaluation import queries

TODAY = NOW.date()
CHILD = Words(whose="child", born_on=date(2014, 5, 20))


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


def through_clerk(world: World, actor: str, *, hours: int) -> None:
    asked = ask(world["Tom"], words=CHILD)
    later = NOW + timedelta(hours=hours)
    certificates.take_over(request=asked.id, actor=actor, now=later)
    certificates.grant(request=asked.id, note="vonnis gezien", actor=actor, now=later)


def test_what_the_machine_delivers_is_counted_apart_from_what_a_person_decided(
    world: World,
) -> None:
    actor = clerk(team=COUNTERS)
    for _ in range(5):
        ask(world["Nora"])
    for hours in (1, 2, 3, 4, 5):
        through_clerk(world, actor, hours=hours)
    found = queries.lead_times(TODAY, TODAY)
    assert (found.by_machine.n, found.by_machine.median) == (5, 0.0)
    assert (found.through_clerk.n, found.through_clerk.median) == (5, 3.0)


def test_below_five_only_how_many_is_told(world: World) -> None:
    ask(world["Nora"])
    found = queries.lead_times(TODAY, TODAY)
    assert (found.by_machine.n, found.by_machine.median) == (1, None)


def test_another_period_holds_none_of_it(world: World) -> None:
    ask(world["Nora"])
    tomorrow = TODAY + timedelta(days=1)
    assert queries.lead_times(tomorrow, tomorrow).by_machine.n == 0


def test_a_job_under_mandates_is_not_how_long_one_person_waits(world: World) -> None:
    from loket.offices.certificates.models import Job

    job = Job.objects.create(
        product="NATION", holder=world["Nora"], actor="x", made_at=NOW, waiting=[], total=1
    )
    certificates.ask(
        product="NATION", standing=of_oneself(world["Nora"]), words=Words(), channel="mandated",
        key=uuid.uuid4(), now=NOW, job=job,
    )  # fmt: skip
    assert queries.lead_times(TODAY, TODAY).by_machine.n == 0


def test_before_it_stood_the_way_from_a_booking_to_a_counter(world: World) -> None:
    for minute in range(5):
        book("NATION", f"{900 + 15 * (minute % 4) + 100 * (minute // 4):04d}")
    book("PASSPORT", "1100")
    day = TODAY + timedelta(days=1)
    found = queries.lead_times(TODAY, day)
    assert found.at_counter.n == 5, "a passport is no certificate"
    assert found.at_counter.median
    assert 20 < found.at_counter.median < 24


def book(product: str, at: str) -> None:
    day: datetime = NOW + timedelta(days=1)
    held = appointments.hold(
        token=f"hall_{day.date()}_{at}", items=[Item(product)], client="", now=NOW, actor="system:x"
    )
    appointments.book(hold=held.id, name="Noor V.", now=NOW, actor="system:x", channel="desk")
