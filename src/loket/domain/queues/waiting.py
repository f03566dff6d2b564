"""How long it will take: the predictive distribution of a wait, learned from recent visits.

Each busy counter ends visits at an unknown rate. That rate has a Gamma distribution: a prior from
the planned duration, sharpened by the visits that ended lately and the counter time they took.
Somebody with n people ahead waits for n + 1 endings; counted with an unknown Gamma rate these are
negative binomial, so the chance to wait longer than t is a finite sum. It is never
``waiting x minutes / counters``: that knows neither how fast things go today nor how unsure it is.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import groupby

from loket.domain.queues.order import Server, Waiting, can_serve, position
from loket.domain.queues.rules import QueueRules

#: A wait that surely takes longer than this is not told as an interval any more.
TELLABLE_MINUTES = 60
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """A ticket at a counter, from its call until the counter was free again (None: not yet)."""

    counter: str
    #: From when it could have been called: arrived, and its own moment come.
    ready_at: datetime
    called_at: datetime
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pace:
    """What is known of the rate at which one busy counter ends visits: Gamma(ended, minutes)."""

    ended: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Wait:
    """Minutes: the middle of what may happen, and the ends of the stated interval."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """A wait as people are told; ``code`` has a sentence in every language."""

    code: str
    low: int = 0
    high: int = 0


#: The authoritative sentences; ``unknown`` is said when no counter that can help is staffed.
DUTCH = {
    "wait_unknown": "wachttijd niet bekend",
    "wait_none": "meteen aan de beurt",
    "wait_at_most": "hoogstens {high} minuten",
    "wait_between": "tussen {low} en {high} minuten",
    "wait_over": "langer dan {low} minuten",
}


def pace(
    visits: Iterable[Visit], *, planned_minutes: float, rules: QueueRules, now: datetime
) -> Pace:
    """The rate of one counter: planned duration as prior, visits of the recent past as evidence.

    Counter time is the visits themselves and the pauses before a call while somebody could have
    been called already; a counter without anybody to call learns nothing about its rate.
    """
    since = now - timedelta(minutes=rules.recent_minutes)
    ended, minutes = float(rules.prior_visits), rules.prior_visits * planned_minutes
    by_counter = sorted(visits, key=lambda visit: (visit.counter, visit.called_at))
    for _, group in groupby(by_counter, key=lambda visit: visit.counter):
        free_from = since
        for visit in group:
            begun = min(visit.called_at, max(free_from, visit.ready_at))
            until = visit.released_at or now
            minutes += max(timedelta(), min(until, now) - max(begun, since)) / MINUTE
            ended += visit.released_at is not None and since < visit.released_at <= now
            free_from = max(free_from, until)
    return Pace(ended=ended, minutes=minutes)


def chance_to_wait_longer(minutes: float, *, endings: int, counters: int, pace: Pace) -> float:
    """The chance that so many visits have not all ended after so many minutes."""
    if minutes <= 0:
        return 1.0
    spread = pace.minutes + counters * minutes
    log_some, log_none = math.log(counters * minutes / spread), math.log(pace.minutes / spread)
    term = pace.ended * log_none
    terms = [term]
    for done in range(endings - 1):
        term += math.log((pace.ended + done) / (done + 1)) + log_some
        terms.append(term)
    top = max(terms)
    return min(1.0, math.exp(top) * math.fsum(math.exp(one - top) for one in terms))


def quantile(share: float, *, endings: int, counters: int, pace: Pace) -> float:
    """The minutes within which this share of such waits ends; exact to a hundredth."""

    def is_longer(minutes: float) -> bool:
        chance = chance_to_wait_longer(minutes, endings=endings, counters=counters, pace=pace)
        return chance > 1 - share

    low, high = 0.0, 1.0
    while is_longer(high):
        low, high = high, 2 * high
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (middle, high) if is_longer(middle) else (low, middle)
    return high


def wait(*, endings: int, counters: int, pace: Pace, rules: QueueRules) -> Wait:
    """The wait for that many endings at that many counters; zero when none is needed."""
    if endings <= 0:
        return Wait(0.0, 0.0, 0.0)
    outside = (1 - rules.interval_percent / 100) / 2
    low, middle, high = (
        quantile(share, endings=endings, counters=counters, pace=pace)
        for share in (outside, 0.5, 1 - outside)
    )
    return Wait(low, middle, high)


def staffed(
    servers: Collection[Server],
    *,
    visits: Collection[Visit],
    waiting: Collection[Waiting],
    rules: QueueRules,
    now: datetime,
) -> list[Server]:
    """The counters that count: all of them, but not a free one that leaves people standing."""
    patience = now - timedelta(minutes=rules.idle_minutes)
    last_at = {visit.counter: visit.released_at or now for visit in _by_end(visits, now)}
    return [
        server
        for server in servers
        if last_at.get(server.counter, patience) > patience
        or not any(
            max(one.arrived_at, one.not_before) <= patience and can_serve(server, one, now=now)
            for one in waiting
        )
    ]


def count_ahead(
    me: Waiting, *, waiting: Iterable[Waiting], servers: Collection[Server], now: datetime
) -> int:
    """How many endings of my counters go to people before me.

    Somebody whom other counters can serve as well counts for the share of mine among them all.
    """
    mine = {server.counter for server in servers if can_serve(server, me, now=now)}
    ahead = Fraction(0)
    for other in waiting:
        if other.id == me.id or position(other, now=now) > position(me, now=now):
            continue
        theirs = {server.counter for server in servers if can_serve(server, other, now=now)}
        if theirs:
            ahead += Fraction(len(theirs & mine), len(theirs))
    return math.ceil(ahead)


def expect(
    me: Waiting,
    *,
    waiting: Collection[Waiting],
    coming: Collection[Waiting] = (),
    servers: Collection[Server],
    visits: Collection[Visit],
    planned_minutes: float,
    rules: QueueRules,
    now: datetime,
) -> Wait | None:
    """How long ``me`` will wait from now; None when no staffed counter can help.

    ``coming`` are appointments whose people are not here yet: those whose moment comes during the
    middle wait, and whose turn is then first, count as well.
    """
    at_work = staffed(servers, visits=visits, waiting=waiting, rules=rules, now=now)
    mine = {server.counter for server in at_work if can_serve(server, me, now=now)}
    if not mine:
        return None
    relevant = [visit for visit in visits if visit.counter in mine]
    free = len(mine - {visit.counter for visit in relevant if visit.released_at is None})
    known = pace(relevant, planned_minutes=planned_minutes, rules=rules, now=now)

    def told(ahead: int) -> Wait:
        return wait(endings=ahead + 1 - free, counters=len(mine), pace=known, rules=rules)

    ahead = count_ahead(me, waiting=waiting, servers=at_work, now=now)
    until = now + told(ahead).middle * MINUTE
    then = [*waiting, *(one for one in coming if one.not_before <= until)]
    return told(max(ahead, count_ahead(me, waiting=then, servers=at_work, now=until)))


def spoken(expected: Wait | None) -> Spoken:
    """The interval in round minutes, never narrower than it is: by five above twenty."""
    if expected is None:
        return Spoken("wait_unknown")
    if expected.high <= 0:
        return Spoken("wait_none")
    low = _round_down(expected.low)
    high = max(_round_up(expected.high), low + 1)
    if low >= TELLABLE_MINUTES:
        return Spoken("wait_over", low=low)
    return Spoken("wait_between" if low else "wait_at_most", low=low, high=high)


def in_dutch(told: Spoken) -> str:
    """The sentence for people, in the authoritative language."""
    return DUTCH[told.code].format(low=told.low, high=told.high)


def _by_end(visits: Iterable[Visit], now: datetime) -> list[Visit]:
    return sorted(visits, key=lambda visit: visit.released_at or now)


def _round_down(minutes: float) -> int:
    whole = math.floor(minutes)
    return whole if whole <= 20 else whole - whole % 5


def _round_up(minutes: float) -> int:
    whole = math.ceil(minutes)
    return whole if whole <= 20 else whole + -whole % 5
