"""Is it faster? From a request to its document, beside the way over a counter.

Source of the promise: "veiliger en sneller", the decision of May 2021 on automatic delivery.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from loket.domain.evaluation.waits import Waits, waits
from loket.foundations.places import queries as places
from loket.offices.appointments.queries import figures
from loket.offices.certificates import queries as certificates


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """In hours. Below five nothing but how many."""

    by_machine: Waits
    through_clerk: Waits
    #: From booking to moment, of visits for the same products.
    at_counter: Waits


def lead_times(since: date, until: date) -> LeadTimes:
    """Of the whole city, both days included.

    At a counter the time before a booking (looking for a moment) and the visit itself are not in
    it, so the comparison flatters the counter.
    """
    zone = places.find_zone()
    first = datetime.combine(since, time(), zone)
    end = datetime.combine(until + timedelta(days=1), time(), zone)
    found = certificates.list_lead_hours(first, end)
    products = [one.code for one in certificates.list_certificates(until)]
    booked = figures.list_hours_ahead(products, since, until, zone=zone.key)
    return LeadTimes(waits(found.by_machine), waits(found.through_clerk), waits(booked))
