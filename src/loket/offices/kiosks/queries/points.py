"""What was decided about a contact point, and the address of its host's page."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from loket.domain.kiosks.points import Wish
from loket.kit.ids import keyed_hash
from loket.offices.kiosks.models import Closing, HostLink, Opinion


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """What a host thought on a day."""

    on: date
    wish: Wish
    reason: str
    noted_by: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """That a contact point goes, and where people go then."""

    point: str
    notice_on: date
    removed_on: date
    redirect: str
    reason: str


def list_opinions(point: str) -> list[OpinionLine]:
    """What the host of this contact point thought, the latest first."""
    return [
        OpinionLine(one.on, one.wish, one.reason, one.noted_by, one.noted_at)  # type: ignore[arg-type]
        for one in Opinion.objects.filter(point=point)
    ]


def latest_opinions() -> dict[str, OpinionLine]:
    """What each host thinks now, by contact point; those that said nothing are not there."""
    found: dict[str, OpinionLine] = {}
    for one in Opinion.objects.all():
        line = OpinionLine(one.on, one.wish, one.reason, one.noted_by, one.noted_at)  # type: ignore[arg-type]
        found.setdefault(one.point, line)
    return found


def find_closing(point: str) -> ClosingLine | None:
    """The closing of this contact point, also before it is said to anybody outside."""
    row = Closing.objects.filter(point=point, withdrawn_at=None).first()
    return _line(row) if row else None


def list_closings_said(on: date) -> dict[str, ClosingLine]:
    """Closings that everybody may read on this day, by contact point; also of those that went."""
    rows = Closing.objects.filter(withdrawn_at=None, notice_on__lte=on)
    return {row.point: _line(row) for row in rows}


def host_path(point: str) -> str:
    """The page of the house that a kiosk stands in; who has the address needs no account.

    Empty while it is revoked. Its secret is derived, so that it can be shown again; it opens
    counts, paper and minutes only.
    """
    secret = _host_secret(point)
    return f"/kiosk-host/{point}?s={secret}" if secret else ""


def is_host(point: str, secret: str) -> bool:
    """Whether somebody came with the address of this house that holds now."""
    own = _host_secret(point)
    return bool(own) and hmac.compare_digest(secret.encode(), own.encode())


def _host_secret(point: str) -> str:
    link = HostLink.objects.filter(point=point).first()
    if link is not None and link.revoked_at is not None:
        return ""
    version = [str(link.version)] if link is not None and link.version else []
    return keyed_hash(settings.SECRET_KEY, "host of a kiosk", point, *version)


def _line(row: Closing) -> ClosingLine:
    return ClosingLine(row.point, row.notice_on, row.removed_on, row.redirect, row.reason)
