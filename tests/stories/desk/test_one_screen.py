"""Everything of a visit stands on one screen: who, what, what to bring, to pay and to know."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tests.channels.desk.helpers import BOTH, booked, counter, employee, open_city
from tests.factories.city import PRODUCTS, Desk, Spot, product
from tests.stories.desk.helpers import DeskStory

from loket.domain.catalogue.product import Fee, Product
from loket.domain.people.may import Role
from loket.kit import clock
from loket.offices.appointments.queries import Item
from loket.offices.queues import actions
from loket.offices.queues.models import Ticket

NAMES = {
    "KIDSID": "Kids-ID aanvragen",
    "PASSPORT": "Reispas aanvragen",
    "PICKUP": "Rijbewijs afhalen",
    "BIRTH": "Geboorte aangeven",
}


def named(one: Product) -> Product:
    return replace(one, name={"nl": NAMES.get(one.code, one.code)}, skills=("identity",))


def products() -> tuple[Product, ...]:
    """The same with names as residents know them, and a passport that costs something."""
    passport = product(
        "PASSPORT",
        fees=(Fee(date(2020, 1, 1), 6500),),
        bring=({"nl": "Een recente pasfoto."}, {"nl": "De oude reispas."}),
        ready_after={"nl": "Na vijf werkdagen."},
    )
    return tuple(named(passport if one.code == "PASSPORT" else one) for one in PRODUCTS)


def ago(minutes: float) -> datetime:
    return clock.now() - timedelta(minutes=minutes)


def a_busy_noon() -> None:
    """Five people waited or wait; one was sent on with a word; three are still to come."""
    desk = Desk(BOTH, opens=time(0), closes=time(23, 55), weekdays=tuple(range(7)))
    open_city(products=products(), spots={"hall": Spot(desks=(desk, desk, desk))})
    walk_in("PASSPORT", 30, interpreter="ar")
    colleague = employee(Role.CLERK, login="colleague").actor
    sent = actions.call_next(counter=counter(1), actor=colleague, now=ago(20))
    assert sent is not None
    actions.start(ticket=sent.id, actor=colleague, now=ago(19))
    note = "Adreswijziging loopt: kijk het adres na."
    actions.redirect(ticket=sent.id, actor=colleague, now=ago(16), counter=counter(0), note=note)
    for code, minutes in (("KIDSID", 14), ("BIRTH", 9), ("PICKUP", 3)):
        walk_in(code, minutes, step_free=code == "BIRTH")
    for name, code in (("An Peeters", "PASSPORT"), ("Bo Smets", "KIDSID"), ("Cem Kaya", "BIRTH")):
        booked(name, items=(Item(code),))


def walk_in(code: str, minutes: float, **needs: bool | str) -> None:
    """Somebody without an appointment, so many minutes ago; two cards for children at once."""
    items = (Item(code, 2 if code == "KIDSID" else 1),)
    actions.take_ticket(location="hall", items=items, now=ago(minutes), actor="kiosk:hall", **needs)


class TestOneScreen(DeskStory):
    """A clerk reads it all without leaving the page."""

    screen = (1440, 900)

    def test_tells_all_there_is_to_know_of_who_is_called(self) -> None:
        self.given("a busy noon", a_busy_noon)
        who = self.enters(Role.CLERK)
        self.visit("/desk/")
        self.key("n")
        self.key("s")
        self.sees_heading("W 01 · Reispas aanvragen")
        for words in (
            "Een recente pasfoto.", "65,00 euro", "Na vijf werkdagen.", "tolk Arabisch",
            "Adreswijziging loopt: kijk het adres na.", "2 × Kids-ID aanvragen",
            re.compile(r"\b1[4-9] min"),
        ):  # fmt: skip
            self.sees(words)
        Ticket.objects.filter(state="serving").update(started_at=ago(6))
        self.visit("/desk/")
        self.sees("6 min bezig")
        self.picture("desk")
        assert who.name not in self.page.locator("main").inner_text()
