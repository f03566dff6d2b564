"""PIN and PUK codes: the holder asks and takes back, employees do what lies between."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.factories.city import NOW
from tests.house.acts.recipes import HERE, Do, Ready, Recipe, Recipes
from tests.offices.identitydocs import helpers
from tests.offices.identitydocs.helpers import HOLDER, OLD_CARD, arrived

from loket.offices.identitydocs import actions

HOUSE = "system:test"
OWNER = f"resident:{HOLDER}"
#: Longer than codes are kept.
LONG_AGO = 200


def town() -> None:
    helpers.open_city()


def _ask(_town: None) -> Ready:
    what = {"subject": HOLDER, "applicant": HOLDER, "wish": OLD_CARD, "channel": "portal"}
    return Ready(lambda actor: actions.ask(**what, now=NOW, actor=actor), OWNER)


def _asked(act: Callable[..., object], **facts: Any) -> Callable[[Any], Do]:
    def make(_town: None) -> Do:
        request = helpers.ask().id
        return lambda actor: act(request=request, actor=actor, now=NOW, **facts)

    return make


def _sent(act: Callable[..., object], **facts: Any) -> Callable[[Any], Do]:
    def make(_town: None) -> Do:
        request = helpers.ask().id
        actions.send(request=request, actor=HOUSE, now=NOW)
        return lambda actor: act(request=request, actor=actor, now=NOW, **facts)

    return make


def _kept(act: Callable[..., object], days_ago: int = 0, **facts: Any) -> Callable[[Any], Do]:
    def make(_town: None) -> Do:
        request = arrived(HOUSE, days_ago=days_ago, contact=None).id
        return lambda actor: act(request=request, actor=actor, now=NOW, **facts)

    return make


def _withdraw(_town: None) -> Ready:
    request = helpers.ask().id
    return Ready(lambda actor: actions.withdraw(request=request, actor=actor, now=NOW), OWNER)


def _release(_town: None) -> Do:
    request = helpers.ask(pending=frozenset({"new_card"})).id
    return lambda actor: actions.release(request=request, actor=actor, now=NOW)


def _destroy(_town: None) -> Do:
    request = arrived(HOUSE, days_ago=LONG_AGO).id
    first = helpers.employee(f"first{uuid.uuid4().hex}", "clerk")
    actions.condemn(request=request, actor=first, now=NOW - timedelta(minutes=1))
    return lambda actor: actions.destroy(request=request, actor=actor, now=NOW)


RECIPES: Recipes = {
    "ask": Recipe(_ask, "identitydocs.ask"),
    "withdraw": Recipe(_withdraw, "identitydocs.ask"),
    "send": Recipe(_asked(actions.send), "identitydocs.send"),
    "release": Recipe(_release, "identitydocs.send"),
    "block": Recipe(_sent(actions.block, pending="new_card"), "identitydocs.send"),
    "arrive": Recipe(_sent(actions.arrive, location=HERE), "identitydocs.arrive", at=HERE),
    "arrive_elsewhere": Recipe(
        _sent(actions.arrive_elsewhere, municipality="Gent"), "identitydocs.send"
    ),
    "notify": Recipe(_kept(actions.notify), "identitydocs.arrive", at=HERE),
    "hand_over": Recipe(
        _kept(actions.hand_over, card_seen="yes"), "identitydocs.hand_over", at=HERE
    ),
    "condemn": Recipe(_kept(actions.condemn, days_ago=LONG_AGO), "identitydocs.destroy", at=HERE),
    "destroy": Recipe(_destroy, "identitydocs.destroy", at=HERE),
}
