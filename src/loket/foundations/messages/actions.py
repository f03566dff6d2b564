"""Acts of the outbox: post, call back, send the next one, forget.

What leaves the house leaves at least once: a message is marked as sent after the other side took
it, so a fault between the two sends it again, under the same Message-ID.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.db import connection, transaction

from loket.connectors.mail import Mail, MailTransport
from loket.connectors.sms import Sms, SmsTransport
from loket.domain.messages.delivery import NotSent, pause_after
from loket.foundations.messages.kinds import IF_KNOWN
from loket.foundations.messages.models import Message
from loket.kit.calendar import Invitation
from loket.kit.letters import Letter, letter
from loket.kit.statements import ask

Channel = Literal["email", "sms"]

TEMPLATES = Path(__file__).parent / "templates" / "messages"

MAX_BIGINT = 2**63 - 1

#: How long the last try may take before somebody else may think that its worker died.
LAST_LEASE = timedelta(minutes=1)

INSERT = (
    "INSERT INTO messages_message (id, key, kind, language, channel, recipient, subject, body,"
    " invitation, attachment_name, appointment, created_at, due_at, next_try_at, attempts,"
    " last_error) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, '')"
    " ON CONFLICT (key) DO NOTHING"
)


def post(
    *,
    key: str,
    kind: str,
    channel: Channel,
    recipient: str,
    language: str,
    context: Mapping[str, Any],
    at: datetime,
    due_at: datetime | None = None,
    calendar: Invitation | None = None,
    appointment: str = "",
    authoritative: str = "",
) -> None:
    """Put a message in the outbox in the transaction of the act that calls; one INSERT.

    ``key`` names the occasion (such as ``booked/CODE/1``): a second post under it changes nothing.
    ``context`` holds what the kind tells (``kinds.TELLS``), instants in the city's zone.
    ``due_at`` keeps it back until then. ``appointment`` is the reference by which ``cancel_due``
    calls it back. ``authoritative`` is the language that counts, by default the settings' own.
    ``ValueError`` for a missing fact or recipient.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{kind} is posted outside the transaction of its act")
    if not recipient:
        raise ValueError(f"{kind} has nobody to go to")
    told = letter(
        TEMPLATES,
        kind=kind,
        language=language,
        authoritative=authoritative or settings.LANGUAGE_CODE,
        facts={**IF_KNOWN, **context},
    )
    text = told.text if channel == "email" else _short(told, context)
    name = "afspraak.ics" if calendar else ""
    invitation = json.dumps(calendar.as_json()) if calendar else None
    due = due_at or at
    values = (uuid.uuid4(), key, kind, told.language, channel, recipient, told.subject, text)
    ask(INSERT, (*values, invitation, name, appointment, at, due, due))


def _short(told: Letter, context: Mapping[str, Any]) -> str:
    """A text message: the subject says it all, the link leads to the rest."""
    link = context.get("manage_url") or context.get("book_url") or ""
    return "\n".join(part for part in (f"{told.subject}.", link, told.mark) if part)


def cancel_due(*, appointment: str, now: datetime, kind: str = "") -> int:
    """Call back what still waits about this appointment, of one kind or of all; says how many.

    A message that is being sent at this moment is beyond recall, and makes nobody wait.
    """
    waiting = Message.objects.waiting().filter(appointment=appointment)
    if kind:
        waiting = waiting.filter(kind=kind)
    return waiting.update(cancelled_at=now)


@dataclass(frozen=True, slots=True)
class Transports:
    """Who takes messages; None: nobody yet, so they stay in the outbox."""

    mail: MailTransport | None
    sms: SmsTransport | None

    def channels(self) -> list[Channel]:
        """The channels that somebody takes."""
        given: list[tuple[Channel, object]] = [("email", self.mail), ("sms", self.sms)]
        return [channel for channel, transport in given if transport is not None]


def send_next(*, transports: Transports, now: datetime) -> bool:
    """Send the message that has waited longest; False when none is ready.

    Two transactions. The first counts the try and moves the next one on, so that a message that
    brings the process down is not the first one next time. The second holds a lock of its own (not
    the row, for which others would wait) while it sends, so that no other worker sends it too.
    """
    claimed = _claim(transports.channels(), now)
    if claimed is None:
        return False
    with transaction.atomic():
        # Another worker may have been quicker since: then the count of tries has moved on.
        mine = {"pk": claimed.pk, "attempts": claimed.attempts}
        if _is_only_sender(claimed) and Message.objects.waiting().filter(**mine).exists():
            _try(claimed, transports, now)
    return True


def _is_only_sender(message: Message) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", (message.pk.int & MAX_BIGINT,))
        return bool(cursor.fetchone()[0])


def _claim(channels: list[Channel], now: datetime) -> Message | None:
    with transaction.atomic():
        message = (
            Message.objects.ready(now)
            .filter(channel__in=channels)
            .select_for_update(skip_locked=True)
            .order_by("next_try_at")
            .first()
        )
        if message is None:
            return None
        message.attempts += 1
        message.next_try_at = now + (pause_after(message.attempts) or LAST_LEASE)
        message.save(update_fields=["attempts", "next_try_at"])
    return message


def _try(message: Message, transports: Transports, now: datetime) -> None:
    try:
        _send(message, transports)
    except NotSent as failed:
        ended = failed.permanent or pause_after(message.attempts) is None
        Message.objects.waiting().filter(pk=message.pk).update(
            last_error=failed.kind, given_up_at=now if ended else None
        )
    else:
        # Whoever called it back meanwhile was too late.
        Message.objects.filter(pk=message.pk).update(
            sent_at=now, cancelled_at=None, given_up_at=None, last_error=""
        )


def _send(message: Message, transports: Transports) -> None:
    if message.channel == "sms":
        if transports.sms is not None:
            transports.sms.send(Sms(message.key, message.recipient, message.body))
    elif transports.mail is not None:
        transports.mail.send(as_mail(message))


def calendar_of(message: Message) -> bytes | None:
    """The calendar file that goes with a message."""
    stored = message.invitation
    return Invitation.from_json(stored).file() if stored else None


def as_mail(message: Message) -> Mail:
    """The e-mail of a message: every try says the same."""
    sender = settings.DEFAULT_FROM_EMAIL
    return Mail(
        message_id=f"<{message.pk}@{sender.rpartition('@')[2].rstrip('>')}>",
        sender=sender,
        recipient=message.recipient,
        subject=message.subject,
        text=message.body,
        language=message.language,
        at=message.created_at,
        calendar=calendar_of(message),
        calendar_name=message.attachment_name,
    )


def forget(*, before: datetime) -> int:
    """Wipe recipient, words and attachment of what ended before that instant; says how many.

    That a message of this kind went out stays.
    """
    ended = Message.objects.exclude(recipient="").filter(created_at__lt=before)
    return ended.exclude(pk__in=Message.objects.waiting()).update(
        recipient="", subject="", body="", invitation=None, attachment_name=""
    )
