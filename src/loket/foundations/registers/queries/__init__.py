"""Questions about look-ups: what a purpose gives, who looked at whom, what to review."""

from loket.foundations.registers.queries.look_ups import HIGHEST, list_look_ups_of, occasion_of
from loket.foundations.registers.queries.pages import Page, Place, list_occasions_of
from loket.foundations.registers.queries.purposes import (
    MARK,
    Purposes,
    list_ever,
    list_purposes,
    read_purposes,
    recall_purposes,
)
from loket.foundations.registers.queries.reviewing import (
    ComplaintLine,
    Line,
    find_complaint,
    find_line,
    list_alerts,
    list_complaints,
    list_complaints_about,
    list_complaints_of,
    sample,
    search,
)

__all__ = [
    "HIGHEST",
    "MARK",
    "ComplaintLine",
    "Line",
    "Page",
    "Place",
    "Purposes",
    "find_complaint",
    "find_line",
    "list_alerts",
    "list_complaints",
    "list_complaints_about",
    "list_complaints_of",
    "list_ever",
    "list_look_ups_of",
    "list_occasions_of",
    "list_purposes",
    "occasion_of",
    "read_purposes",
    "recall_purposes",
    "sample",
    "search",
]
