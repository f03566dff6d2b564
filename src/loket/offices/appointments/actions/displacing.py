"""Whom the city takes a moment from: told, and offered the next other moment before anybody else.

Who has no offer yet stands on the earlier-moment list before all who only want something earlier,
at every location, until there is a moment. Nothing is dropped in silence.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from loket.domain.appointments.grid import ticks_for
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.messages import actions as messages
from loket.offices.appointments.actions import telling
from loket.offices.appointments.actions.holding import Held, hold_for
from loket.offices.appointments.actions.placing import wake
from loket.offices.appointments.models import Appointment, EarlierWish
from loket.offices.appointments.queries.moments import MOST_SLOTS, is_beside, search
from loket.offices.appointments.queries.plans import Wish, items_from, outlook_now

#: How long a displaced person's new moment is kept, at most.
KEPT_FOR_DISPLACED = timedelta(hours=48)
#: Who is in the house is helped, or told in person: the queue has them, no message sends them off.
IN_THE_HOUSE = frozenset({"checked_in", "in_service"})


def displace(ids: Iterable[uuid.UUID], day: date, *, now: datetime, actor: str) -> list[uuid.UUID]:
    """Take visits off their counters: a booking is displaced, an unconfirmed hold ends.

    Gives the bookings. Within the caller's transaction, on a locked day.
    """
    ids = list(ids)
    bookings = []
    for found in (
        Appointment.objects.select_for_update().filter(id__in=ids).order_by("created_at", "id")
    ):
        before = found.state
        if before in IN_THE_HOUSE:
            Appointment.objects.filter(id=found.id).update(during="empty", inside=None)
            continue
        found.state = "expired" if before == "held" else "displaced"
        found.inside = None
        found.save(update_fields=["state", "inside"])
        if found.state == "displaced":
            bookings.append(found.id)
        EarlierWish.objects.filter(offer=found).update(state="waiting", offer=None)
        journal.write(
            act="displace", actor=actor, subject=f"appointment:{found.id}", at=now,
            before={"state": before}, after={"state": found.state},
        )  # fmt: skip
    wake(ids, day)
    return bookings


def offer_instead(displaced: uuid.UUID, *, now: datetime) -> None:
    """Hold the first other moment for a displaced person, and tell; without one, wait for it."""
    found = Appointment.objects.select_related("location").get(id=displaced)
    messages.cancel_due(appointment=str(found.id), now=now)
    held = _offer_it_has(found) or _hold_next(found, now=now)
    _await_next(found, held, now=now)
    telling.tell(found, "displaced", at=now, offer=held)


def help_displaced(*, now: datetime) -> int:
    """Offer the moments that came since to those who wait for one; how many were helped.

    Each in a transaction of its own; safe to run twice and by two at once.
    """
    waiting = EarlierWish.objects.filter(state="waiting", appointment__state="displaced")
    return sum(
        _help(wish, now=now)
        for wish in waiting.order_by("joined_at", "pk").values_list("pk", flat=True)
    )


def _help(wish: int, *, now: datetime) -> bool:
    with transaction.atomic():
        known = EarlierWish.objects.select_for_update(of=("self",), skip_locked=True)
        found = known.select_related("appointment__location").filter(pk=wish, state="waiting")
        waiting = found.filter(appointment__state="displaced").first()
        held = _hold_next(waiting.appointment, now=now, but=waiting.refused) if waiting else None
        if waiting is None or held is None:
            return False
        _await_next(waiting.appointment, held, now=now)
        telling.tell(waiting.appointment, "displaced", at=now, offer=held)
    return True


def _await_next(found: Appointment, held: Held | None, *, now: datetime) -> None:
    """Keep the person's place before all others until a moment is taken."""
    state = {"state": "offered" if held else "waiting", "offer_id": held.id if held else None}
    EarlierWish.objects.update_or_create(
        appointment=found,
        defaults=state | {"until": None, "anywhere": True},
        create_defaults=state | {"anywhere": True, "joined_at": now},
    )


def _offer_it_has(found: Appointment) -> Held | None:
    """The earlier moment that is kept for the person already, if there is one."""
    wish = EarlierWish.objects.select_related("offer__location").filter(appointment=found).first()
    offer = wish.offer if wish and wish.state == "offered" else None
    if offer is None or offer.state != "held" or offer.expires_at is None:
        return None
    zone = outlook_now().zone
    return Held(
        offer.id,
        offer.expires_at,
        offer.starts_at.astimezone(zone),
        offer.ends_at.astimezone(zone),
        offer.location.code,
    )


def _hold_next(found: Appointment, *, now: datetime, but: Collection[str] = ()) -> Held | None:
    wish = Wish(
        items=items_from(found.items), language=found.spoken,
        mobility=found.mobility, step_free=found.step_free, near=_point(found),
    )  # fmt: skip
    try:
        token = _moment_instead(wish, now=now, but=but)
        return hold_for(found, token, wish, lasting=KEPT_FOR_DISPLACED, now=now) if token else None
    except RuleBroken:
        return None


def _moment_instead(wish: Wish, *, now: datetime, but: Collection[str]) -> str:
    """The first moment that leaves people time to read, to answer and to get there; empty if none.

    A day so free that all moments found lie too near is left for the next.
    """
    view = outlook_now()
    earliest = now + view.offer_notice
    for since in (view.today(earliest), view.today(earliest) + timedelta(days=1)):
        found = search(wish=replace(wish, since=since, limit=MOST_SLOTS), now=now).slots
        for slot in found:
            ticks = ticks_for((slot.ends_at - slot.starts_at) // timedelta(minutes=1))
            if slot.starts_at >= earliest and not is_beside(slot.token, but, ticks=ticks):
                return slot.token
    return ""


def _point(found: Appointment) -> tuple[float, float] | None:
    profile = outlook_now().places[found.location_id].profile(found.day)
    if profile is None or profile.lat is None or profile.lon is None:
        return None
    return profile.lat, profile.lon
