"""What channels may ask of the evaluation."""

from loket.offices.evaluation.queries.firstfree import (
    Measured,
    first_free,
    list_alerts,
    list_measured,
    list_standings,
)
from loket.offices.evaluation.queries.hours import Outside, outside_hours
from loket.offices.evaluation.queries.leadtimes import LeadTimes, lead_times
from loket.offices.evaluation.queries.service import PERIOD, Service, service
from loket.offices.evaluation.queries.trials import find_trial, list_trials
from loket.offices.evaluation.queries.visitors import (
    ResidenceReport,
    count_outcomes,
    days_ahead,
    residence_of,
    waiting,
)

__all__ = [
    "PERIOD",
    "LeadTimes",
    "Measured",
    "Outside",
    "ResidenceReport",
    "Service",
    "count_outcomes",
    "days_ahead",
    "find_trial",
    "first_free",
    "lead_times",
    "list_alerts",
    "list_measured",
    "list_standings",
    "list_trials",
    "outside_hours",
    "residence_of",
    "service",
    "waiting",
]
