"""The queue: tickets come from a kiosk or a link, everything else from the counter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.factories.city import Spot, make_city
from tests.house.acts.recipes import HERE, Do, Recipe, Recipes
from tests.offices.appointments.helpers import book
from tests.offices.queues.helpers import KIDSID, at, called, counter, walk_in

from loket.offices.queues import actions
from loket.offices.queues.models import Topic

PERSON = "the person, at a kiosk of the house or by the secret link of the appointment"
HOUSE = "system:test"


def town() -> None:
    make_city({HERE: Spot(), "elsewhere": Spot(point=(51.21, 4.41))})
    Topic.objects.create(code="taxes", name={"nl": "Belasting"}, level="federal")


def _check_in(_town: None) -> Do:
    booked = book("hall_2026-11-25_0900", "an")
    return lambda actor: actions.check_in(appointment=booked.id, now=at(0), actor=actor)


def _take(_town: None) -> Do:
    return lambda actor: actions.take_ticket(location=HERE, items=KIDSID, now=at(0), actor=actor)


def _log(_town: None) -> Do:
    about = {"location": HERE, "topic": "taxes", "outcome": "referred", "now": at(0)}
    return lambda actor: actions.log_question(**about, actor=actor)


def _call(_town: None) -> Do:
    walk_in()
    here = counter()
    return lambda actor: actions.call_next(counter=here, actor=actor, now=at(1))


def _waiting(act: Callable[..., object]) -> Callable[[Any], Do]:
    def make(_town: None) -> Do:
        ticket = walk_in().id
        return lambda actor: act(ticket=ticket, actor=actor, now=at(2))

    return make


def _called(act: Callable[..., object]) -> Callable[[Any], Do]:
    def make(_town: None) -> Do:
        walk_in()
        ticket = called(1, HOUSE).id
        return lambda actor: act(ticket=ticket, actor=actor, now=at(3))

    return make


def _recalled(_town: None) -> Do:
    walk_in()
    ticket = called(1, HOUSE).id
    actions.recall(ticket=ticket, actor=HOUSE, now=at(2))
    return lambda actor: actions.no_show(ticket=ticket, actor=actor, now=at(20))


def _served(act: Callable[..., object], **facts: Any) -> Callable[[Any], Do]:
    def make(_town: None) -> Do:
        walk_in()
        ticket = called(1, HOUSE).id
        actions.start(ticket=ticket, actor=HOUSE, now=at(2))
        return lambda actor: act(ticket=ticket, actor=actor, now=at(3), **facts)

    return make


def _resume(_town: None) -> Do:
    walk_in()
    ticket, here = called(1, HOUSE).id, counter()
    actions.start(ticket=ticket, actor=HOUSE, now=at(2))
    actions.park(ticket=ticket, actor=HOUSE, now=at(3))
    return lambda actor: actions.resume(ticket=ticket, counter=here, actor=actor, now=at(4))


RECIPES: Recipes = {
    "check_in": Recipe(_check_in, "queues.check_in", at=HERE, others=PERSON),
    "take_ticket": Recipe(_take, "queues.take_ticket", at=HERE, others=PERSON),
    "leave": Recipe(_waiting(actions.leave), "queues.leave", at=HERE, others=PERSON),
    "log_question": Recipe(_log, "queues.log_question", at=HERE),
    "call_next": Recipe(_call, "queues.call_next", at=HERE),
    "recall": Recipe(_called(actions.recall), "queues.recall", at=HERE),
    "no_show": Recipe(_recalled, "queues.no_show", at=HERE),
    "start": Recipe(_called(actions.start), "queues.start", at=HERE),
    "finish": Recipe(_served(actions.finish, outcome="helped"), "queues.finish", at=HERE),
    "park": Recipe(_served(actions.park), "queues.park", at=HERE),
    "redirect": Recipe(_served(actions.redirect, skills=("identity",)), "queues.redirect", at=HERE),
    "resume": Recipe(_resume, "queues.resume", at=HERE),
}
