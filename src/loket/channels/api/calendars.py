"""The calendar file of an appointment, to download."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from loket.channels.ui import names
from loket.domain.catalogue.city import City
from loket.foundations.places import queries as places
from loket.kit.calendar import Organizer, invitation
from loket.offices.appointments.queries import Record, manage_path

ENDED = frozenset({"cancelled", "moved", "expired"})


def calendar_of(own: Record, city: City | None, *, now: datetime) -> bytes:
    """The same entry as the one in the messages: a calendar that has both shows one."""
    sender = settings.DEFAULT_FROM_EMAIL
    title = names.text(city.name) if city else ""
    site = places.find_location(own.location, timezone.localtime(own.starts_at).date())
    profile = site.profile if site else None
    place = names.text(profile.name) if profile else own.location
    address = f"{profile.street}, {profile.postal_code} {profile.locality}" if profile else ""
    return invitation(
        uid=f"{own.id}@{sender.rpartition('@')[2].rstrip('>')}",
        sequence=int(now.timestamp()),
        starts_at=own.starts_at,
        ends_at=own.ends_at,
        now=now,
        summary=f"{title}: {place}",
        place=", ".join(part for part in (place, address) if part),
        organizer=Organizer(title, sender),
        url=f"{settings.BASE_URL}{manage_path(own)}",
        cancelled=own.state in ENDED,
    )
