"""Where visitors live, how long ahead they book, how long they wait, how visits end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loket.domain.evaluation.residence import Residence, residence
from loket.domain.evaluation.waits import Waits, waits
from loket.foundations.places import queries as places
from loket.offices.appointments.queries import figures
from loket.offices.queues.queries import figures as queue_figures


@dataclass(frozen=True, slots=True)
class ResidenceReport:
    """Visits that took place at a location, by the district told at booking; days included."""

    location: str
    since: date
    until: date
    residence: Residence


def residence_of(location: str, since: date, until: date) -> ResidenceReport:
    """Small numbers are hidden already; what is hidden cannot be computed from the rest."""
    counted = figures.count_residence(location, since, until)
    return ResidenceReport(location, since, until, residence(counted))


def days_ahead(location: str, since: date, until: date) -> Waits:
    """How many days before the visit people booked; of visits between these days, included."""
    zone = places.find_zone().key
    return waits(figures.list_days_ahead(location, since, until, zone=zone))


def waiting(location: str, since: date, until: date) -> Waits:
    """Minutes from arrival, or from the own moment if that is later, to the call."""
    return waits(queue_figures.list_waits(location, since, until))


def count_outcomes(location: str, since: date, until: date) -> dict[str, int]:
    """Confirmed appointments by the state they are in; both days included."""
    return figures.count_outcomes(location, since, until)
