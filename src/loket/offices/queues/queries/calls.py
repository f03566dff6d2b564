"""What the board shows and announces."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max, Q

from loket.domain.queues.board import Call, Shown, lines
from loket.domain.queues.life import AT_COUNTER, State
from loket.offices.queues.models import Move, Ticket
from loket.offices.queues.queries.scenes import find_rules, today

#: Calls older than this only show while the person has not come; covers any burst of calls.
RECENT = timedelta(minutes=15)


def list_calls(location: str, now: datetime) -> list[Shown]:
    """The lines of the board, the latest call first; numbers and counters, nothing of people."""
    day = today(now)
    expected = Q(state=State.CALLED)
    rows = (
        Ticket.objects.today(location, day)
        .filter(expected | Q(announced_at__gt=now - RECENT), counter__isnull=False)
        .filter(announced_at__lte=now)
        .select_related("counter")
    )
    calls = [
        Call(
            number=row.number,
            counter=row.counter.name,
            called_at=row.announced_at,
            stands=row.state in AT_COUNTER,
        )
        for row in rows
        if row.counter and row.announced_at
    ]
    return lines(calls, rules=find_rules(day), now=now)


def find_last_move(location: str, now: datetime) -> int:
    """A number that grows with everything that is done with a ticket of today; 0 before that.

    One small statement: who shows the queue asks this first, and the rest when it has grown.
    """
    moves = Move.objects.filter(ticket__location__code=location, ticket__day=today(now))
    return moves.aggregate(last=Max("id"))["last"] or 0
