"""The earlier-moment list: a freed moment goes to it first, one offer at a time, in order.

An offer is a hold that nobody else sees. It lasts as long as the city gives people to answer; only
the clock of ``lapse_offers`` or an answer ends it, and then the next in line gets it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q

from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.offices.appointments.actions import telling
from loket.offices.appointments.actions.days import Freed, end, freed_by, lock_appointment
from loket.offices.appointments.actions.displacing import KEPT_FOR_DISPLACED
from loket.offices.appointments.actions.holding import Moment, place
from loket.offices.appointments.actions.permitting import permit
from loket.offices.appointments.models import Appointment, EarlierWish
from loket.offices.appointments.queries.days import BOOK
from loket.offices.appointments.queries.moments import is_beside, token_of
from loket.offices.appointments.queries.plans import (
    Wish,
    items_from,
    offer_at,
    outlook,
    outlook_now,
)

#: How many people on the list are asked for one freed moment before it opens to all.
MOST_ASKED = 200


def join_earlier(
    *,
    appointment: uuid.UUID,
    now: datetime,
    actor: str,
    until: date | None = None,
    anywhere: bool = False,
) -> None:
    """Put an appointment on the list; joining again changes the wish and keeps the place.

    Raises ``RuleBroken("unknown_appointment")`` or ``RuleBroken("not_in_this_state")``.
    """
    permit("join_earlier", actor=actor, now=now)
    with transaction.atomic():
        found = Appointment.objects.select_for_update().filter(id=appointment).first()
        if found is None:
            raise RuleBroken("unknown_appointment")
        if found.state != "booked" or found.starts_at <= now:
            raise RuleBroken("not_in_this_state", state=found.state)
        wish, created = EarlierWish.objects.get_or_create(
            appointment=found, defaults={"joined_at": now}
        )
        wish.until, wish.anywhere = until, anywhere
        if wish.state != "offered":
            wish.state = "waiting"
        wish.save()
        journal.write(
            act="join_earlier", actor=actor, subject=f"appointment:{appointment}", at=now,
            after={"until": until, "anywhere": anywhere, "new": created},
        )  # fmt: skip


def leave_earlier(*, appointment: uuid.UUID, now: datetime, actor: str) -> None:
    """Take an appointment off the list; an open offer goes to the next in line."""
    permit("join_earlier", actor=actor, now=now)
    with transaction.atomic():
        wish = EarlierWish.objects.filter(appointment=appointment).first()
        if wish is None:
            return
        if wish.offer_id is not None:
            decline_earlier(offer=wish.offer_id, now=now, actor=actor)
        EarlierWish.objects.filter(pk=wish.pk).update(state="left")
        journal.write(
            act="leave_earlier", actor=actor, subject=f"appointment:{appointment}", at=now
        )


def offer_freed(freed: Freed, *, now: datetime) -> bool:
    """Offer what came free to the first on the list whom it serves; False when nobody wants it."""
    for wish in _interested(freed, now=now):
        for moment in _moments_within(freed, wish, now=now):
            if _offer(wish, moment, now=now):
                return True
    return False


def _interested(freed: Freed, *, now: datetime) -> list[EarlierWish]:
    """People whom this would serve: first those without any moment, then in order of joining."""
    waiting = EarlierWish.objects.select_for_update(of=("self",), skip_locked=True).select_related(
        "appointment"
    )
    sooner = Q(appointment__state="booked", appointment__day__gte=freed.day)
    here = Q(anywhere=True) | Q(appointment__location=freed.location)
    waiting = waiting.filter(
        here, Q(appointment__state="displaced") | sooner,
        state="waiting", appointment__created_at__lte=now,
    ).exclude(until__lt=freed.day)  # fmt: skip
    waiting = waiting.annotate(has_one=ExpressionWrapper(sooner, BooleanField()))
    return list(waiting.order_by("has_one", "joined_at", "pk")[:MOST_ASKED])


def _moments_within(freed: Freed, wish: EarlierWish, *, now: datetime) -> Iterator[Moment]:
    """Moments that use what came free, earliest first; before the present one, if there is one."""
    seen = BOOK.refresh(now=now)
    view = outlook(seen.edition)
    code = view.codes.get(freed.location)
    row = seen.row(freed.location, freed.day)
    if code is None or row is None:
        return
    have = wish.appointment
    asked = Wish(
        items=items_from(have.items),
        language=have.spoken,
        mobility=have.mobility,
        step_free=have.step_free,
    )
    try:
        offer = offer_at(seen.edition, asked, code, freed.day)
    except RuleBroken:  # a product that the city no longer has
        return
    if offer.reasons:
        return
    for tick in range(max(0, freed.start - offer.ticks + 1), freed.start + freed.ticks):
        starts_at = view.instant(freed.day, tick)
        token = token_of(code, freed.day, tick)
        if starts_at < now + view.offer_notice or is_beside(token, wish.refused, ticks=offer.ticks):
            continue
        if have.state == "displaced" or starts_at < have.starts_at:
            yield Moment(asked, offer, row, tick, starts_at, view)


def _offer(wish: EarlierWish, moment: Moment, *, now: datetime) -> bool:
    displaced = wish.appointment.state == "displaced"
    lasting = KEPT_FOR_DISPLACED if displaced else outlook_now().offer_time
    expires_at = min(now + lasting, moment.starts_at - timedelta(minutes=30))
    try:
        with transaction.atomic():
            held = place(
                moment, now=now, expires_at=expires_at, replaces=wish.appointment_id, offered=True
            )
    except RuleBroken:
        return False
    wish.state, wish.offer_id = "offered", held.id
    wish.save(update_fields=["state", "offer"])
    journal.write(
        act="offer_earlier", actor="system:earlier", at=now,
        subject=f"appointment:{wish.appointment_id}",
        after={"hold": str(held.id), "starts_at": held.starts_at, "expires_at": expires_at},
    )  # fmt: skip
    kind = "displaced" if displaced else "earlier_offer"
    telling.tell(wish.appointment, kind, at=now, offer=held)
    return True


def wish_fulfilled(found: Appointment) -> None:
    """Who moved is served; who moved to a later moment may join again."""
    EarlierWish.objects.filter(appointment=found, state__in=["waiting", "offered"]).update(
        state="served", offer=None
    )


def decline_earlier(*, offer: uuid.UUID, now: datetime, actor: str) -> None:
    """Refuse an offer: the person stays on the list, the moment goes to the next in line."""
    permit("join_earlier", actor=actor, now=now)
    with transaction.atomic():
        _end_offer(offer, now=now, actor=actor, act="decline_earlier", lapsed=False)


def lapse_offer(*, offer: uuid.UUID, now: datetime) -> None:
    """End an offer that was not answered in time, and tell the person."""
    with transaction.atomic():
        _end_offer(offer, now=now, actor="system:earlier", act="lapse_earlier", lapsed=True)


def _end_offer(offer: uuid.UUID, *, now: datetime, actor: str, act: str, lapsed: bool) -> None:
    held, day = lock_appointment(offer, now=now)
    if (
        held.state != "held"
        or not held.offered
        or (lapsed and held.expires_at and held.expires_at > now)
    ):
        return
    end(held, day, move="expire", now=now)
    wish = EarlierWish.objects.select_related("appointment").filter(offer=held).first()
    if wish is not None:
        code = outlook_now().codes[held.location_id]
        wish.refused = [*wish.refused, token_of(code, held.day, held.start)]
        gave_up = lapsed and wish.appointment.state == "displaced"
        wish.state, wish.offer = "left" if gave_up else "waiting", None
        wish.save(update_fields=["state", "offer", "refused"])
        if lapsed:
            telling.tell(wish.appointment, "displaced" if gave_up else "earlier_lapsed", at=now)
    journal.write(
        act=act,
        actor=actor,
        subject=f"appointment:{held.replaces_id}",
        at=now,
        after={"hold": str(offer)},
    )
    offer_freed(freed_by(held), now=now)
