"""Acts on places."""

from loket.foundations.places.actions.closing import close, reopen
from loket.foundations.places.actions.editions import begin_edition, keep_calendar
from loket.foundations.places.actions.hours import change_hours
from loket.foundations.places.actions.loading import (
    load_closing_days,
    load_contact_points,
    load_district_reception,
    load_districts,
    load_office_hours,
    load_postal_codes,
)
from loket.foundations.places.actions.locations import load_locations
from loket.foundations.places.actions.points import end_contact_point
from loket.foundations.places.actions.reception import roster_shift, staff_shift

__all__ = [
    "begin_edition",
    "change_hours",
    "close",
    "end_contact_point",
    "keep_calendar",
    "load_closing_days",
    "load_contact_points",
    "load_district_reception",
    "load_districts",
    "load_locations",
    "load_office_hours",
    "load_postal_codes",
    "reopen",
    "roster_shift",
    "staff_shift",
]
