"""Day rows in memory, kept true by reading only what changed.

Each process remembers the rows of the days ahead. One statement per search reads the rows whose
transaction is not older than the last horizon, and the new horizon with them. A sequence or a
time stamp would miss commits that arrive out of order; a transaction id with the snapshot's
horizon cannot. A row counts only when its version is newer. What the reader's own transaction
wrote is seen by that reading alone: it may yet be undone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from loket.domain.appointments.grid import TICKS, stretch
from loket.domain.appointments.life import LIVE
from loket.domain.appointments.limits import LIST_COMES_FIRST

EPOCH = date(2000, 1, 1)
LIVE_STATES = sorted(LIVE)
#: Days that are over stay in memory this long.
KEPT = timedelta(days=7)

CHANGES = """
SELECT horizon.xmin::text, edition.number, d.changed = pg_current_xact_id_if_assigned() AS own,
       d.id, d.location_id, d.day, d.version, d.open, d.free, d.next_expiry
FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin) AS horizon
LEFT JOIN places_edition AS edition ON true
LEFT JOIN appointments_day AS d ON d.changed >= %s::xid8 AND d.day >= %s
"""

VISITS = """
SELECT a.location_id, a.id, a.start, a.ticks, lower(a.during), upper(a.during), c.lane,
       a.needs || COALESCE(r.needs, '{}'), a.uses,
       CASE WHEN a.state = 'held' AND NOT a.offered THEN a.expires_at + %s END, a.inside_id
FROM appointments_appointment AS a
JOIN places_counter AS c ON c.id = a.counter_id
LEFT JOIN appointments_appointment AS r ON r.inside_id = a.id
WHERE a.state = ANY(%s) AND a.location_id = ANY(%s) AND a.day = %s
  AND (a.state <> 'held' OR a.offered OR a.expires_at + %s > %s)
  AND (NOT isempty(a.during) OR a.inside_id IS NOT NULL)
ORDER BY a.created_at, a.id
"""


@dataclass(frozen=True, slots=True)
class Live:
    """A live claim on a counter of one day: the smallest thing that placing has to respect."""

    id: Any
    start: int
    ticks: int
    lane: int
    needs: tuple[str, ...]
    uses: tuple[str, ...]
    #: When others may have the place of an unconfirmed hold; None for what no clock ends by itself.
    lapses_at: datetime | None


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day row as last read, with what was worked out from this version of it."""

    id: int
    location: int
    day: date
    version: int
    width: int
    open: int
    free: int
    next_expiry: datetime | None
    memo: dict[Any, Any] = field(default_factory=dict, compare=False)


def first_tick(day: date) -> int:
    """Number of the first tick of a local day since 2000-01-01."""
    return (day - EPOCH).days * TICKS


def read_live(locations: Sequence[int], day: date, *, now: datetime) -> dict[int, list[Live]]:
    """The claims of some locations on one day as they stand at ``now``, oldest first.

    A hold that ran out is gone once the list had its turn; what rested inside its claim stands on
    its own again.
    """
    found: dict[int, list[Live]] = {location: [] for location in locations}
    base = first_tick(day)
    asked: list[Any] = [
        LIST_COMES_FIRST, LIVE_STATES, list(locations), day, LIST_COMES_FIRST, now,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(VISITS, asked)
        rows = cursor.fetchall()
    hosts = {row[1] for row in rows}
    for location, key, start, ticks, lower, upper, lane, needs, uses, expires_at, inside in rows:
        if inside in hosts:
            continue
        first, count = (start, ticks) if inside else (lower - base, upper - lower)
        needed = tuple(sorted(set(needs)))
        found[location].append(Live(key, first, count, lane, needed, tuple(uses), expires_at))
    return found


def free_of(open_bits: int, lives: Iterable[Live]) -> int:
    """Open time less the claims."""
    for live in lives:
        open_bits &= ~stretch(live.lane, live.start, live.ticks)
    return open_bits


def next_end(lives: Iterable[Live]) -> datetime | None:
    """When the first hold among these lapses."""
    return min((live.lapses_at for live in lives if live.lapses_at), default=None)


def as_of(row: DayRow, lives: Sequence[Live]) -> DayRow:
    """The day as it is with these claims; nothing is written."""
    return replace(row, free=free_of(row.open, lives), next_expiry=next_end(lives), memo={})


Rows = dict[date, dict[int, DayRow]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one reading saw: the rows per day and location, and the edition. Read only."""

    rows: Rows
    edition: int

    def row(self, location: int, day: date) -> DayRow | None:
        """One day of one location."""
        return self.rows.get(day, {}).get(location)


class DayBook:
    """The days ahead, as this process knows them; one per process, safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Start again from nothing (another database, a test)."""
        self._horizon = "0"
        self._since = date.max
        self._rows: Rows = {}

    def refresh(self, *, now: datetime) -> Seen:
        """Read what changed and give what is known of the days from ``now`` on."""
        self._remember_from(now.date() - timedelta(days=1))
        with connection.cursor() as cursor:
            cursor.execute(CHANGES, [self._horizon, self._since])
            changes = cursor.fetchall()
        own: list[DayRow] = []
        with self._lock:
            for _, _, is_own, key, *rest in changes:
                if key is not None:
                    row = _row(key, *rest)
                    own.append(row) if is_own else self._take(row)
            if int(changes[0][0]) > int(self._horizon):
                self._horizon = changes[0][0]
        return Seen(_overlaid(self._rows, own), changes[0][1] or 0)

    def put(self, row: DayRow) -> None:
        """Replace a row by the same version seen at a later moment (holds that lapsed)."""
        with self._lock:
            known = self._rows.get(row.day, {}).get(row.location)
            if known is not None and known.version == row.version:
                self._rows[row.day][row.location] = row

    def _remember_from(self, day: date) -> None:
        """Begin with this day: an earlier one is read anew, days long past are forgotten."""
        with self._lock:
            if day < self._since:
                self._horizon, self._since, self._rows = "0", day, {}
            elif day - self._since > KEPT:
                self._since = day
                self._rows = {each: rows for each, rows in self._rows.items() if each >= day}

    def _take(self, row: DayRow) -> None:
        of_day = self._rows.setdefault(row.day, {})
        known = of_day.get(row.location)
        if known is None or row.version > known.version:
            of_day[row.location] = row


def _row(
    key: int,
    location: int,
    day: date,
    version: int,
    open_bits: str,
    free: str,
    next_expiry: datetime | None,
) -> DayRow:
    return DayRow(
        key,
        location,
        day,
        version,
        len(open_bits),
        int(open_bits or "0", 2),
        int(free or "0", 2),
        next_expiry,
    )


def _overlaid(rows: Rows, own: Sequence[DayRow]) -> Rows:
    """The rows with those of the reader's own transaction laid over them, for this reading only."""
    if not own:
        return rows
    seen = dict(rows)
    for row in own:
        seen[row.day] = {**seen.get(row.day, {}), row.location: row}
    return seen


BOOK = DayBook()
