"""Questions about places. Answers are frozen; all of them come from one remembered snapshot."""

from loket.foundations.places.queries.areas import (
    find_contact_point,
    find_district_of,
    find_districts_of,
    list_all_contact_points,
    list_contact_points,
    list_districts,
)
from loket.foundations.places.queries.locations import (
    OpenNow,
    capacity_of,
    compare_weeks,
    feed_of,
    find_location,
    hours_of,
    list_closures,
    list_exceptions,
    list_holidays,
    list_locations,
    list_statutory_days,
    open_now,
    opening_ticks,
    phone_script,
    week_of,
)
from loket.foundations.places.queries.reception import (
    Shift,
    list_shifts,
    list_unstaffed_reception,
)
from loket.foundations.places.queries.rules import (
    find_district_reception,
    find_office_hours,
    list_office_hours,
)
from loket.foundations.places.queries.snapshot import (
    ZONE,
    Places,
    find_edition,
    find_zone,
    snapshot,
)

__all__ = [
    "ZONE",
    "OpenNow",
    "Places",
    "Shift",
    "capacity_of",
    "compare_weeks",
    "feed_of",
    "find_contact_point",
    "find_district_of",
    "find_district_reception",
    "find_districts_of",
    "find_edition",
    "find_location",
    "find_office_hours",
    "find_zone",
    "hours_of",
    "list_all_contact_points",
    "list_closures",
    "list_contact_points",
    "list_districts",
    "list_exceptions",
    "list_holidays",
    "list_locations",
    "list_office_hours",
    "list_shifts",
    "list_statutory_days",
    "list_unstaffed_reception",
    "open_now",
    "opening_ticks",
    "phone_script",
    "snapshot",
    "week_of",
]
