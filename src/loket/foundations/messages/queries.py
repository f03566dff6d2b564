"""Questions to the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from loket.foundations.messages.models import Message, MessageQuerySet
from loket.kit.calendar import Invitation


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as its receiver sees it, once."""

    id: UUID
    kind: str
    channel: str
    recipient: str
    language: str
    subject: str
    body: str
    attachment: bytes | None
    attachment_name: str
    appointment: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the outbox stands."""

    waiting: int
    late: int
    given_up: int


def list_sent(limit: int = 50, *, recipient: str = "") -> list[Sent]:
    """What left the house, newest first: in the demo this is everybody's mailbox."""
    sent = Message.objects.filter(sent_at__isnull=False).order_by("-sent_at", "-created_at")
    if recipient:
        sent = sent.filter(recipient=recipient)
    return _shown(sent, limit)


def list_given_up(limit: int = 50) -> list[Sent]:
    """What could not be delivered, newest first, for somebody who calls instead."""
    return _shown(Message.objects.filter(given_up_at__isnull=False).order_by("-given_up_at"), limit)


def find_sent(message: UUID) -> Sent | None:
    """One message that left the house."""
    return next(iter(_shown(Message.objects.filter(pk=message, sent_at__isnull=False), 1)), None)


def standing(now: datetime) -> Standing:
    """How many wait, how many of these were tried in vain, how many were given up."""
    return Standing(
        waiting=Message.objects.waiting().count(),
        late=Message.objects.waiting().filter(due_at__lte=now, attempts__gt=0).count(),
        given_up=Message.objects.filter(given_up_at__isnull=False).count(),
    )


def _shown(messages: MessageQuerySet, limit: int) -> list[Sent]:
    return [
        Sent(
            id=one.pk,
            kind=one.kind,
            channel=one.channel,
            recipient=one.recipient,
            language=one.language,
            subject=one.subject,
            body=one.body,
            attachment=_calendar(one.invitation),
            attachment_name=one.attachment_name,
            appointment=one.appointment,
            sent_at=one.sent_at,
        )
        for one in messages[:limit]
    ]


def _calendar(stored: dict[str, Any] | None) -> bytes | None:
    return Invitation.from_json(stored).file() if stored else None
