"""A small city with certificates, registers that answer for a few people, and clerks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from tests.factories import registers as make
from tests.factories.city import make_city, product

from loket.connectors.civilstatus import Filed
from loket.domain.catalogue.product import Certificate, Owner, Product
from loket.domain.people.may import Role
from loket.domain.people.numbers import NationalNumber
from loket.domain.people.standing import Standing, of_oneself
from loket.foundations.people import actions as people
from loket.foundations.people.models import Assignment, Employee
from loket.offices.certificates import actions
from loket.offices.certificates.actions import Asked, Words

#: A Monday at noon in Brussels.
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
SINCE = date(2022, 3, 31)
HOUSE = uuid.UUID(int=7)
COUNTERS, CIVIL = "counters", "civil-status"
FIELDS = (
    "names", "first_names", "born_on", "birth_place", "nationality", "address", "since",
    "history", "history_since", "municipality", "household", "deceased_on", "undisclosed_until",
    "under_investigation", "correction_pending", "sex_registration_changed", "names_changed",
    "cohabitation", "last_wish",
)  # fmt: skip


def _certificate(code: str, team: str = COUNTERS, **facts: Any) -> Product:
    how = Certificate(SINCE, **{"about": ("child",), "purpose": "certificate", **facts})
    return product(code, owners=(Owner(date(2020, 1, 1), team),), certificate=(how,))


PRODUCTS = (
    _certificate("WOONDUUR", rules="duration", made_by="template", model="attest-woonduur"),
    _certificate("WOONST", rules="residence", made_by="attest", model="residence"),
    _certificate("NATION", rules="nationality", made_by="attest", model="nationality"),
    _certificate("GEZIN", rules="household", made_by="attest", model="household"),
    _certificate("HIST", rules="history", made_by="attest", model="residence-history"),
    _certificate(
        "BIRTH_ACT", CIVIL, rules="act", made_by="act", model="birth", about=("child", "relative")
    ),
    _certificate("RECORD", rules="criminal_record", made_by="person", model="", at_kiosk=False),
    _certificate("NARROW", rules="life", made_by="attest", model="life", purpose="narrow"),
    product("PASSPORT"),
)


@dataclass
class World:
    """Everything a test of this office needs."""

    register: make.Register = field(default_factory=make.Register)
    numbers: dict[str, NationalNumber] = field(default_factory=dict)
    residents: dict[str, uuid.UUID] = field(default_factory=dict)

    def live(self, name: str, born_on: date, counter: int = 501, **facts: Any) -> uuid.UUID:
        """Let somebody exist; gives our reference."""
        number = make.number(born_on, counter)
        told = {
            "first_names": (name,), "born_on": born_on, "household": uuid.uuid4(),
            "history_since": date(2000, 1, 1), **facts,
        }  # fmt: skip
        self.register.add(number, **told)
        self.numbers[name] = number
        self.residents[name] = people.recognise(number=number, now=NOW, actor="system:test")
        return self.residents[name]

    def change(self, name: str, **facts: Any) -> None:
        """Let the register say something else from now on."""
        entry = self.register.entries[self.numbers[name].digits]
        changed = replace(entry, facts=replace(entry.facts, **facts))
        self.register.entries[entry.digits] = changed

    def tie(self, one: str, kind: str, other: str, **facts: Any) -> None:
        """Say what one is of another."""
        self.register.tie(self.numbers[one], kind, self.numbers[other], **facts)

    def house(self, *names: str) -> None:
        """Let these live together."""
        self.register.house(*((self.numbers[one], "child") for one in names))

    def file(self, name: str, kind: str = "birth", **facts: Any) -> None:
        """Let somebody have an act."""
        number = self.numbers[name].digits
        told = {"on": date(1985, 5, 2), "place": "Teststad", "municipality": "99999", **facts}
        reference = f"act-{kind}-{name}"
        self.register.acts.append(Filed(reference, kind, subjects=(number,), **told))

    def __getitem__(self, name: str) -> uuid.UUID:
        return self.residents[name]


def build() -> World:
    """A mother with a child at home, her ex, and a stranger."""
    make_city(products=PRODUCTS, municipality="99999")
    make.keep_purposes(
        make.purpose("certificate", fields=FIELDS),
        make.purpose("post", fields=("names", "first_names", "address")),
        make.purpose("search", fields=("names", "first_names", "born_on")),
    )
    world = World()
    world.live("Nora", date(1987, 3, 14), 502, household=HOUSE)
    world.live("Lou", date(2014, 5, 20), household=HOUSE)
    world.live("Tom", date(1985, 9, 2))
    world.live("Ludo", date(1968, 1, 27))
    world.tie("Nora", "parent", "Lou", authority=True)
    world.tie("Lou", "child", "Nora")
    world.tie("Tom", "parent", "Lou", authority=True)
    world.house("Nora", "Lou")
    for one in ("Nora", "Lou", "Tom"):
        world.file(one)
    return world


def clerk(login: str = "an", *, team: str = COUNTERS, role: Role = Role.CLERK) -> str:
    """An employee who decides for a team; gives the actor."""
    employee = Employee.objects.create(login=login, name=login.title())
    Assignment.objects.create(
        employee=employee, role=role.value, team=team, valid_from=date(2020, 1, 1)
    )
    return employee.actor


def ask(
    who: uuid.UUID,
    product: str = "NATION",
    *,
    words: Words | None = None,
    standing: Standing | None = None,
    channel: str = "portal",
    key: uuid.UUID | None = None,
    now: datetime = NOW,
) -> Asked:
    """Somebody asks, for oneself unless told otherwise."""
    return actions.ask(
        product=product,
        standing=standing or of_oneself(who),
        words=words or Words(),
        channel=channel,
        key=key or uuid.uuid4(),
        now=now,
    )
