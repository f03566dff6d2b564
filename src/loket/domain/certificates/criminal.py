"""Which model of extract from the criminal record an activity calls for.

The applicant names the activity; the model follows. Mixing models up is a real harm: 596.2 tells
of bans that 595 hides. Source: handbook 2.2, pages of nine municipalities on the models.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Model = Literal["595", "596.1", "596.2"]


@dataclass(frozen=True, slots=True)
class Activity:
    """What an extract is for, and the model it calls for, from a day on."""

    code: str
    model: Model
    #: The part of 596.1 that decides which convictions show; empty where there is none.
    subtype: str = ""
    valid_from: date = date(2009, 1, 1)
    source: str = "ministerial circulars on extracts from the criminal record; to be checked"


ACTIVITIES: Final[tuple[Activity, ...]] = (
    Activity("general", "595"),
    Activity("abroad", "595"),
    Activity("weapons", "596.1"),
    Activity("taxi", "596.1"),
    Activity("transport", "596.1"),
    Activity("security", "596.1"),
    Activity("finance", "596.1"),
    Activity("insurance", "596.1"),
    Activity("narcotics", "596.1", subtype="36"),
    Activity("other_regulated", "596.1"),
    Activity("education", "596.2"),
    Activity("guidance", "596.2"),
    Activity("youth_aid", "596.2"),
    Activity("child_protection", "596.2"),
    Activity("animation", "596.2"),
)


def find_activity(code: str, on: date) -> Activity | None:
    """The activity with this code; None when it is not known on that day."""
    known = (one for one in ACTIVITIES if one.code == code and one.valid_from <= on)
    return next(known, None)


def needs_police(activity: Activity) -> bool:
    """Whether the local police look first: whenever minors are concerned."""
    return activity.model == "596.2"
