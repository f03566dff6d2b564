"""What the types of a pack's fields cannot say: where, what, and what instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import combinations

from loket.domain.places import files
from loket.domain.places.checks import OfficeHours, broken_from
from loket.domain.places.facts import TICK_MINUTES, Dated, Window, in_force, is_in_force
from loket.domain.places.files import (
    ContactPointEntry,
    LocationFile,
    OfficeHoursEntry,
    ProfileEntry,
    WindowEntry,
)
from loket.domain.refusals import Reason

Where = tuple[str | int, ...]
Wrong = tuple[Where, str, str]


def wrong_with_location(file: LocationFile) -> Iterator[Wrong]:
    """One file of ``locations/``."""
    if not file.profiles:
        yield ("profiles",), "none", "at least one, with [[profiles]]"
    yield from one_at_a_time("profiles", file.profiles)
    for name in ("profiles", "counters", "windows"):
        yield from backwards(name, getattr(file, name))
    for index, profile in enumerate(file.profiles):
        yield from _wrong_with_profile(("profiles", index), profile)
    yield from _wrong_with_lanes(file)
    for index, window in enumerate(file.windows):
        yield from _wrong_with_window(("windows", index), window)
    yield from _overlapping(file.windows)
    for index, closure in enumerate(file.closures):
        if closure.ends_at <= closure.starts_at:
            yield ("closures", index, "ends_at"), "not after starts_at", "a later moment"


def _wrong_with_profile(where: Where, profile: ProfileEntry) -> Iterator[Wrong]:
    if (profile.lat is None) != (profile.lon is None):
        yield (*where, "lat"), "one coordinate", "lat and lon, or neither"
    if profile.reception == "open" and "reception" not in profile.capabilities:
        yield (*where, "reception"), '"open"', '"reception" among the capabilities'
    if "pickup" in profile.capabilities and "safe" not in profile.capabilities:
        yield (*where, "capabilities"), "pickup without safe", "a safe where documents wait"


def _wrong_with_lanes(file: LocationFile) -> Iterator[Wrong]:
    lanes: set[int] = set()
    for index, counter in enumerate(file.counters):
        if counter.lane in lanes:
            yield ("counters", index, "lane"), f"{counter.lane} a second time", "a lane of its own"
        lanes.add(counter.lane)
    named = [
        *(("windows", index, entry.counters) for index, entry in enumerate(file.windows)),
        *(("closures", index, entry.counters) for index, entry in enumerate(file.closures)),
    ]
    for name, index, counters in named:
        for position, lane in enumerate(counters):
            if lane not in lanes:
                where = (name, index, "counters", position)
                yield where, str(lane), f"the lane of a counter: {sorted(lanes)}"


def _wrong_with_window(where: Where, window: WindowEntry) -> Iterator[Wrong]:
    if bool(window.days) == bool(window.on):
        yield (*where, "days"), "both or neither of days and on", "weekdays or dates"
    if window.closes <= window.opens:
        yield (*where, "closes"), window.closes.isoformat(), "a time after it opens"
    if window.counters and window.purpose != "counter":
        yield (*where, "counters"), f"counters of {window.purpose}", 'purpose "counter"'
    if window.release_days and not window.reserved_for:
        yield (*where, "release_days"), "nothing reserved", "reserved_for beside it"
    for name, at in (("opens", window.opens), ("closes", window.closes)):
        if not _on_the_grid(at):
            yield (*where, name), at.isoformat(), f"a time on the grid of {TICK_MINUTES} minutes"


def _on_the_grid(at: time) -> bool:
    return at.minute % TICK_MINUTES == 0 and not at.second and not at.microsecond


def _overlapping(entries: Sequence[WindowEntry]) -> Iterator[Wrong]:
    known = [(index, one) for index, entry in enumerate(entries) for one in files.windows_of(entry)]
    for (first, one), (second, other) in combinations(known, 2):
        if _overlap(one, other):
            found = "the same time as " + ("itself" if first == second else f"windows[{first + 1}]")
            yield ("windows", second), found, "time that no other window of this thing has"


def _overlap(one: Window, other: Window) -> bool:
    same = (one.purpose, one.lane, one.weekday, one.on)
    return (
        same == (other.purpose, other.lane, other.weekday, other.on)
        and one.opens < other.closes
        and other.opens < one.closes
        and at_once(one, other)
    )


def at_once(one: Dated, other: Dated) -> bool:
    """Whether both hold on some day."""
    return (one.valid_to is None or other.valid_from < one.valid_to) and (
        other.valid_to is None or one.valid_from < other.valid_to
    )


def one_at_a_time(name: str, entries: Sequence[Dated]) -> Iterator[Wrong]:
    """Entries of one thing of which two hold on the same day."""
    for (first, one), (second, other) in combinations(enumerate(entries), 2):
        if at_once(one, other):
            yield (
                (name, second, "valid_from"),
                f"holds at the same time as {name}[{first + 1}]",
                "a day on or after the valid_to of the one before",
            )


def backwards(name: str, entries: Sequence[Dated]) -> Iterator[Wrong]:
    """Entries that end before they begin."""
    for index, entry in enumerate(entries):
        if entry.valid_to is not None and entry.valid_to <= entry.valid_from:
            yield (
                (name, index, "valid_to"),
                entry.valid_to.isoformat(),
                f"a day after {entry.valid_from.isoformat()}",
            )


def wrong_with_office_hours(entry: OfficeHoursEntry) -> Iterator[Wrong]:
    """One entry of ``[[office_hours]]`` in ``rules.toml``."""
    if entry.closes <= entry.opens:
        yield ("closes",), entry.closes.isoformat(), f"a time after {entry.opens.isoformat()}"
    if entry.valid_to is not None and entry.valid_to <= entry.valid_from:
        yield ("valid_to",), entry.valid_to.isoformat(), f"a day after {entry.valid_from}"


def wrong_with_contact_point(entry: ContactPointEntry) -> Iterator[Wrong]:
    """One entry of ``contact_points.toml``."""
    if entry.closed_on is not None and entry.closed_on <= entry.opened_on:
        yield ("closed_on",), entry.closed_on.isoformat(), "a day after opened_on"
    if (entry.lat is None) != (entry.lon is None):
        yield ("lat",), "one coordinate", "lat and lon, or neither"


def promises_broken(
    file: LocationFile, office_hours: Sequence[OfficeHours]
) -> Iterator[tuple[Where, Reason]]:
    """Decisions that the hours of a location do not keep, on any day on which they change."""
    windows = files.windows(file)
    for index, profile in enumerate(file.profiles):
        days = sorted({profile.valid_from} | _changes(windows, profile))
        for day in days:
            for rule in in_force(office_hours, day):
                for reason in broken_from(windows, files.promise(profile), on=day, hours=rule):
                    yield ("profiles", index, "promise"), reason


def _changes(windows: Sequence[Window], profile: ProfileEntry) -> set[date]:
    edges = {day for one in windows for day in (one.valid_from, one.valid_to) if day}
    return {day for day in edges if is_in_force(profile, day)}
