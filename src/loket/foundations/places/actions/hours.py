"""Change the hours of a location from a day on: successors, never edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations
from typing import Any

from django.db import transaction

from loket.domain.places.checks import broken_from
from loket.domain.places.facts import Purpose, Window
from loket.domain.places.feed import clock
from loket.domain.places.wallclock import local_day
from loket.domain.refusals import Reason, RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.places import models
from loket.foundations.places.actions.closing import counter_at, locked
from loket.foundations.places.actions.editions import begin_edition
from loket.foundations.places.actions.loading import end
from loket.foundations.places.actions.locations import record
from loket.foundations.places.queries.rules import find_office_hours
from loket.foundations.places.queries.snapshot import find_zone, profile_of, window_of


def change_hours(
    *,
    location: str,
    windows: Sequence[Window],
    valid_from: date,
    now: datetime,
    actor: str,
    purpose: Purpose = "counter",
    counter: int | None = None,
    source: str = "",
) -> int:
    """Let these weekly windows hold from a day on, in place of those of the same thing.

    The thing is a purpose of the whole location, or of one counter by its lane; a window's own
    purpose, lane and dates are set from it. Gives the new edition's number. Raises
    ``unknown_location``, ``unknown_counter``, ``no_hours_given``, ``hours_overlap``,
    ``change_starts_in_the_past``, and the reasons why a decision would not be kept:
    ``too_few_opening_days``, ``too_few_evenings``, ``no_weekly_saturday``.
    """
    wanted = [
        replace(
            one,
            purpose=purpose,
            lane=counter,
            valid_from=valid_from,
            valid_to=None,
            on=None,
            source=source or one.source,
        )
        for one in windows
    ]
    with transaction.atomic():
        place = locked(location)
        lanes = {} if counter is None else {counter: counter_at(place, counter)}
        if reasons := _against(wanted, valid_from, now=now):
            raise RuleBroken.because(reasons)
        mine = models.Window.objects.filter(
            location=place, purpose=purpose, counter=lanes.get(counter or 0), weekday__isnull=False
        )
        before = said(mine.in_force(valid_from))
        end(mine, valid_from)
        models.Window.objects.bulk_create(
            record(place, one, lanes, until=None, from_desk=True) for one in wanted
        )
        if broken := _broken_promises(place, valid_from):
            raise RuleBroken.because(broken)
        edition = begin_edition()
        journal.write(
            act="places.change_hours",
            actor=actor,
            subject=f"location:{location}",
            at=now,
            before={"purpose": purpose, "counter": counter, "hours": before},
            after={"from": valid_from, "hours": said(mine.in_force(valid_from))},
        )
    return edition


def _against(windows: Sequence[Window], valid_from: date, *, now: datetime) -> list[Reason]:
    reasons = []
    if not windows:
        reasons.append(Reason("no_hours_given"))
    if valid_from < local_day(now, find_zone()):
        reasons.append(Reason("change_starts_in_the_past", {"valid_from": valid_from}))
    reasons += [
        Reason("hours_overlap", {"opens": clock(other.opens), "closes": clock(one.closes)})
        for one, other in combinations(sorted(windows, key=lambda w: (w.weekday, w.opens)), 2)
        if one.weekday == other.weekday and other.opens < one.closes
    ]
    return reasons


def _broken_promises(location: models.Location, on: date) -> list[Reason]:
    """What of the decision on this location its hours, as they now stand, do not keep."""
    rule = find_office_hours(on)
    profile = models.Profile.objects.filter(location=location).in_force(on).first()
    if rule is None or profile is None:
        return []
    lanes = dict(models.Counter.objects.filter(location=location).values_list("id", "lane"))
    rows = models.Window.objects.filter(location=location).in_force(on)
    windows = [window_of(row, lanes) for row in rows]
    return broken_from(windows, profile_of(profile).promise, on=on, hours=rule)


def said(rows: Any) -> list[str]:
    """Weekly windows as the journal keeps them: weekday (0 = Monday) and clock times."""
    return [
        f"{row.weekday} {row.opens:%H:%M}-{row.closes:%H:%M} {row.reserved_for}".strip()
        for row in rows.order_by("weekday", "opens")
    ]
