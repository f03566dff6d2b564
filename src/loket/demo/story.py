"""The demo's story: what is told when, once, and what goes on for as long as the demo runs.

Every chapter is one transaction with its own mark in it. After any kill the story goes on with the
first chapter that is not told; nothing is told twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, Sum

from loket.demo import certificates, citizens, filling, history, kiosks, plot, script, staff, today
from loket.demo.filling import Task
from loket.demo.models import Chapter
from loket.domain.places.wallclock import local_day
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.people import queries as people_queries
from loket.foundations.places import queries as places
from loket.offices.appointments import actions as appointments
from loket.offices.evaluation import actions as evaluation
from loket.offices.evaluation import queries as evaluation_queries
from loket.offices.kiosks import queries as kiosk_queries

#: Days filled before the past is told, so that there is something to see at once.
FIRST_DAYS = 8
#: Seconds between two looks at the queue.
BREATH = 20.0

Clock = Callable[[], datetime]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the past is told."""

    told: int
    planned: int

    @property
    def is_whole(self) -> bool:
        """Whether all of it is told. A city without a trial has no past to tell."""
        return self.told >= self.planned


def progress() -> Progress:
    """Visits of the trials that are told, and all of them."""
    sums = Chapter.objects.aggregate(
        told=Sum("planned", filter=Q(told_at__isnull=False), default=0),
        planned=Sum("planned", default=0),
    )
    return Progress(**sums)


def once(key: str, act: Callable[[], object], *, now: datetime) -> bool:
    """Tell a chapter unless it is told; whether it was. Of two at once the second waits."""
    with transaction.atomic():
        Chapter.objects.bulk_create([Chapter(key=key)], ignore_conflicts=True)
        chapter = Chapter.objects.select_for_update().get(key=key)
        if chapter.told_at is not None:
            return False
        act()
        chapter.told_at = now
        chapter.save(update_fields=["told_at"])
    return True


def live(*, clock: Clock, say: Say) -> None:
    """Tell the story, then keep the city alive until the process ends."""
    if catalogue.find_city() is not None and not citizens.is_whole():
        citizens.invent(clock())
    tell(clock=clock, say=say)
    while True:
        time.sleep(BREATH)
        now = clock()
        if _is_new(now):
            tell(clock=clock, say=say)
        today.step(now=now)


def _is_new(now: datetime) -> bool:
    """Whether a day began since the story was last told."""
    return not Chapter.objects.filter(key=_figures_key(now), told_at__isnull=False).exists()


def _figures_key(now: datetime) -> str:
    return f"figures/{local_day(now, places.find_zone())}"


def tell(*, clock: Clock, say: Say) -> None:
    """Everything that is to be told on this day, in the order in which people miss it."""
    if catalogue.find_city() is None:
        return
    once("staff", lambda: staff.hire_all(clock()), now=clock())
    appointments.open_days(now=clock())
    scenes = announce()
    days = _days_ahead(clock())
    fill(days[:FIRST_DAYS], clock=clock)
    today.catch_up(now=clock())
    _tell_certificates(clock())
    for sample in kiosk_queries.list_samples():
        once(f"kiosk/{sample.point}", partial(kiosks.tell_past, sample), now=clock())
    tell_past(scenes, clock=clock, say=say, between=_between(clock))
    fill(days[FIRST_DAYS:], clock=clock)
    top_up(days[1 : filling.NOTHING_FREE_FOR], clock=clock)
    _add_events(clock())
    once(_figures_key(clock()), lambda: evaluation.keep_first_free(now=clock()), now=clock())


def announce() -> list[script.Scene]:
    """The scenes of all trials; their chapters are written down first, so that the end is known."""
    scenes = [scene for trial in evaluation_queries.list_trials() for scene in script.write(trial)]
    chapters = [Chapter(key=scene.key, planned=scene.planned) for scene in scenes]
    Chapter.objects.bulk_create(chapters, ignore_conflicts=True)
    return scenes


def tell_past(
    scenes: list[script.Scene],
    *,
    clock: Clock,
    say: Say,
    between: Callable[[], None] = lambda: None,
) -> None:
    """Tell the scenes that are not told yet, and say how far it is."""
    told = set(Chapter.objects.exclude(told_at=None).values_list("key", flat=True))
    left = [scene for scene in scenes if scene.key not in told]
    for i, scene in enumerate(left):
        if i % 20 == 0:
            known = progress()
            say(f"the trial is being written: {known.told} of {known.planned} visits")
        history.open_days_for(scene)
        once(scene.key, partial(history.tell, scene), now=clock())
        between()
    if left:
        say(f"the trial is written: {progress().planned} visits")


def _between(clock: Clock) -> Callable[[], None]:
    """The queue of today goes on while the past is told."""
    last = time.monotonic()

    def look() -> None:
        nonlocal last
        if time.monotonic() - last >= BREATH:
            last = time.monotonic()
            today.step(now=clock())

    return look


def _days_ahead(now: datetime) -> list[date]:
    first = local_day(now, places.find_zone())
    return [first + timedelta(days=i) for i in range(filling.HORIZON + 1)]


def fill(days: list[date], *, clock: Clock) -> None:
    """Fill these days at every location, each a chapter of its own."""
    _each_place("ahead", filling.fill, days, clock)


def top_up(days: list[date], *, clock: Clock) -> None:
    """Book what is still booked when a day comes near; a chapter each, when that day comes."""
    _each_place("near", filling.top_up, days, clock)


def _each_place(name: str, act: Callable[[Task], int], days: list[date], clock: Clock) -> None:
    told = set(Chapter.objects.exclude(told_at=None).values_list("key", flat=True))
    character = filling.characters(*plot.busy_and_nearly_full())
    zone = places.find_zone()
    for day in days:
        for site in places.list_locations(day):
            key = f"{name}/{day}/{site.code}"
            if key not in told:
                task = Task(site.code, day, character(site.code), clock(), zone)
                once(key, partial(act, task), now=task.now)


def _tell_certificates(now: datetime) -> None:
    """Outside a chapter: registers are asked, and asking again finds what was asked."""
    clerk, lead = map(people_queries.find_by_login, (staff.DECIDES, staff.LEADS))
    if clerk is not None and lead is not None:
        certificates.tell(clerk=clerk.actor, lead=lead.actor, now=now)


def _add_events(now: datetime) -> None:
    """A closure announced, and people who hope for an earlier moment; once a week."""
    week = "{}-W{}".format(*local_day(now, places.find_zone()).isocalendar()[:2])
    for key, act in (("closure", plot.announce_closure), ("earlier", plot.hope_for_earlier)):
        try:
            once(f"{key}/{week}", partial(act, now), now=now)
        except RuleBroken:
            continue
