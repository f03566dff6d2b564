"""Where the holder of a card lives: asked through the guard, when due, and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.factories import registers as make
from tests.factories.city import NOW, Spot, make_city
from tests.offices.identitydocs.helpers import ask, employee

from loket.domain.refusals import RuleBroken
from loket.domain.registers.facts import Address
from loket.foundations.journal.models import Line
from loket.foundations.people import actions as people
from loket.foundations.registers.models import LookUp
from loket.offices.identitydocs import actions
from loket.offices.identitydocs.models import CodeRequest

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "99999", "12345"
FIELDS = (
    "names", "first_names", "address", "since", "municipality", "undisclosed_until",
)  # fmt: skip


class World:
    """A city, a register, and one holder of a card in it."""

    def __init__(self) -> None:
        make_city({"hall": Spot()}, municipality=HERE)
        make.keep_purposes(make.purpose("pin-puk", fields=FIELDS, inquiries=("person",)))
        self.register = make.Register()
        self.holder = self.live()

    def live(self, **facts: Any) -> UUID:
        number = self.register.add(make.number(counter=501), municipality=HERE, **facts)
        return people.recognise(number=number, now=NOW, actor="system:test")

    def look(self, actor: str = "") -> actions.Told:
        actor = actor or f"resident:{self.holder}"
        return actions.look_at_home(of=self.holder, actor=actor, now=NOW)


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


def test_the_holder_is_told_where_they_are_registered(world: World) -> None:
    told = world.look()
    assert told.address == make.HOME
    assert (told.names, told.home.municipality, told.is_hidden) == (
        "An Peeters",
        "Testville",
        False,
    )
    assert (told.against, told.warnings) == ((), ())


def test_each_look_is_in_the_journal_of_look_ups_with_its_purpose(world: World) -> None:
    world.look()
    row = LookUp.objects.get()
    assert (row.purpose, row.ground_kind, row.about) == ("pin-puk", "codes", world.holder)


def test_who_is_registered_elsewhere_is_sent_there_by_the_request_itself(world: World) -> None:
    away = Address("Dorp", "1", "", "9000", "Elders", ELSEWHERE)
    world.register.entries.clear()
    number = make.number(counter=501)
    world.register.add(number, municipality=ELSEWHERE, address=away)
    assert [one.code for one in world.look().against] == ["registered_elsewhere"]
    with pytest.raises(RuleBroken) as broken:
        ask(subject=world.holder)
    assert broken.value.code == "registered_elsewhere"
    assert broken.value.facts == {"municipality": "Elders"}
    assert not CodeRequest.objects.exists()


def test_who_moved_lately_is_warned_from_the_register(world: World) -> None:
    world.register.entries.clear()
    world.live(since=NOW.date() - timedelta(days=5))
    asked = ask(subject=world.holder)
    assert [one.code for one in asked.warnings] == ["codes_may_arrive_elsewhere"]


def test_an_address_that_nobody_may_know_is_marked(world: World) -> None:
    world.register.entries.clear()
    world.live(undisclosed_until=date(2027, 1, 1))
    assert world.look().is_hidden is True


def test_nothing_of_the_address_is_kept_with_the_request_or_in_the_journal(world: World) -> None:
    ask(subject=world.holder)
    kept = str(list(CodeRequest.objects.values())) + str(list(Line.objects.values()))
    for word in ("Voorbeeldstraat", "Teststad", "Peeters"):
        assert word not in kept


def test_a_register_that_is_away_stops_nobody(world: World) -> None:
    world.register.entries.clear()
    assert world.look() == actions.Told()
    asked = ask(subject=world.holder)
    assert asked.state == "requested"


def test_an_employee_looks_only_while_the_holder_has_an_open_request(world: World) -> None:
    clerk = employee()

    def code_of(actor: str) -> str:
        try:
            world.look(actor)
        except RuleBroken as broken:
            return broken.code
        return ""

    assert code_of(clerk) == "no_ground"
    asked = ask(subject=world.holder)
    assert code_of(clerk) == ""
    assert code_of(employee("host", "planner")) in ("no_ground", "not_allowed")
    assert code_of("resident:11111111-1111-4111-8111-111111111112") == "no_ground"
    assert code_of("kiosk:library") == "no_ground"
    actions.withdraw(request=asked.id, actor=clerk, now=NOW)
    assert code_of(clerk) == "no_ground"


def test_no_other_purpose_and_nobody_else_is_reached_on_this_ground(world: World) -> None:
    from loket.domain.registers.grounds import Ground
    from loket.foundations.registers import actions as registers

    other = people.recognise(number=make.number(counter=503), now=NOW, actor="system:test")
    make.keep_purposes(make.purpose("certificate"))
    for of, purpose, reference in (
        (other, "pin-puk", str(world.holder)),
        (other, "pin-puk", str(other)),
        (world.holder, "certificate", str(world.holder)),
    ):
        with pytest.raises(RuleBroken, match="no_ground"):
            registers.look_up_person(
                of=of, ground=Ground("codes", reference), purpose=purpose,
                actor=f"resident:{world.holder}", now=NOW,
            )  # fmt: skip


def test_a_request_made_by_telephone_asks_no_register(world: World) -> None:
    clerk = employee()
    ask(subject=world.holder, channel="desk", actor=clerk)
    assert not LookUp.objects.exists()
