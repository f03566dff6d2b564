"""Change hours and take closures back: the places' record, and at once the days it touches."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from loket.domain.places.facts import Purpose, Window
from loket.domain.refusals import RuleBroken
from loket.foundations.places import actions as places
from loket.foundations.places import queries as places_queries
from loket.offices.appointments.actions.opening import renew_days
from loket.offices.appointments.actions.permitting import CLOSE, EDIT_HOURS, permit_here
from loket.offices.appointments.queries.plans import outlook_now


def change_hours(
    *,
    location: str,
    windows: Sequence[Window],
    valid_from: date,
    now: datetime,
    actor: str,
    purpose: Purpose = "counter",
    counters: Sequence[int | None] = (None,),
    source: str = "",
) -> list[uuid.UUID]:
    """Other weekly hours from a day on, of the location or of counters by lane.

    Gives the appointments that they displaced; raises what ``places.actions.change_hours`` raises,
    and ``not_allowed``.
    """
    permit_here(EDIT_HOURS, actor=actor, location=location, now=now)
    with transaction.atomic():
        for counter in counters:
            places.change_hours(
                location=location,
                windows=windows,
                valid_from=valid_from,
                now=now,
                actor=actor,
                purpose=purpose,
                counter=counter,
                source=source,
            )
        view = outlook_now()
        first, last = view.instant(valid_from, 0), view.instant(view.last_day(now), 0)
        return renew_days(location, first, last, now=now, actor=actor)


def reopen(*, location: str, closure: int, now: datetime, actor: str) -> list[uuid.UUID]:
    """Take a closure back; who was displaced keeps what was offered or taken since.

    Raises ``unknown_closure``, also for one of another location, ``closure_is_over`` and
    ``not_allowed``.
    """
    permit_here(CLOSE, actor=actor, location=location, now=now)
    with transaction.atomic():
        announced = places_queries.list_closures(location, now)
        found = next((one for one in announced if one.id == closure), None)
        if found is None:
            raise RuleBroken("unknown_closure", closure=closure)
        places.reopen(closure=closure, now=now, actor=actor)
        since = max(found.starts_at, now)
        return renew_days(location, since, found.ends_at, now=now, actor=actor)
