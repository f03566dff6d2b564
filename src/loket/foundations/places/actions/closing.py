"""Close and reopen: the record only. The people it affects are the appointments office's."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from loket.domain.places.facts import Texts
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.places.actions.editions import begin_edition
from loket.foundations.places.models import Closure, Counter, Location


def close(
    *,
    location: str,
    starts_at: datetime,
    ends_at: datetime,
    reason: Texts,
    now: datetime,
    actor: str,
    counter: int | None = None,
) -> int:
    """Announce closed time of a location, or of one counter by its lane; gives its number.

    Raises ``unknown_location``, ``unknown_counter``, ``closure_ends_before_it_starts`` and
    ``closure_is_over``.
    """
    if ends_at <= starts_at:
        raise RuleBroken("closure_ends_before_it_starts", starts_at=starts_at, ends_at=ends_at)
    if ends_at <= now:
        raise RuleBroken("closure_is_over", ends_at=ends_at)
    with transaction.atomic():
        place = locked(location)
        closure = Closure.objects.create(
            location=place,
            counter=None if counter is None else counter_at(place, counter),
            starts_at=starts_at,
            ends_at=ends_at,
            reason=dict(reason),
            announced_at=now,
        )
        begin_edition()
        journal.write(
            act="places.close",
            actor=actor,
            subject=f"location:{location}",
            at=now,
            after={"closure": closure.id, "from": starts_at, "to": ends_at, "counter": counter},
        )
    return closure.id


def reopen(*, closure: int, now: datetime, actor: str) -> None:
    """Take back a closure: whole when it has not begun, else from now on.

    Raises ``unknown_closure`` and ``closure_is_over``.
    """
    with transaction.atomic():
        known = Closure.objects.select_for_update(of=("self",)).select_related("location")
        record = known.filter(pk=closure).first()
        if record is None:
            raise RuleBroken("unknown_closure", closure=closure)
        if record.ends_at <= now:
            raise RuleBroken("closure_is_over", ends_at=record.ends_at)
        before = {"closure": closure, "from": record.starts_at, "to": record.ends_at}
        if record.starts_at < now:
            record.ends_at = now
            record.save(update_fields=["ends_at"])
        else:
            record.delete()
        begin_edition()
        journal.write(
            act="places.reopen",
            actor=actor,
            subject=f"location:{record.location.code}",
            at=now,
            before=before,
        )


def locked(location: str) -> Location:
    """The location, so that two changes to it wait for one another."""
    found = Location.objects.select_for_update().filter(code=location).first()
    if found is None:
        raise RuleBroken("unknown_location", location=location[:80])
    return found


def counter_at(location: Location, lane: int) -> Counter:
    """The counter of a lane. Raises ``unknown_counter``."""
    found: Counter | None = Counter.objects.filter(location=location, lane=lane).first()
    if found is None:
        raise RuleBroken("unknown_counter", location=location.code, counter=lane)
    return found
