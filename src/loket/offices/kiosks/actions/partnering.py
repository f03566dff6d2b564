"""Contact points and their hosts: an opinion, a closing, and the address of the host's page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from loket.domain.kiosks import points as rules
from loket.domain.places.wallclock import local_day
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.foundations.places import actions as place_actions
from loket.foundations.places import queries as places
from loket.offices.kiosks.models import Closing, HostLink, Opinion


def note_opinion(
    *, point: str, wish: str, reason: str, on: date, actor: str, now: datetime
) -> None:
    """Keep what the host thinks of the kiosk, and why; an older opinion stays as it was.

    Raises ``unknown_kiosk``, and everything that the opinion lacks at once.
    """
    _permit("note_opinion", actor, now)
    _require_point(point)
    said = " ".join(reason.split())
    against = rules.against_opinion(wish=wish, reason=said, on=on, today=_today(now))
    if against:
        raise RuleBroken.because(against)
    with transaction.atomic():
        Opinion.objects.create(
            point=point, on=on, wish=wish, reason=said, noted_by=actor, noted_at=now
        )
        _write("note_opinion", point, actor=actor, now=now, wish=wish, on=on)


def announce_closing(
    *, point: str, notice_on: date, removed_on: date, redirect: str, reason: str, actor: str,
    now: datetime,
) -> None:  # fmt: skip
    """Say from a day on that a kiosk goes, and where people can go then; it serves until that day.

    Raises ``unknown_kiosk``, ``closing_announced_already`` and every reason against at once.
    """
    _permit("announce_closing", actor, now)
    _require_point(point)
    against = rules.against_closing(
        point=point, notice_on=notice_on, removed_on=removed_on, redirect=redirect,
        open_=_open_on(removed_on), today=_today(now),
    )  # fmt: skip
    if against:
        raise RuleBroken.because(against)
    try:
        with transaction.atomic():
            Closing.objects.create(
                point=point, notice_on=notice_on, removed_on=removed_on, redirect=redirect,
                reason=" ".join(reason.split())[: rules.LONGEST_REASON], announced_at=now,
                announced_by=actor,
            )  # fmt: skip
            place_actions.end_contact_point(code=point, on=removed_on, actor=actor, now=now)
            _write("announce_closing", point, actor=actor, now=now, on=removed_on, to=redirect)
    except IntegrityError:
        raise RuleBroken("closing_announced_already") from None


def withdraw_closing(*, point: str, actor: str, now: datetime) -> None:
    """The kiosk stays after all; ``no_closing`` where none was announced, or it has gone."""
    _permit("withdraw_closing", actor, now)
    with transaction.atomic():
        rows = Closing.objects.select_for_update().filter(point=point, withdrawn_at=None)
        found = rows.filter(removed_on__gt=_today(now)).first()
        if found is None:
            raise RuleBroken("no_closing")
        found.withdrawn_at = now
        found.save(update_fields=["withdrawn_at"])
        place_actions.end_contact_point(code=point, on=None, actor=actor, now=now)
        _write("withdraw_closing", point, actor=actor, now=now)


def renew_host_link(*, point: str, actor: str, now: datetime) -> None:
    """A new address for the page of the host; every older one opens nothing from now on."""
    _permit("renew_host_link", actor, now)
    _require_point(point)
    with transaction.atomic():
        found = _link(point)
        found.version, found.revoked_at = found.version + 1, None
        found.save(update_fields=["version", "revoked_at"])
        _write("renew_host_link", point, actor=actor, now=now, version=found.version)


def revoke_host_link(*, point: str, actor: str, now: datetime) -> None:
    """No address opens the page of this host until it is renewed."""
    _permit("revoke_host_link", actor, now)
    _require_point(point)
    with transaction.atomic():
        found = _link(point)
        if found.revoked_at is None:
            found.revoked_at = now
            found.save(update_fields=["revoked_at"])
            _write("revoke_host_link", point, actor=actor, now=now, version=found.version)


def _link(point: str) -> HostLink:
    """The one row of this host, nobody else's until the act ends."""
    HostLink.objects.bulk_create([HostLink(point=point)], ignore_conflicts=True)
    return HostLink.objects.select_for_update().get(point=point)


def _open_on(day: date) -> set[str]:
    points = {one.code for one in places.list_contact_points(day)}
    return points | {one.code for one in places.list_locations(day)}


def _today(now: datetime) -> date:
    return local_day(now, places.find_zone())


def _require_point(point: str) -> None:
    if places.find_contact_point(point) is None:
        raise RuleBroken("unknown_kiosk")


def _permit(act: str, actor: str, now: datetime) -> None:
    people.check_right(actor=actor, act=f"kiosks.{act}", on=_today(now))


def _write(act: str, point: str, *, actor: str, now: datetime, **after: Any) -> None:
    told = {key: value.isoformat() if isinstance(value, date) else value
            for key, value in after.items()}  # fmt: skip
    journal.write(
        act=f"kiosks.{act}", actor=actor, subject=f"kiosk:{point}", at=now, after=told or None
    )
