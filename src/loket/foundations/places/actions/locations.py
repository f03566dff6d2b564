"""Stores a location of a city pack: profiles, counters, windows, announced closures.

Hours that the city changed at its desk since are dated successors of what the pack said: they stay,
and what the pack says of the same thing holds until the day they begin.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from loket.domain.places import facts, files
from loket.foundations.people.queries import local_day
from loket.foundations.places.actions.loading import end
from loket.foundations.places.models import Closure, Counter, Location, Profile, Window
from loket.kit import packs

#: What a window is of: its purpose, and the counter's lane.
Thing = tuple[str, int | None]


def load_locations(loading: packs.Loading[files.LocationFile]) -> None:
    """Write the locations that are new or changed; one that is gone ends today."""
    today = local_day(loading.at)
    for entry in loading.news:
        _store(entry.value, today)
    for location in Location.objects.filter(code__in=loading.removed):
        end(Profile.objects.filter(location=location), today)
        end(Window.objects.filter(location=location), today)
        Counter.objects.filter(location=location).ever_in_force(today, None).filter(
            valid_from__lt=today
        ).update(valid_to=today)


def _store(file: files.LocationFile, today: date) -> None:
    location, _ = Location.objects.update_or_create(code=file.code, defaults={"sort": file.sort})
    _store_profiles(location, file)
    counters = _store_counters(location, file, today)
    _store_windows(location, file, counters)
    _store_closures(location, file, counters)


def _store_profiles(location: Location, file: files.LocationFile) -> None:
    Profile.objects.filter(location=location).delete()
    Profile.objects.bulk_create(_profile(location, entry) for entry in file.profiles)


def _profile(location: Location, entry: files.ProfileEntry) -> Profile:
    return Profile(
        location=location,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        tier=entry.tier,
        name=entry.name,
        summary=entry.summary,
        host=entry.host,
        street=entry.street,
        postal_code=entry.postal_code,
        locality=entry.locality,
        district_code=entry.district or "",
        lat=entry.lat,
        lon=entry.lon,
        point_source=entry.point_source,
        phone=entry.phone,
        phone_script=entry.phone_script,
        reception=entry.reception,
        walk_in=entry.walk_in,
        step_free=entry.step_free,
        languages=list(entry.languages),
        capabilities=list(entry.capabilities),
        deviations=packs.to_json(entry.deviations),
        hours_fictional=entry.hours_fictional,
        minutes={product: list(pair) for product, pair in entry.minutes.items()},
        promise=packs.to_json(entry.promise),
        decision=entry.decision or "",
    )


def _store_counters(
    location: Location, file: files.LocationFile, today: date
) -> dict[int, Counter]:
    """Counters are never deleted: appointments refer to them, and a lane is not given away."""
    for entry in file.counters:
        Counter.objects.update_or_create(
            location=location,
            lane=entry.lane,
            defaults={
                "name": entry.name,
                "virtual": entry.virtual,
                "skills": list(entry.skills),
                "valid_from": entry.valid_from,
                "valid_to": entry.valid_to,
            },
        )
    kept = [entry.lane for entry in file.counters]
    gone = Counter.objects.filter(location=location).exclude(lane__in=kept)
    gone.ever_in_force(today, None).filter(valid_from__lt=today).update(valid_to=today)
    return {counter.lane: counter for counter in Counter.objects.filter(location=location)}


def _store_windows(
    location: Location, file: files.LocationFile, counters: Mapping[int, Counter]
) -> None:
    mine = Window.objects.filter(location=location)
    mine.filter(from_desk=False).delete()
    since = _changed_at_desk(location)
    Window.objects.bulk_create(
        record(location, window, counters, until=until)
        for window in files.windows(file)
        for until in _until(window, since)
    )


def _until(window: facts.Window, since: Mapping[Thing, date]) -> list[date | None]:
    """Until when a window of the pack holds; nothing when the desk's own hours came before it."""
    day = since.get((window.purpose, window.lane))
    if day is None or window.on is not None:
        return [window.valid_to]
    return [min(day, window.valid_to or day)] if window.valid_from < day else []


def _changed_at_desk(location: Location) -> dict[Thing, date]:
    """From which day on the desk's own hours hold, for each thing it changed."""
    found: dict[Thing, date] = {}
    rows = Window.objects.filter(location=location, from_desk=True).select_related("counter")
    for row in rows:
        thing = (row.purpose, row.counter.lane if row.counter else None)
        found[thing] = min(found.get(thing, row.valid_from), row.valid_from)
    return found


def record(
    location: Location,
    window: facts.Window,
    counters: Mapping[int, Counter],
    *,
    until: date | None,
    from_desk: bool = False,
) -> Window:
    """A window as a record that holds until a day."""
    return Window(
        location=location,
        counter=None if window.lane is None else counters[window.lane],
        purpose=window.purpose,
        weekday=window.weekday,
        on=window.on,
        opens=time(*divmod(window.opens, 60)),
        closes=time(*divmod(window.closes, 60)),
        valid_from=window.valid_from,
        valid_to=until,
        reserved_for=window.reserved_for,
        release_days=window.release_days,
        fictional=window.fictional,
        source=window.source,
        from_desk=from_desk,
    )


def _store_closures(
    location: Location, file: files.LocationFile, counters: Mapping[int, Counter]
) -> None:
    Closure.objects.filter(location=location, from_pack=True).delete()
    Closure.objects.bulk_create(
        Closure(
            location=location,
            counter=None if lane is None else counters[lane],
            starts_at=entry.starts_at,
            ends_at=entry.ends_at,
            reason=entry.reason,
            announced_at=entry.announced_at,
            from_pack=True,
        )
        for entry in file.closures
        for lane in (entry.counters or (None,))
    )
