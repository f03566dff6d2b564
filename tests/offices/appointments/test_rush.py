"""Many at once on few moments: everybody who was told *held* is served, and nobody twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.factories.city import NOW, Desk, Spot, make_city
from tests.offices.appointments.helpers import book, hold

from loket.domain.refusals import RuleBroken
from loket.offices.appointments import actions
from loket.offices.appointments.models import Appointment, Day
from loket.offices.appointments.queries import Item
from loket.offices.appointments.queries.days import BOOK, free_of, read_live

pytestmark = pytest.mark.django_db(transaction=True)

DESKS = (
    Desk(("identity",), time(9), time(10)),
    Desk(("identity", "civil"), time(9), time(10)),
    Desk(("civil",), time(9), time(10)),
)


def at_once(acts: list[Callable[[], Any]], *, threads: int = 16) -> list[Any]:
    """What each act gave, or the code it was refused with; each on a connection of its own."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except RuleBroken as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, acts))


def audit() -> None:
    """Every day row says exactly what its appointments say; the database checked the rest."""
    for row in Day.objects.all():
        lives = read_live([row.location_id], row.day, now=NOW)[row.location_id]
        assert int(row.free, 2) == free_of(int(row.open, 2), lives)


def test_a_hundred_and_twenty_holds_on_one_hour_fill_it_and_never_twice() -> None:
    make_city({"hall": Spot(desks=DESKS)}, horizon=timedelta(days=1))
    wanted = [
        (f"hall_2026-11-24_09{minute:02}", item)
        for _ in range(10)
        for minute in (0, 15, 30, 45)
        for item in ("KIDSID", "KIDSID", "BIRTH")
    ]
    found = at_once(
        [lambda token=token, item=item: hold(token, (Item(item),)) for token, item in wanted]
    )
    held = [each for each in found if isinstance(each, actions.Held)]
    assert {each for each in found if isinstance(each, str)} == {"moment_gone"}
    assert Appointment.objects.live().count() == len(held)
    taken = sum(each.ticks for each in Appointment.objects.live())
    assert taken >= 30  # of 36 ticks: at most a part of a civil-status visit of 30 minutes is left
    audit()


def test_cancelling_holding_and_moving_at_once_never_deadlocks_or_loses_a_visit() -> None:
    make_city({"hall": Spot(desks=DESKS), "annex": Spot(desks=DESKS)}, horizon=timedelta(days=2))
    people = [
        book(f"{place}_2026-11-{day}_09{minute:02}", f"{place}{day}{minute}")
        for place in ("hall", "annex")
        for day in (24, 25)
        for minute in (0, 15, 30)
    ]

    def moved(number: int) -> actions.Booked:
        other = "annex" if number % 2 else "hall"
        held = hold(
            f"{other}_2026-11-{24 + number % 2}_09{number % 4 * 15:02}", replaces=people[number].id
        )
        return actions.move(appointment=people[number].id, hold=held.id, now=NOW, actor="r")

    acts: list[Callable[[], Any]] = []
    for number, person in enumerate(people):
        acts.append(lambda number=number: moved(number))
        if number % 3 == 0:
            acts.append(
                lambda person=person: actions.cancel(appointment=person.id, now=NOW, actor="r")
            )
    found = at_once(acts)
    assert {each for each in found if isinstance(each, str)} <= {
        "moment_gone", "move_not_allowed", "not_in_this_state", "moved_meanwhile", "hold_expired",
    }  # fmt: skip
    states = Appointment.objects.filter(id__in=[person.id for person in people])
    assert {each.state for each in states} <= {"booked", "cancelled"}
    audit()


def test_two_processes_that_remember_the_day_both_see_what_the_other_did() -> None:
    make_city(horizon=timedelta(days=1))
    mine = BOOK.refresh(now=NOW)
    at_once([lambda: hold("hall_2026-11-24_0900")])
    theirs = BOOK.refresh(now=NOW)
    day = next(iter(mine.rows))
    assert any(row.version == 2 for row in theirs.rows[max(theirs.rows)].values()), day
