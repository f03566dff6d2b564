"""Who asks for a person at which kiosk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loket.offices.kiosks.models import HelpCall


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call that is open."""

    id: int
    point: str
    called_at: datetime
    answered_at: datetime | None
    answered_by: str


def list_calls() -> list[CallLine]:
    """The open calls, the longest waiting first."""
    return [_line(row) for row in HelpCall.objects.filter(ended_at=None)]


def find_call(point: str) -> CallLine | None:
    """The open call of this kiosk."""
    row = HelpCall.objects.filter(point=point, ended_at=None).first()
    return _line(row) if row else None


def _line(row: HelpCall) -> CallLine:
    return CallLine(row.pk, row.point, row.called_at, row.answered_at, row.answered_by)
