"""Confirm a hold, and move an appointment to a hold."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction

from loket.domain.appointments.codes import secret_of
from loket.domain.appointments.contact import contact_from, person_of
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.messages import actions as messages
from loket.foundations.places import queries as places
from loket.kit.statements import ask, in_few_trips
from loket.offices.appointments.actions import telling
from loket.offices.appointments.actions.days import freed_by, lock_again, lock_days
from loket.offices.appointments.actions.earlier import offer_freed, wish_fulfilled
from loket.offices.appointments.actions.permitting import permit
from loket.offices.appointments.actions.placing import write_day
from loket.offices.appointments.models import Appointment, Claim
from loket.offices.appointments.queries.days import first_tick
from loket.offices.appointments.queries.plans import Needs, Outlook, outlook_now, products_of

#: The appointment, and the claims that the database granted: one open booking per product and
#: person.
CONFIRM = """
WITH confirmed AS (
    UPDATE appointments_appointment
    SET state = 'booked', name = %s, email = %s, phone = %s, person = %s, district = %s,
        channel = %s, language = %s, booked_at = %s, expires_at = NULL, client = ''
    WHERE id = %s AND state = 'held' AND expires_at > %s AND replaces_id IS NULL
    RETURNING id, code, location_id, day, starts_at, ends_at, items, email, phone, language
), granted AS (
    INSERT INTO appointments_claim (appointment_id, person, product)
    SELECT DISTINCT confirmed.id, person, item ->> 'product'
    FROM confirmed, unnest(%s::text[]) AS person, jsonb_array_elements(items) AS item
    ON CONFLICT DO NOTHING RETURNING 1
)
SELECT confirmed.*, (SELECT count(*) FROM granted) AS granted FROM confirmed
"""
#: Both rows in one statement: the appointment takes the hold's place, the hold keeps the old one.
SWAP = """
UPDATE appointments_appointment AS a
SET state = s.state, expires_at = NULL, inside_id = NULL, client = '', offered = false,
    location_id = o.location_id, day = o.day, start = o.start, ticks = o.ticks,
    starts_at = o.starts_at, ends_at = o.ends_at, counter_id = o.counter_id, needs = o.needs,
    uses = o.uses, items = o.items, during = int4range(s.base + o.start, s.base + o.start + o.ticks)
FROM (VALUES (%s, %s, %s, 'booked'), (%s, %s, %s, 'moved')) AS s (base, id, other, state)
JOIN appointments_appointment AS o ON o.id = s.other
WHERE a.id = s.id
"""
MOVABLE = frozenset({"booked", "displaced"})
CLAIM = """
INSERT INTO appointments_claim (appointment_id, person, product)
SELECT %s, person, product FROM unnest(%s::text[]) AS person, unnest(%s::text[]) AS product
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Booked:
    """A confirmed appointment, on the city's clock. ``secret`` opens it together with ``code``."""

    id: uuid.UUID
    code: str
    secret: str
    starts_at: datetime
    ends_at: datetime
    location: str


#: Where somebody stands before us, a contact is not needed.
IN_PERSON = frozenset({"desk", "kiosk"})


def book(
    *,
    hold: uuid.UUID,
    name: str,
    now: datetime,
    actor: str,
    channel: str,
    email: str = "",
    phone: str = "",
    language: str = "",
    district: str = "",
    needs: Needs | None = None,
) -> Booked:
    """Confirm a hold.

    Raises ``RuleBroken``: ``hold_expired``, ``unknown_hold``, ``already_booked`` (the same person
    has an open booking for the product), ``name_needed``, ``contact_needed``, ``email_unreadable``,
    ``phone_unreadable``, ``unknown_district``.
    """
    permit("book", actor=actor, now=now)
    view = outlook_now()
    contact = contact_from(
        name, email, phone, region=view.city.holidays.country, needed=channel not in IN_PERSON
    )
    _check_district(district, on=view.today(now))
    persons = [person_of(way, key=settings.SECRET_KEY) for way in contact.ways]
    with in_few_trips():
        who = [contact.name, contact.email, contact.phone, persons[0] if persons else ""]
        found = _confirm(hold, [*who, district, channel, language], persons, now=now)
        _note(hold, needs)
        journal.write(
            act="book", actor=actor, subject=f"appointment:{hold}", at=now,
            before={"state": "held"}, after={"state": "booked", "channel": channel},
        )  # fmt: skip
        telling.tell(found, "booked", at=now, view=view)
        telling.remind(found, at=now, view=view)
    return booked(found, view)


def booked(found: Appointment, view: Outlook) -> Booked:
    """What a person gets to know of a confirmed appointment."""
    secret = secret_of(str(found.id), key=settings.SECRET_KEY)
    return Booked(
        found.id,
        found.code,
        secret,
        found.starts_at.astimezone(view.zone),
        found.ends_at.astimezone(view.zone),
        view.codes[found.location_id],
    )


def _confirm(
    hold: uuid.UUID, facts: Sequence[str], persons: list[str], *, now: datetime
) -> Appointment:
    """The appointment with what a letter needs: one statement, for the rush of a morning."""
    confirmed = ask(CONFIRM, [*facts, now, hold, now, persons])
    row = confirmed.fetchone()
    if row is None or confirmed.description is None:
        raise _why_not(hold)
    columns = dict(zip((each.name for each in confirmed.description), row, strict=True))
    granted, items = columns.pop("granted"), json.loads(columns.pop("items"))
    products = products_of(items)
    if granted < len(persons) * len(products):
        raise RuleBroken("already_booked", products=products)
    return Appointment(items=items, **columns)


def _why_not(hold: uuid.UUID) -> RuleBroken:
    known = Appointment.objects.filter(id=hold).values_list("state", "replaces_id").first()
    if known is None:
        return RuleBroken("unknown_hold")
    state, replaces = known
    if state == "held" and replaces is not None:
        return RuleBroken("hold_is_for_a_move")
    return RuleBroken("hold_expired" if state in ("held", "expired") else "hold_used")


def _check_district(district: str, *, on: date) -> None:
    if district and district not in {each.code for each in places.list_districts(on)}:
        raise RuleBroken("unknown_district", district=district[:40])


def _note(hold: uuid.UUID, needs: Needs | None) -> None:
    """Store what the counter should know, where it was said."""
    if needs is None:
        return
    said = {
        "spoken": needs.language,
        "interpreter": needs.interpreter,
        "step_free": needs.step_free,
        "mobility": needs.mobility,
    }
    Appointment.objects.filter(id=hold).update(**{k: v for k, v in said.items() if v is not None})


def move(*, appointment: uuid.UUID, hold: uuid.UUID, now: datetime, actor: str) -> Booked:
    """Move an appointment to a hold that was made to replace it; the old moment is lost only now.

    The appointment keeps its code, link and list of claims: it takes the place of the hold, and the
    hold stays behind as ``moved``, where the appointment was.
    Raises ``RuleBroken``: ``unknown_appointment``, ``unknown_hold``, ``hold_of_another``,
    ``hold_expired``, ``not_in_this_state``.
    """
    permit("move", actor=actor, now=now)
    with transaction.atomic():
        days = lock_days([appointment, hold], now=now)
        old, new = _pair(appointment, hold)
        _check_move(old, new, now=now)
        was = freed_by(old)
        _swap(old, new)
        for day in days:
            write_day(lock_again(day, now=now))
        found = Appointment.objects.get(id=appointment)
        journal.write(
            act="move", actor=actor, subject=f"appointment:{appointment}", at=now,
            before={"state": old.state, "starts_at": old.starts_at},
            after={"state": "booked", "starts_at": found.starts_at, "hold": str(hold)},
        )  # fmt: skip
        messages.cancel_due(appointment=str(found.id), now=now)
        view = outlook_now()
        telling.tell(found, "moved", at=now, view=view)
        telling.remind(found, at=now, view=view)
        wish_fulfilled(found)
        if old.state != "displaced":
            offer_freed(was, now=now)
    return booked(found, view)


def _pair(appointment: uuid.UUID, hold: uuid.UUID) -> tuple[Appointment, Appointment]:
    found = {
        each.id: each
        for each in Appointment.objects.select_for_update().filter(id__in=[appointment, hold])
    }
    if appointment not in found:
        raise RuleBroken("unknown_appointment")
    if hold not in found:
        raise RuleBroken("unknown_hold")
    return found[appointment], found[hold]


def _check_move(old: Appointment, new: Appointment, *, now: datetime) -> None:
    if old.state not in MOVABLE:
        raise RuleBroken("not_in_this_state", state=old.state)
    if new.replaces_id != old.id:
        raise RuleBroken("hold_of_another")
    if new.state != "held" or new.expires_at is None or new.expires_at <= now:
        raise RuleBroken("hold_expired")


def _swap(old: Appointment, new: Appointment) -> None:
    """Exchange the places of the two, in one statement: at its end one visit stands at each."""
    with connection.cursor() as cursor:
        cursor.execute(
            SWAP, [first_tick(new.day), old.id, new.id, first_tick(old.day), new.id, old.id]
        )
    persons = list(
        Claim.objects.filter(appointment=old).values_list("person", flat=True).distinct()
    )
    if persons and products_of(old.items) != products_of(new.items):
        Claim.objects.filter(appointment=old).delete()
        _claim(old.id, persons, products_of(new.items))


def _claim(appointment: uuid.UUID, persons: list[str], products: list[str]) -> None:
    """One open booking per product and person: the database refuses the second."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [appointment, persons, products])
        if cursor.rowcount < len(persons) * len(products):
            raise RuleBroken("already_booked", products=products)
