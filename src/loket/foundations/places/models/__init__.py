"""Records of places. Dated rows hold from ``valid_from`` up to, and not including, ``valid_to``."""

from loket.foundations.places.models.areas import ContactPoint, District, PostalArea
from loket.foundations.places.models.hours import Closure, Holiday, ReceptionShift, Window
from loket.foundations.places.models.locations import Counter, Location, Profile
from loket.foundations.places.models.rules import Calendar, Edition, Parameter

__all__ = [
    "Calendar",
    "Closure",
    "ContactPoint",
    "Counter",
    "District",
    "Edition",
    "Holiday",
    "Location",
    "Parameter",
    "PostalArea",
    "Profile",
    "ReceptionShift",
    "Window",
]
