"""What a person is told about an appointment; posted in the act's own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

from loket.domain.appointments.codes import secret_of
from loket.foundations.messages import actions as messages
from loket.kit.calendar import Invitation, Organizer
from loket.kit.texts import pick
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries.plans import Outlook, outlook_now

if TYPE_CHECKING:
    from loket.offices.appointments.actions.holding import Held

#: Messages that put the appointment in the person's own calendar, move it there or take it out.
CALENDAR = frozenset({"booked", "moved", "cancelled"})


def tell(
    found: Appointment,
    kind: str,
    *,
    at: datetime,
    offer: Held | None = None,
    view: Outlook | None = None,
) -> None:
    """Post a message to whoever left an address: by e-mail, else by text message; else nothing."""
    if not (found.email or found.phone):
        return
    view = view or outlook_now()
    context = _context(found, view) | (_offer(offer, view) if offer else {})
    _post(found, kind, context, at=at, due_at=at, stamp=f"{at.timestamp():.6f}")


def remind(found: Appointment, *, at: datetime, view: Outlook) -> None:
    """Post the reminders that the city sends, each at its time before the visit."""
    if not (found.email or found.phone):
        return
    for before in view.city.booking.reminders:
        due_at = found.starts_at - before
        if due_at > at:
            stamp = f"{found.starts_at.timestamp():.0f}:{before.total_seconds():.0f}"
            _post(found, "reminder", _context(found, view), at=at, due_at=due_at, stamp=stamp)


def manage_url(found: Appointment) -> str:
    """The link that opens the appointment; its secret can always be derived again."""
    secret = secret_of(str(found.id), key=settings.SECRET_KEY)
    return f"{settings.BASE_URL}/appointments/{found.code}?s={secret}"


def _post(
    found: Appointment,
    kind: str,
    context: dict[str, Any],
    *,
    at: datetime,
    due_at: datetime,
    stamp: str,
) -> None:
    by_mail = bool(found.email)
    messages.post(
        key=f"{kind}/{found.id}/{stamp}",
        kind=kind,
        channel="email" if by_mail else "sms",
        recipient=found.email or found.phone,
        language=found.language,
        authoritative=context["authoritative"],
        context=context,
        at=at,
        due_at=due_at,
        calendar=_calendar(found, kind, context, at=at) if by_mail and kind in CALENDAR else None,
        appointment=str(found.id),
    )


def _context(found: Appointment, view: Outlook) -> dict[str, Any]:
    return {
        "authoritative": view.city.language,
        "city": view.city.name,
        "code": found.code,
        "starts_at": found.starts_at.astimezone(view.zone),
        "manage_url": manage_url(found),
        "book_url": f"{settings.BASE_URL}/book",
        **_where(found.location_id, found.starts_at, view),
    }


def _where(location: int, at: datetime, view: Outlook) -> dict[str, Any]:
    """What a place is called, in every language, and its address."""
    profile = view.places[location].profile(at.astimezone(view.zone).date())
    if profile is None:
        return {"place": {view.city.language: view.codes[location]}, "address": ""}
    address = f"{profile.street}, {profile.postal_code} {profile.locality}"
    return {"place": profile.name, "address": address}


def _offer(held: Held, view: Outlook) -> dict[str, Any]:
    location = next(key for key, code in view.codes.items() if code == held.location)
    where = _where(location, held.starts_at, view)
    return {
        "offered_at": held.starts_at.astimezone(view.zone),
        "offered_place": where["place"],
        "offered_address": where["address"],
        "answer_by": held.expires_at.astimezone(view.zone),
    }


def _calendar(
    found: Appointment, kind: str, context: dict[str, Any], *, at: datetime
) -> Invitation:
    sender = settings.DEFAULT_FROM_EMAIL
    own = context["authoritative"]
    city, place = pick(context["city"], own, own), pick(context["place"], own, own)
    return Invitation(
        uid=f"{found.id}@{sender.rpartition('@')[2].rstrip('>')}",
        sequence=int(at.timestamp()),
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        now=at,
        summary=f"{city}: {place}",
        place=f"{place}, {context['address']}",
        organizer=Organizer(city, sender),
        url=context["manage_url"],
        attendee=found.email,
        cancelled=kind == "cancelled",
    )
