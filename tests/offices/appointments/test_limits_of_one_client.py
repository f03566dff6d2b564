"""A robot cannot keep the city's moments from others; a family and a desk are not robots."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest
from django.db import connection
from tests.factories.city import NOW, Desk, Spot, make_city
from tests.offices.appointments.helpers import hold

from loket.domain.refusals import RuleBroken
from loket.offices.appointments import actions
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item

ROBOT = "a" * 32
LONG = Spot(desks=(Desk(opens=time(9), closes=time(17)),))


def clock(number: int) -> str:
    """The start of a visit of a quarter, counted from nine."""
    minutes = 9 * 60 + 15 * number
    return f"hall_2026-11-25_{minutes // 60:02}{minutes % 60:02}"


def refused(token: str, *, client: str = ROBOT, **more: object) -> RuleBroken:
    with pytest.raises(RuleBroken) as told:
        hold(token, client=client, **more)
    return told.value


@pytest.mark.django_db
def test_the_fourth_moment_is_refused_with_the_seconds_until_the_first_one_ends() -> None:
    make_city({"hall": LONG})
    for number in range(3):
        hold(clock(number), client=ROBOT, now=NOW + timedelta(minutes=number))
    told = refused(clock(3), now=NOW + timedelta(minutes=4))
    assert (told.code, told.facts["retry_after"]) == ("too_many_holds", 6 * 60)
    hold(clock(3), client=ROBOT, now=NOW + timedelta(minutes=10))


@pytest.mark.django_db
def test_whoever_confirms_may_go_on_and_whoever_lets_go_too() -> None:
    make_city({"hall": LONG})
    for number in range(6):
        held = hold(clock(number), client=ROBOT)
        actions.book(
            hold=held.id, name="Kind", email=f"kind{number}@example.org", now=NOW,
            actor="resident", channel="portal",
        )  # fmt: skip
    for number in range(6, 12):
        actions.release(hold=hold(clock(number), client=ROBOT).id, now=NOW, actor="resident")
    assert Appointment.objects.filter(state="booked").count() == 6


@pytest.mark.django_db
def test_one_family_takes_six_children_in_one_visit() -> None:
    make_city({"hall": LONG})
    hold(clock(0), (Item("KIDSID", 6),), client=ROBOT)
    assert Appointment.objects.get().ticks == 18


@pytest.mark.django_db
def test_nobody_pays_for_what_another_client_holds() -> None:
    make_city({"hall": LONG})
    for number in range(3):
        hold(clock(number), client=ROBOT)
    hold(clock(3), client="b" * 32)
    for number in range(4, 10):
        hold(clock(number), client="")


@pytest.mark.django_db
def test_a_moment_to_move_to_counts_as_a_moment_that_is_held() -> None:
    make_city({"hall": LONG})
    own = actions.book(
        hold=hold(clock(0), client=ROBOT).id, name="An", email="an@example.org", now=NOW,
        actor="resident", channel="portal",
    )  # fmt: skip
    for number in range(1, 4):
        hold(clock(number), client=ROBOT, replaces=own.id)
    assert refused(clock(4), replaces=own.id).code == "too_many_holds"


@pytest.mark.django_db
def test_who_books_is_not_known_by_the_address_any_more() -> None:
    make_city({"hall": LONG})
    held = hold(clock(0), client=ROBOT)
    assert Appointment.objects.get().client == ROBOT
    actions.book(
        hold=held.id, name="An", email="an@example.org", now=NOW, actor="resident", channel="portal"
    )
    assert Appointment.objects.get().client == ""


@pytest.mark.django_db
def test_a_city_may_set_another_limit() -> None:
    make_city({"hall": LONG}, holds_per_client=1)
    hold(clock(0), client=ROBOT)
    assert refused(clock(1)).code == "too_many_holds"


@pytest.mark.django_db(transaction=True)
def test_many_requests_at_once_of_one_client_get_no_more_than_its_share() -> None:
    make_city({"hall": LONG}, horizon=timedelta(days=2))

    def ask(number: int) -> str:
        try:
            hold(clock(number), client=ROBOT)
        except RuleBroken as told:
            return told.code
        finally:
            connection.close()
        return "held"

    with ThreadPoolExecutor(8) as pool:
        told = Counter(pool.map(ask, range(16)))
    assert told == {"held": 3, "too_many_holds": 13}
