"""Appointments: people come with a hold or a secret link, which the channel checks."""

from __future__ import annotations

from datetime import timedelta

from tests.factories.city import NOW, Spot, make_city
from tests.house.acts.recipes import HERE, Do, Recipe, Recipes
from tests.offices.appointments.helpers import KIDSID, book, hold

from loket.foundations.places import queries as places
from loket.offices.appointments import actions
from loket.offices.appointments.models import EarlierWish

FIRST, SECOND = "hall_2026-11-24_0900", "hall_2026-11-24_0945"
LINK = "whoever holds the hold or the secret of the link, which the channel checked"


def town() -> None:
    make_city({HERE: Spot(), "elsewhere": Spot(point=(51.21, 4.41))})


def _hold(_town: None) -> Do:
    facts = {"token": FIRST, "items": KIDSID, "client": "", "now": NOW}
    return lambda actor: actions.hold(**facts, actor=actor)


def _release(_town: None) -> Do:
    held = hold(FIRST).id
    return lambda actor: actions.release(hold=held, now=NOW, actor=actor)


def _book(_town: None) -> Do:
    held = hold(FIRST).id
    facts = {"name": "An", "email": "an@example.org", "channel": "portal", "now": NOW}
    return lambda actor: actions.book(hold=held, **facts, actor=actor)


def _move(_town: None) -> Do:
    booked = book(FIRST, "an").id
    held = hold(SECOND, replaces=booked).id
    return lambda actor: actions.move(appointment=booked, hold=held, now=NOW, actor=actor)


def _cancel(_town: None) -> Do:
    booked = book(FIRST, "an").id
    return lambda actor: actions.cancel(appointment=booked, now=NOW, actor=actor)


def _join(_town: None) -> Do:
    booked = book(FIRST, "an").id
    return lambda actor: actions.join_earlier(appointment=booked, now=NOW, actor=actor)


def _leave(_town: None) -> Do:
    booked = book(FIRST, "an").id
    actions.join_earlier(appointment=booked, now=NOW, actor="resident")
    return lambda actor: actions.leave_earlier(appointment=booked, now=NOW, actor=actor)


def _decline(_town: None) -> Do:
    waiting, other = book(SECOND, "an").id, book(FIRST, "bo").id
    actions.join_earlier(appointment=waiting, now=NOW, actor="resident")
    actions.cancel(appointment=other, now=NOW, actor="resident")
    offer = EarlierWish.objects.get(appointment=waiting).offer_id
    assert offer is not None
    return lambda actor: actions.decline_earlier(offer=offer, now=NOW, actor=actor)


def _close(_town: None) -> Do:
    return _closed


def _closed(actor: str) -> None:
    actions.close(
        location=HERE, starts_at=NOW + timedelta(days=2), ends_at=NOW + timedelta(days=3),
        reason={"nl": "Werken."}, now=NOW, actor=actor,
    )  # fmt: skip


def _reopen(_town: None) -> Do:
    _closed("system:test")
    closure = places.list_closures(HERE, NOW)[0].id
    return lambda actor: actions.reopen(location=HERE, closure=closure, now=NOW, actor=actor)


def _change_hours(_town: None) -> Do:
    windows = [one for one in places.snapshot().by_code[HERE].windows if one.lane == 0]
    from_now = {"location": HERE, "windows": windows, "counters": (0,), "now": NOW}
    day = NOW.date() + timedelta(days=7)
    return lambda actor: actions.change_hours(**from_now, valid_from=day, actor=actor)


RECIPES: Recipes = {
    "hold": Recipe(_hold, "appointments.hold", others=LINK),
    "release": Recipe(_release, "appointments.hold", others=LINK),
    "book": Recipe(_book, "appointments.book", others=LINK),
    "move": Recipe(_move, "appointments.move", others=LINK),
    "cancel": Recipe(_cancel, "appointments.cancel", others=LINK),
    "join_earlier": Recipe(_join, "appointments.join_earlier", others=LINK),
    "leave_earlier": Recipe(_leave, "appointments.join_earlier", others=LINK),
    "decline_earlier": Recipe(_decline, "appointments.join_earlier", others=LINK),
    "close": Recipe(_close, "appointments.close", at=HERE),
    "reopen": Recipe(_reopen, "appointments.close", at=HERE),
    "change_hours": Recipe(_change_hours, "places.edit_hours", at=HERE),
}
