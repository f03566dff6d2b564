"""What the database holds, compared with what people were told; in SQL of its own, not by our code.

Each function gives the differences as sentences; none is right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import psycopg
from tests.faults.house import Letter
from tests.faults.visitors import Visit

LIVE = ("held", "booked", "checked_in", "in_service")
TICKS, LANE = 288, 320

TWICE = """
SELECT a.id, b.id FROM appointments_appointment a
JOIN appointments_appointment b ON a.counter_id = b.counter_id AND a.id < b.id
 AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
WHERE a.state = ANY(%(live)s) AND b.state = ANY(%(live)s)
"""
UNABLE = """
SELECT a.id FROM appointments_appointment a
JOIN places_counter c ON c.id = a.counter_id
WHERE a.state = ANY(%(live)s) AND NOT (c.location_id = a.location_id AND a.needs <@ c.skills
 AND EXISTS (
  SELECT FROM places_window w
  WHERE w.counter_id = c.id
   AND w.weekday = extract(isodow FROM a.starts_at AT TIME ZONE 'Europe/Brussels') - 1
   AND w.opens <= (a.starts_at AT TIME ZONE 'Europe/Brussels')::time
   AND w.closes >= (a.ends_at AT TIME ZONE 'Europe/Brussels')::time))
"""
CLAIMS = """
SELECT a.location_id, a.day, c.lane, a.start, a.ticks FROM appointments_appointment a
JOIN places_counter c ON c.id = a.counter_id WHERE a.state = ANY(%(live)s)
"""


def bookings(db: psycopg.Connection, visits: Iterable[Visit]) -> list[str]:
    """Every visitor's holds and appointment, as acknowledged; and nothing that nobody was told."""
    rows = db.execute(
        "SELECT a.id, a.state, a.code, a.starts_at, l.code, a.email"
        " FROM appointments_appointment a JOIN places_location l ON l.id = a.location_id"
    ).fetchall()
    here = {row[0]: row[1:] for row in rows}
    wrong = []
    for visit in visits:
        for number, hold in enumerate(visit.holds):
            found = here.pop(UUID(hold), None)
            if found is None:
                wrong.append(f"the hold {hold} of {visit.email} is gone")
            elif number == 0:
                wrong += _differences(visit, *found)
            elif found[0] != "moved":
                wrong.append(f"{hold}, to which {visit.email} moved, is {found[0]}")
    return wrong + [f"nobody was told of {key}: {row}" for key, row in here.items()]


def _differences(
    visit: Visit, state: str, code: str, starts_at: datetime, location: str, email: str
) -> list[str]:
    if state != visit.state:
        return [f"{visit.email} was told {visit.state}, here it is {state}"]
    if state == "held":
        return []
    told = (visit.code, datetime.fromisoformat(visit.starts_at), visit.location, visit.email)
    here = (code, starts_at, location, email)
    return [] if told == here else [f"{visit.email} was told {told}, here it is {here}"]


def counters(db: psycopg.Connection) -> list[str]:
    """No counter with two visits at once, and none that is closed or cannot do it."""
    wrong = [f"one counter at once for {pair}" for pair in db.execute(TWICE, {"live": list(LIVE)})]
    return wrong + [
        f"no able counter for {key}" for (key,) in db.execute(UNABLE, {"live": list(LIVE)})
    ]


def days(db: psycopg.Connection) -> list[str]:
    """A day row's free time is its open time less its visits."""
    taken: defaultdict[tuple[int, object], int] = defaultdict(int)
    for location, day, lane, start, ticks in db.execute(CLAIMS, {"live": list(LIVE)}):
        taken[location, day] |= (1 << ticks) - 1 << lane * LANE + start
    wrong, seen = [], set()
    rows = db.execute("SELECT location_id, day, open::text, free::text FROM appointments_day")
    for location, day, open_bits, free_bits in rows:
        seen.add((location, day))
        claimed = taken[location, day]
        if int(free_bits or "0", 2) != int(open_bits or "0", 2) & ~claimed:
            wrong.append(f"the free time of {location} on {day} is not what its visits leave")
    return wrong + [f"no day row for {key}" for key in set(taken) - seen]


def journal(db: psycopg.Connection, visits: Iterable[Visit]) -> list[str]:
    """One line for each act, and none for what did not happen."""
    expected: Counter[tuple[str, str]] = Counter()
    for visit in visits:
        expected.update(("hold", hold) for hold in visit.holds)
        if visit.code:
            own = visit.holds[0]
            expected["book", own] += 1
            expected["move", own] += visit.moves
            expected["cancel", own] += visit.state == "cancelled"
    lines = db.execute(
        "SELECT act, split_part(subject, ':', 2) FROM journal_line"
        " WHERE act IN ('hold', 'book', 'move', 'cancel')"
    ).fetchall()
    return _compare(+expected, Counter(lines), "lines in the journal")


def answers(db: psycopg.Connection, visits: Iterable[Visit]) -> list[str]:
    """As many answers are kept as were given, and none without its act."""
    given = sum(len(visit.trail) for visit in visits)
    kept, empty = db.execute(
        "SELECT count(*), count(*) FILTER (WHERE status = 0) FROM journal_answer"
    ).fetchone()
    return [] if (kept, empty) == (given, 0) else [f"{kept} answers for {given}, {empty} empty"]


def messages(
    db: psycopg.Connection, visits: Iterable[Visit], letters: Iterable[Letter]
) -> list[str]:
    """One message for each act; each went out, under one Message-ID, unless it was called back."""
    expected: Counter[tuple[str, str]] = Counter()
    for visit in visits:
        if visit.code:
            own = visit.holds[0]
            expected["booked", own] += 1
            expected["moved", own] += visit.moves
            expected["cancelled", own] += visit.state == "cancelled"
    rows = db.execute(
        "SELECT kind, appointment, id, sent_at, cancelled_at, recipient FROM messages_message"
        " WHERE kind <> 'reminder'"
    ).fetchall()
    arrived = {letter.message_id for letter in letters}
    wrong = _compare(+expected, Counter(row[:2] for row in rows), "messages")
    for kind, own, key, sent_at, cancelled_at, recipient in rows:
        if cancelled_at is None and (sent_at is None or f"<{key}@localhost>" not in arrived):
            wrong.append(f"{kind} of {own} never reached {recipient}")
    return wrong + called_back(rows, visits) + identities(letters)


def called_back(rows: Iterable[tuple], visits: Iterable[Visit]) -> list[str]:
    """Only who moved or cancelled has no use for an older message."""
    changed = {v.holds[0] for v in visits if v.moves or v.state == "cancelled"}
    return [
        f"{row[0]} of {row[1]} was called back" for row in rows if row[4] and row[1] not in changed
    ]


def identities(letters: Iterable[Letter]) -> list[str]:
    """The same words to the same person have one Message-ID, and one Message-ID the same words."""
    by_words: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    by_id: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for letter in letters:
        words = (letter.recipient, letter.subject, letter.text)
        by_words[words].add(letter.message_id)
        by_id[letter.message_id].add(words)
    wrong = [f"{words[:2]} under {ids}" for words, ids in by_words.items() if len(ids) > 1]
    return wrong + [f"{key} says {words}" for key, words in by_id.items() if len(words) > 1]


def waiting(db: psycopg.Connection) -> int:
    """Messages that should have left by now."""
    (count,) = db.execute(
        "SELECT count(*) FROM messages_message WHERE sent_at IS NULL AND cancelled_at IS NULL"
        " AND given_up_at IS NULL AND kind <> 'reminder'"
    ).fetchone()
    return count


def _compare(expected: Counter, found: Counter, what: str) -> list[str]:
    missing, more = expected - found, found - expected
    wrong = [f"{count} {what} missing: {key}" for key, count in missing.items()]
    return wrong + [f"{count} {what} too many: {key}" for key, count in more.items()]
