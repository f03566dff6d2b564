"""The cities in which residents' stories happen."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.factories.city import PRODUCTS, Desk, Spot, make_city, product

from loket.config import loading
from loket.kit import clock
from loket.offices.appointments.models import Appointment

CITIES = Path(__file__).parents[3] / "src" / "loket" / "cities"
DAILY = tuple(range(7))
ALL_DAY = Desk(opens=time(0, 5), closes=time(23, 55), weekdays=DAILY)
HALL = Spot(desks=(ALL_DAY,))
KINDS = (*PRODUCTS, product("CARD", minutes=(20, 20)))


def noon() -> str:
    """A zone in which it is about noon: no story depends on the hour at which it is told."""
    hours = 12 - clock.now().hour
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"


def open_city(**spots: Spot) -> None:
    """A city that is open all day, in which it is noon; by default one hall with one counter."""
    make_city(spots or {"hall": HALL}, products=KINDS, now=clock.now(), zone=noon())


def open_antwerp() -> None:
    """The pack of Antwerp, as it is now."""
    loading.load(CITIES / "antwerp")


def the_appointment() -> Appointment:
    """The only one that is booked."""
    return Appointment.objects.get(state="booked")


def local(at: datetime) -> datetime:
    """On the clock of that city."""
    return at.astimezone(ZoneInfo(noon()))
