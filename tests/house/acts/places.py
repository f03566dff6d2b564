"""Places: who plans the reception."""

from __future__ import annotations

from datetime import time

from tests.factories.city import NOW
from tests.house.acts.appointments import town
from tests.house.acts.recipes import HERE, Do, Recipe, Recipes

from loket.foundations.places import actions

__all__ = ["RECIPES", "town"]


def _shift(actor: str) -> int:
    return actions.roster_shift(
        location=HERE, day=NOW.date(), opens=time(9), closes=time(12), now=NOW, actor=actor
    )


def _staff(_town: None) -> Do:
    shift = _shift("system:test")
    return lambda actor: actions.staff_shift(shift=shift, employee=None, now=NOW, actor=actor)


RECIPES: Recipes = {
    "roster_shift": Recipe(lambda _town: _shift, "places.plan_reception", at=HERE),
    "staff_shift": Recipe(_staff, "places.plan_reception", at=HERE),
}
