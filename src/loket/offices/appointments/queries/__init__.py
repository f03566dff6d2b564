"""What channels may ask of the appointments office."""

from loket.offices.appointments.queries.callers import find_for_caller, find_replaced
from loket.offices.appointments.queries.displacing import (
    Affected,
    Elsewhere,
    count_booked,
    list_displaced,
    would_displace,
)
from loket.offices.appointments.queries.moments import (
    Found,
    Slot,
    Unavailable,
    first_moments,
    search,
)
from loket.offices.appointments.queries.plans import Item, Needs, Wish
from loket.offices.appointments.queries.popular import list_most_booked
from loket.offices.appointments.queries.records import (
    Line,
    Record,
    find_appointment,
    find_by_code,
    find_hold,
    find_once_held,
    list_day,
    manage_path,
)

__all__ = [
    "Affected",
    "Elsewhere",
    "Found",
    "Item",
    "Line",
    "Needs",
    "Record",
    "Slot",
    "Unavailable",
    "Wish",
    "count_booked",
    "find_appointment",
    "find_by_code",
    "find_for_caller",
    "find_hold",
    "find_once_held",
    "find_replaced",
    "first_moments",
    "list_day",
    "list_displaced",
    "list_most_booked",
    "manage_path",
    "search",
    "would_displace",
]
