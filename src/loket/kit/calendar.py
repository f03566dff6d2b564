"""Calendar files (RFC 5545, 5546) that a calendar adds, moves and takes out again.

Times are written in UTC, so that they are right in every zone and in the hour that happens twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from icalendar import Alarm, Calendar, Event, vCalAddress, vText, vUri

PRODUCT = "-//Loket//Appointments//NL"


@dataclass(frozen=True, slots=True)
class Organizer:
    """Who invites: a name that people know and an e-mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What a calendar file will say: kept with a message, and written when it is sent."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    now: datetime
    summary: str
    place: str
    organizer: Organizer
    url: str = ""
    attendee: str = ""
    cancelled: bool = False

    def as_json(self) -> dict[str, Any]:
        """As stored; ``from_json`` gives it back."""
        times = {name: getattr(self, name).isoformat() for name in TIMES}
        return asdict(self) | times

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``as_json`` gave."""
        times = {name: datetime.fromisoformat(stored[name]) for name in TIMES}
        return cls(**{**stored, **times, "organizer": Organizer(**stored["organizer"])})

    def file(self) -> bytes:
        """The calendar file."""
        return invitation(**{one.name: getattr(self, one.name) for one in fields(self)})


TIMES = ("starts_at", "ends_at", "now")


def invitation(
    *,
    uid: str,
    sequence: int,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    summary: str,
    place: str,
    organizer: Organizer,
    description: str = "",
    url: str = "",
    attendee: str = "",
    cancelled: bool = False,
) -> bytes:
    """One appointment as a calendar file.

    ``uid`` stays the same for the life of the appointment and ``sequence`` grows with every move
    and with the cancellation: a calendar then changes what it has. With an ``attendee`` (an e-mail
    address) the file is a request to that calendar, without one it is a publication to download.
    """
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", ends_at.astimezone(UTC))
    event.add("summary", summary)
    event.add("location", place)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    event.add("organizer", _organizer(organizer))
    if description:
        event.add("description", description)
    if url:
        event.add("url", vUri(url))
    if attendee:
        event.add("attendee", _attendee(attendee), encode=False)
    if not cancelled:
        event.add_component(_reminder(summary))
    return _file(event, _method(attendee, cancelled=cancelled))


def _method(attendee: str, *, cancelled: bool) -> str:
    if cancelled:
        return "CANCEL"
    return "REQUEST" if attendee else "PUBLISH"


def _organizer(organizer: Organizer) -> vCalAddress:
    address = vCalAddress(f"mailto:{organizer.email}")
    address.params["CN"] = vText(organizer.name)
    return address


def _attendee(email: str) -> vCalAddress:
    """Already accepted: nobody is asked to answer a booking of their own."""
    address = vCalAddress(f"mailto:{email}")
    address.params["PARTSTAT"] = vText("ACCEPTED")
    address.params["RSVP"] = vText("FALSE")
    return address


def _reminder(summary: str) -> Alarm:
    """Two hours before, shown by the person's own calendar."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(hours=-2))
    return alarm


def _file(event: Event, method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
