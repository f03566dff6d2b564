"""A city with a kiosk in a library, an administrator, and a phone that scans."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.factories.city import NOW, PRODUCTS, SINCE, Spot, make_city

from loket.domain.catalogue.product import Certificate
from loket.domain.kiosks.pairing import SignIn
from loket.domain.refusals import RuleBroken
from loket.foundations.people.models import Assignment, Employee
from loket.foundations.places.models import ContactPoint
from loket.offices.kiosks import actions
from loket.offices.kiosks.actions import Key, Phone, Square
from loket.offices.kiosks.models import Pairing

WHO = uuid.UUID("22222222-2222-4222-8222-222222222222")
VISIT = "the-visit-on-the-screen"
DISCREET = "PICKUP"


def open_city() -> None:
    """The hall, a library, and one product that is for nobody else's eyes."""
    made = Certificate(SINCE, "household", "person", "household", at_kiosk=False)
    products = [
        replace(one, certificate=(made,)) if one.code == DISCREET else one for one in PRODUCTS
    ]
    make_city({"hall": Spot()}, products=products)
    for code in ("library", "sports"):
        ContactPoint.objects.create(
            code=code, name={"nl": code.title()}, host=code.title(), opened_on=SINCE
        )


def administrator(login: str = "admin", role: str = "administrator") -> str:
    made = Employee.objects.create(login=login, name=login.title())
    Assignment.objects.create(employee=made, role=role, valid_from=SINCE)
    return made.actor


def enrolled(point: str = "library", *, now: datetime = NOW) -> Key:
    """A machine that is a kiosk there."""
    code = actions.make_code(point=point, actor="system:test", now=now)
    return actions.enrol(code=code, now=now)


def shown(key: Key, **more: Any) -> Square:
    facts: dict[str, Any] = {"visit": VISIT, "product": "KIDSID", "needed": 400, "now": NOW}
    return actions.show(device=key.device, **(facts | more))


def scanned(square: Square, *, after: float = 10) -> Phone:
    at = NOW + timedelta(seconds=after)
    return actions.scan(token=square.token, read_at=at, now=at)


def number(square: Square) -> str:
    """What stands on the screen."""
    return Pairing.objects.get(id=square.id).number


def confirm(phone: Phone, typed: str, *, after: float = 40, level: int = 450, **more: Any) -> None:
    """Signed in ten seconds before."""
    now = NOW + timedelta(seconds=after)
    facts: dict[str, Any] = {
        "resident": WHO, "sign_in": SignIn(level, now - timedelta(seconds=10)),
        "actor": f"resident:{WHO}", "now": now,
    }  # fmt: skip
    actions.confirm(phone=phone, typed=typed, **(facts | more))


def code_of(act: Any, *args: Any, **given: Any) -> str:
    """The code by which this is refused; empty when it is not."""
    try:
        act(*args, **given)
    except RuleBroken as broken:
        return broken.code
    return ""
