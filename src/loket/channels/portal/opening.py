"""Who is open now, until when, and how long one waits there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from loket.channels.portal.elsewhere import url_of
from loket.channels.ui import dates, names, waits
from loket.channels.ui.context import today_of
from loket.domain.places import opening
from loket.domain.places.facts import Site
from loket.domain.places.near import metres
from loket.foundations.places import queries as places
from loket.offices.queues import queries as queues

#: How far ahead a closed location looks for its next opening.
AHEAD = timedelta(days=8)
#: How far ahead days that differ are told.
EXCEPTIONS_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Door:
    """A location and whether one can walk in now."""

    code: str
    name: str
    url: str
    tier: str
    until: datetime | None
    opens_at: datetime | None
    metres: float | None
    #: Without an appointment; else by appointment only.
    walk_in: bool
    address: str


@dataclass(frozen=True, slots=True)
class Wait:
    """What somebody without an appointment should expect."""

    brief: str
    said: str


def doors(
    sites: Iterable[Site], now: datetime, *, here: tuple[float, float] | None = None
) -> tuple[Door, ...]:
    """Each of these as it is now; nearest first when one says from where, else as the city does."""
    known = places.snapshot()
    found = [_door(site, known, now, here) for site in sites]
    if here:
        found.sort(key=lambda one: one.metres if one.metres is not None else 10.0**9)
    return tuple(found)


@lru_cache(maxsize=4096)
def _hours(edition: int, code: str, today: date) -> tuple[opening.DayHours, ...]:  # noqa: ARG001 - the edition is the name under which it is remembered
    return places.hours_of(code, today - timedelta(days=1), today + AHEAD)


@lru_cache(maxsize=4096)
def exceptions(edition: int, code: str, today: date) -> tuple[opening.DayHours, ...]:  # noqa: ARG001 - likewise
    """The days to come on which a location is not open as usual."""
    return places.list_exceptions(code, today, today + EXCEPTIONS_AHEAD)


@lru_cache(maxsize=4096)
def script(edition: int, code: str, today: date) -> tuple[str, ...]:  # noqa: ARG001 - likewise
    """What is read aloud about the hours."""
    return places.phone_script(code, today, today + EXCEPTIONS_AHEAD)


def _door(
    site: Site, known: places.Places, now: datetime, here: tuple[float, float] | None
) -> Door:
    zone = known.zone
    hours = _hours(known.edition, site.code, today_of(now))
    until = opening.open_until(hours, now=now, zone=zone)
    profile = site.profile
    return Door(
        code=site.code,
        name=names.text(profile.name),
        url=url_of(site.code),
        tier=profile.tier,
        until=until,
        opens_at=None if until else opening.next_opening(hours, now=now, zone=zone),
        metres=metres(here, site.point) if here and site.point else None,
        walk_in=profile.walk_in and profile.reception != "appointments_only",
        address=", ".join(
            part
            for part in (profile.street, f"{profile.postal_code} {profile.locality}".strip())
            if part
        ),
    )


def wait_at(door: Door, now: datetime) -> Wait:
    """In minutes for who walks in; by appointment only says so."""
    if not door.walk_in:
        return Wait("–", _("alleen op afspraak"))
    told = queues.expected_wait(door.code, (), now).spoken
    if told.code == "wait_unknown":
        return Wait("–", _("zonder afspraak: aan het onthaal"))
    said = _("zonder afspraak: %(wait)s") % {"wait": waits.say(told)}
    return Wait(waits.brief(told), said)


def when(door: Door, now: datetime) -> str:
    """ "open tot 20.00 uur", "open morgen 9.00 uur", "gesloten"."""
    if door.until:
        return _("open tot %(hour)s") % {"hour": dates.hour(door.until)}
    if door.opens_at:
        moment = dates.brief_moment(door.opens_at, today_of(now))
        return _("open %(moment)s") % {"moment": moment}
    return _("gesloten")
