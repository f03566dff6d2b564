"""What is offered can be had, and what can be had is offered: judged by an independent search."""

from contextlib import suppress
from datetime import date, time, timedelta
from random import Random

import pytest
from django.db import transaction
from tests.domain.appointments.referee import is_servable
from tests.factories.city import NOW, Desk, Spot, make_city, product
from tests.offices.appointments.helpers import hold

from loket.domain.appointments.problem import Placed
from loket.domain.refusals import RuleBroken
from loket.offices.appointments import actions
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item, Wish, search
from loket.offices.appointments.queries.moments import parse_token

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)
PRODUCTS = (
    product("KIDSID", minutes=(10, 10)),
    product("BIRTH", minutes=(20, 20), skills=("civil",)),
    product("BOTH", minutes=(15, 15), skills=("civil", "identity")),
)
#: Three unlike counters, one of which closes early.
DESKS = (
    Desk(("identity",), time(9), time(11)),
    Desk(("civil",), time(9), time(10, 30)),
    Desk(("identity", "civil"), time(9, 15), time(11)),
)
OPEN = ((108, 132), (108, 126), (111, 132))
ABLE = {"KIDSID": (0, 2), "BIRTH": (1, 2), "BOTH": (2,)}
TICKS = {"KIDSID": 2, "BIRTH": 4, "BOTH": 3}


def visit(code: str, start: int) -> Placed:
    """A visit with the counters that may serve it, worked out from the definition above alone."""
    ticks = TICKS[code]
    able = sum(
        1 << lane
        for lane in ABLE[code]
        if OPEN[lane][0] <= start and start + ticks <= OPEN[lane][1]
    )
    return Placed((code, start), start, ticks, able)


def standing() -> list[Placed]:
    """The live visits of the day, as stored."""
    live = Appointment.objects.live().filter(day=DAY)
    return [visit(each.items[0]["product"], each.start) for each in live]


def offered(code: str) -> set[int]:
    wish = Wish(items=(Item(code),), since=DAY, until=DAY, limit=200)
    return {parse_token(slot.token)[2] for slot in search(wish=wish, now=NOW).slots}


@pytest.mark.parametrize("seed", range(12))
def test_what_is_offered_is_exactly_what_can_be_served(seed: int) -> None:
    chance = Random(seed)
    make_city({"hall": Spot(desks=DESKS)}, products=PRODUCTS, horizon=timedelta(days=2))
    held = []
    for _ in range(40):
        code = chance.choice(("KIDSID", "KIDSID", "BIRTH", "BOTH"))
        clock = f"{chance.randrange(9, 11):02}{chance.randrange(0, 60, 5):02}"
        with suppress(RuleBroken):
            held.append(hold(f"hall_{DAY}_{clock}", (Item(code),)))
        if held and chance.random() < 0.25:
            actions.release(
                hold=held.pop(chance.randrange(len(held))).id, now=NOW, actor="resident"
            )
    visits = standing()
    for code in TICKS:
        starts = [start for start in range(108, 132) if visit(code, start).able]
        feasible = {start for start in starts if is_servable([*visits, visit(code, start)])}
        assert offered(code) == feasible
        for start in feasible:
            with transaction.atomic():
                hold(f"hall_{DAY}_{start // 12:02}{start % 12 * 5:02}", (Item(code),))
                transaction.set_rollback(True)
