"""An independent judge of what is in the tables: no bits, no day rows, no code of the offices.

A day can be served when its visits can be dealt to counters that have the skills and are open,
without two at once. Plain backtracking over the visits in order of time: slow, and sure.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import psycopg

LIVE = ["held", "booked", "checked_in", "in_service"]
VISITS = """
SELECT a.location_id, a.day, lower(a.during) - (a.day - date '2000-01-01') * 288,
       upper(a.during) - (a.day - date '2000-01-01') * 288, a.needs
FROM appointments_appointment AS a WHERE a.state = ANY(%s) AND NOT isempty(a.during)
ORDER BY 1, 2, 3, 4
"""
COUNTERS = """
SELECT c.location_id, w.weekday, c.skills,
       extract(epoch FROM w.opens)::int / 300, extract(epoch FROM w.closes)::int / 300
FROM places_counter AS c JOIN places_window AS w ON w.counter_id = c.id ORDER BY 1, 2, c.lane
"""
TWICE = """
SELECT count(*) FROM appointments_appointment AS a JOIN appointments_appointment AS b
ON a.counter_id = b.counter_id AND a.during && b.during AND a.id < b.id
WHERE a.state = ANY(%s) AND b.state = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """From tick to tick, and what it needs."""

    start: int
    end: int
    needs: frozenset[str]


@dataclass(slots=True)
class Counter:
    """What it can do, when it is open, and until when it is taken."""

    skills: frozenset[str]
    opens: int
    closes: int
    taken_until: int = 0

    def may_take(self, visit: Visit) -> bool:
        """Whether this visit can be dealt to it next."""
        return (
            visit.needs <= self.skills
            and self.opens <= visit.start
            and visit.end <= self.closes
            and self.taken_until <= visit.start
        )


def count_unservable_days(db: psycopg.Connection) -> int:
    """Location-days whose live visits cannot all be served."""
    days: dict[tuple[int, date], list[Visit]] = defaultdict(list)
    for location, day, start, end, needs in db.execute(VISITS, [LIVE]).fetchall():
        days[location, day].append(Visit(start, end, frozenset(needs)))
    counters: dict[tuple[int, int], list[Counter]] = defaultdict(list)
    for location, weekday, skills, opens, closes in db.execute(COUNTERS).fetchall():
        counters[location, weekday].append(Counter(frozenset(skills), opens, closes))
    return sum(
        not is_servable(visits, counters[location, day.weekday()])
        for (location, day), visits in days.items()
    )


def is_servable(visits: list[Visit], counters: list[Counter]) -> bool:
    """Whether the visits, in order of time, can be dealt to the counters."""
    if not visits:
        return True
    first, *rest = visits
    for counter in counters:
        if counter.may_take(first):
            before, counter.taken_until = counter.taken_until, first.end
            if is_servable(rest, counters):
                counter.taken_until = before
                return True
            counter.taken_until = before
    return False


def count_shared_moments(db: psycopg.Connection) -> int:
    """Pairs of live visits whose witness is the same counter at the same time."""
    found = db.execute(TWICE, [LIVE, LIVE]).fetchone()
    return int(found[0]) if found else 0
