"""A city with a hall and a nook, a holder of a card, and employees who handle codes."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from tests.factories.city import NOW, SINCE, Spot, make_city

from loket.domain.appointments.contact import Contact
from loket.domain.identitydocs.asking import Wish
from loket.foundations.people.models import Assignment, Employee
from loket.offices.identitydocs import actions
from loket.offices.identitydocs.actions import Asked
from loket.offices.identitydocs.models import CodeRequest

HOLDER = uuid.UUID("11111111-1111-4111-8111-111111111111")
OLD_CARD = Wish("eid", "both", date(2019, 5, 4))
MAIL = Contact("An", "an@example.org")


def open_city() -> None:
    make_city({"hall": Spot(), "nook": Spot(point=(51.21, 4.41))})


def employee(login: str = "clerk", role: str = "clerk", location: str = "") -> str:
    """Somebody who works there, as the journal names them."""
    made = Employee.objects.create(login=login, name=login.title())
    Assignment.objects.create(employee=made, role=role, location_code=location, valid_from=SINCE)
    return made.actor


def ask(wish: Wish = OLD_CARD, *, subject: uuid.UUID = HOLDER, **more: Any) -> Asked:
    """The holder asks at home, unless told otherwise."""
    facts: dict[str, Any] = {
        "applicant": subject, "channel": "portal", "now": NOW, "actor": f"resident:{subject}",
    }  # fmt: skip
    return actions.ask(subject=subject, wish=wish, **(facts | more))


def arrived(actor: str, *, contact: Contact | None = MAIL, days_ago: int = 0) -> CodeRequest:
    """A request whose codes lie in the hall since so many days."""
    at = NOW - timedelta(days=days_ago)
    asked = ask(contact=contact, language="nl", now=at)
    actions.send(request=asked.id, actor=actor, now=at)
    actions.arrive(request=asked.id, location="hall", actor=actor, now=at)
    return CodeRequest.objects.get(id=asked.id)
