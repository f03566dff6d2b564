"""Every act, asked by everybody: who may is what the table of rights says, and nobody else.

Recipes stand in `tests.house.acts`, a module for each room. An act without a recipe, and not among
those that ask no right, fails here: so does a right that no role knows.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from types import ModuleType
from typing import Final
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests.factories import registers as registers_factory
from tests.factories.city import NOW
from tests.factories.residents import resident
from tests.house.acts import unguarded
from tests.house.acts.recipes import HERE, Ready, Recipe, Recipes
from tests.house.acts.unguarded import Unguarded
from tests.house.sources import SRC, code, short, tree

from loket.domain.people.may import ACTS, Assignment, Role, may
from loket.domain.refusals import RuleBroken
from loket.foundations.people import models
from loket.offices.appointments.queries.days import BOOK

LONG_AGO, TODAY = date(2020, 1, 1), NOW.date()
OUTSIDERS: Final = (
    "", "resident", "resident:", "api", "kiosk:library", "machine:x", "host:library", "device:x",
    "employee", "employee:", f"employee:{UUID(int=9)}",
)  # fmt: skip
#: Kinds that no channel may call, and what they stand for.
INNER: Final = {"PACK", "CLOCK", "ROOMS"}


def rooms() -> Iterator[tuple[str, ModuleType]]:
    """Every room that has acts, with the door of its acts."""
    for floor in ("foundations", "offices"):
        for room in sorted(one.name for one in (SRC / floor).iterdir() if one.is_dir()):
            if (SRC / floor / room / "models").exists() or (
                SRC / floor / room / "models.py"
            ).exists():
                yield room, importlib.import_module(f"loket.{floor}.{room}.actions")


def acts(door: ModuleType) -> set[str]:
    """The public acts of a room: what its door names, classes and constants apart."""
    named = getattr(door, "__all__", None)
    if named is None:
        named = [
            name
            for name, one in vars(door).items()
            if inspect.isfunction(one) and one.__module__ == door.__name__ and name[0] != "_"
        ]
    return {name for name in named if inspect.isfunction(getattr(door, name))}


def recipes(room: str) -> tuple[ModuleType | None, Recipes]:
    """What the module of a room says; nothing for a room that has none."""
    if not (SRC.parents[1] / "tests" / "house" / "acts" / f"{room}.py").exists():
        return None, {}
    module = importlib.import_module(f"tests.house.acts.{room}")
    return module, module.RECIPES


def without_right(room: str) -> Unguarded:
    """The acts of a room that are declared to ask none."""
    declared: Unguarded = getattr(unguarded, room.upper(), {})
    return declared


def test_every_act_has_a_recipe_or_says_why_it_asks_no_right() -> None:
    found = list(rooms())
    assert sum(len(acts(door)) for _room, door in found) > 150
    for room, door in found:
        asked, declared = set(recipes(room)[1]), set(without_right(room))
        assert (room, acts(door) - asked - declared) == (room, set())
        assert (room, (asked | declared) - acts(door)) == (room, set())
        assert (room, asked & declared) == (room, set())


def test_every_right_that_an_act_asks_is_known_to_a_role() -> None:
    asked = {one.right for room, _ in rooms() for one in recipes(room)[1].values() if one.right}
    assert asked <= ACTS


def test_acts_of_the_pack_take_a_loading_and_nothing_else() -> None:
    wrong = {
        f"{room}.{name}"
        for room, door in rooms()
        for name, (kind, _why) in without_right(room).items()
        if kind == "PACK"
        and set(inspect.signature(getattr(door, name)).parameters) - {"loading", "section"}
        and name != "keep_calendar"
    }
    assert not wrong


def test_no_channel_orders_an_act_that_asks_nobody_for_a_right() -> None:
    inner = {
        (f"loket.{floor}.{room}", name)
        for floor in ("foundations", "offices")
        for room, door in rooms()
        if door.__name__.startswith(f"loket.{floor}.")
        for name, (kind, _why) in without_right(room).items()
        if kind in INNER
    }
    ordered = {
        f"{short(path)} {name}"
        for path in code(SRC / "channels")
        for room, name in _orders(tree(path))
        if (room, name) in inner
    }
    assert not ordered


def _orders(module: ast.Module) -> Iterator[tuple[str, str]]:
    """The acts that a file names, each with its room."""
    doors: dict[str, str] = {}
    for node in ast.walk(module):
        match node:
            case ast.ImportFrom(module=str(room), names=names):
                for one in names:
                    if one.name == "actions":
                        doors[one.asname or one.name] = room
                    elif room.endswith(".actions"):
                        yield room.removesuffix(".actions"), one.name
    for node in ast.walk(module):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=act) if name in doors:
                yield doors[name], act


@pytest.mark.django_db
@pytest.mark.parametrize(
    "room",
    [
        "appointments", "certificates", "identitydocs", "kiosks", "people", "places", "queues",
        "registers",
    ],
)  # fmt: skip
def test_who_may_do_an_act_is_what_the_table_says(room: str) -> None:
    module, asked = recipes(room)
    assert module is not None
    before = registers_factory.answer_from(registers_factory.Register())
    try:
        town = module.town()
        staff = dict(employees())
        somebody = f"resident:{resident(777)}"
        wrong = {}
        for name, recipe in asked.items():
            everybody = visitors(recipe, staff, somebody)
            wrong |= {f"{name} by {who}": said for who, said in walk(recipe, town, everybody)}
    finally:
        registers_factory.put_back(before)
    assert not wrong


def employees() -> Iterator[tuple[tuple[str, str], str]]:
    """An employee of each role: everywhere, at the location of the acts, and elsewhere."""
    for role in Role:
        for location in ("", HERE, "elsewhere"):
            yield (role.value, location), employee(role, location)
    yield ("closed", ""), employee(Role.MANAGER, "", is_active=False)
    yield ("gone", ""), employee(Role.CLERK, "", until=TODAY - timedelta(days=30))


def employee(
    role: Role, location: str, *, is_active: bool = True, until: date | None = None
) -> str:
    """The actor of somebody with one assignment."""
    made = models.Employee.objects.create(login=uuid4().hex, name="An", is_active=is_active)
    models.Assignment.objects.create(
        employee=made, role=role.value, location_code=location, valid_from=LONG_AGO, valid_to=until
    )
    return made.actor


def visitors(
    recipe: Recipe, staff: dict[tuple[str, str], str], somebody: str
) -> Iterator[tuple[str, str, str]]:
    """Everybody who tries it: the actor, what should come of it, and who it is."""
    for (role, location), actor in staff.items():
        if location and not recipe.at:
            continue
        given = bool(recipe.right) and role in set(Role) and _has(role, location, recipe)
        yield actor, "done" if given else "refused", f"{role} at {location or 'all'}"
    for actor in (*OUTSIDERS, somebody):
        is_other = bool(recipe.others) and not actor.startswith("employee:")
        yield actor, "done" if is_other else "refused", actor or "nobody"


def _has(role: str, location: str, recipe: Recipe) -> bool:
    held = Assignment(Role(role), location, "", LONG_AGO, None)
    return may([held], recipe.right, recipe.at, TODAY)


def walk(
    recipe: Recipe, town: object, everybody: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[str, str]]:
    """For whom it comes out otherwise than it should, and how; all of it is undone."""
    savepoint = transaction.savepoint()
    made = recipe.make(town)
    ready = made if isinstance(made, Ready) else Ready(made)
    if ready.owner:
        everybody = chain(everybody, [(ready.owner, "done", "the owner")])
    for actor, expected, who in everybody:
        if (answer := ask(recipe, ready, actor)) != expected:
            yield who, answer
    transaction.savepoint_rollback(savepoint)
    BOOK.forget()


def ask(recipe: Recipe, ready: Ready, actor: str) -> str:
    """What comes of it, undone at once: ``done``, ``refused``, or the code of another refusal."""
    savepoint = transaction.savepoint()
    try:
        ready.do(actor)
    except RuleBroken as broken:
        return "refused" if broken.code in recipe.refused else f"refused with {broken.code}"
    else:
        return "done"
    finally:
        transaction.savepoint_rollback(savepoint)
        BOOK.forget()


@pytest.mark.django_db
def test_the_walk_would_notice_an_act_that_asks_nobody() -> None:
    def anybody(_actor: str) -> None:
        """Does it for whoever comes."""

    recipe = Recipe(lambda _town: anybody, "people.hire")
    staff = {("clerk", ""): employee(Role.CLERK, "")}
    wrong = dict(walk(recipe, None, visitors(recipe, staff, f"resident:{UUID(int=1)}")))
    assert wrong["clerk at all"] == "done"
    assert wrong["nobody"] == "done"
