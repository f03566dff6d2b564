"""What happens in the appointments office by the clock; each safe to run twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from loket.domain.refusals import RuleBroken
from loket.offices.appointments.actions import help_displaced, lapse, lapse_offer, open_days
from loket.offices.appointments.models import Appointment

#: Who booked stays known this long after the visit; then only what statistics need is kept.
KEPT_AFTER_VISIT = timedelta(days=396)


def lapse_offers(now: datetime) -> int:
    """End offers that were not answered in time; each goes to the next in line."""
    late = Appointment.objects.filter(state="held", offered=True, expires_at__lte=now)
    ended = 0
    for key in late.order_by("expires_at").values_list("id", flat=True):
        try:
            lapse_offer(offer=key, now=now)
        except RuleBroken:
            continue
        ended += 1
    return ended


def lapse_holds(now: datetime) -> int:
    """End holds that nobody confirmed, the oldest first; the list is asked before all others."""
    late = Appointment.objects.filter(state="held", offered=False, expires_at__lte=now)
    keys = list(late.order_by("expires_at", "id").values_list("id", flat=True))
    return sum(lapse(hold=key, now=now) for key in keys)


def keep_days_open(now: datetime) -> int:
    """Make the rows of days that came within the horizon; renew those whose places changed.

    Whom the city took a moment from is offered what came with them.
    """
    opened = open_days(now=now)
    help_displaced(now=now)
    return opened


def forget_people(now: datetime) -> int:
    """Take names and contacts from visits long past (handbook 15: 13 months)."""
    past = Appointment.objects.filter(ends_at__lt=now - KEPT_AFTER_VISIT).exclude(
        name="", person=""
    )
    return past.update(name="", email="", phone="", person="", client="")
