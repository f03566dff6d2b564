"""What stands on the board of a location: calls, who comes soon, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from loket.channels.ui import dates, names, waits
from loket.domain.queues.board import Shown
from loket.foundations.places import queries as places
from loket.offices.queues import queries as queues

#: So many calls are readable from across a hall; every new one is shown, however many there are.
ROOM_FOR_CALLS: Final = 6
ROOM_FOR_WAITING: Final = 6
#: A wait that is told is looked at anew after this time, also when nothing happens.
LASTS: Final = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Call:
    """A number and its counter. The key tells a call from a recall of the same number."""

    key: str
    number: str
    counter: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Next:
    """A number that waits, and how long still."""

    number: str
    said: str


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything on the board, and until when that is surely so if nobody does anything."""

    place: str
    calls: tuple[Call, ...]
    waiting: tuple[Next, ...]
    #: How many more wait than there is room for.
    more: int
    expected: str
    until: datetime


def screen_of(location: str, now: datetime) -> Screen:
    """The board of a location; ``RuleBroken("unknown_location")``."""
    queue = queues.describe_queue(location, now, tell=ROOM_FOR_WAITING)
    shown = queues.list_calls(location, now)
    return Screen(
        place=names.of_city().location(location),
        calls=_calls(shown),
        waiting=tuple(_next(one) for one in queue.next),
        more=max(0, queue.waiting - ROOM_FOR_WAITING),
        expected=_expected(queue, now),
        until=_until(shown, now),
    )


def _calls(shown: list[Shown]) -> tuple[Call, ...]:
    room = max(ROOM_FOR_CALLS, sum(one.is_new for one in shown))
    return tuple(
        Call(_key(one), one.number, one.counter, one.is_new)
        for one in sorted(shown, key=lambda one: not one.is_new)[:room]
    )


def _key(call: Shown) -> str:
    return f"{call.number.replace(' ', '')}-{call.announced_at.timestamp():.0f}"


def _next(one: queues.Queued) -> Next:
    moment = dates.hour(one.moment) if one.moment else waits.brief(one.expected.spoken)
    return Next(one.number, moment)


def _expected(queue: queues.QueueNow, now: datetime) -> str:
    if queue.is_open:
        wait = queue.expected.wait if queue.gives_tickets else None
        told = waits.say(queue.expected.spoken)
        return _("Wachttijd zonder afspraak: %(wait)s.") % {"wait": told} if wait else ""
    opens_at = places.open_now(queue.location, now).opens_at
    if opens_at is None:
        return _("Nu gesloten.")
    when = dates.brief_moment(opens_at, timezone.localtime(now).date())
    return _("Nu gesloten. Weer open: %(when)s.") % {"when": when}


def _until(shown: list[Shown], now: datetime) -> datetime:
    """Until a call is no longer new, the clock shows another minute, or a wait is worked out."""
    lit = timedelta(seconds=queues.find_rules(timezone.localtime(now).date()).new_call_seconds)
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return min(minute, now + LASTS, *(one.announced_at + lit for one in shown if one.is_new))
