"""Where a kiosk stands: in a location with counters, or at a host with nothing but the kiosk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loket.channels.ui import names
from loket.domain.places.facts import ContactPoint, Site
from loket.domain.places.near import Point
from loket.foundations.places import queries as places


@dataclass(frozen=True, slots=True)
class Stand:
    """A kiosk, bound to its place by its address alone."""

    code: str
    name: str
    host: str
    point: Point | None
    #: The location whose queue one can join here; None at a host.
    site: Site | None

    @property
    def actor(self) -> str:
        """Who the journal says acts."""
        return f"kiosk:{self.code}"

    @property
    def location(self) -> str:
        """The code of the location, or empty."""
        return self.site.code if self.site else ""

    @property
    def gives_tickets(self) -> bool:
        """Whether somebody without an appointment can get a number here at all."""
        profile = self.site.profile if self.site else None
        return bool(profile and profile.walk_in and profile.reception != "appointments_only")


def find_stand(code: str, on: date) -> Stand | None:
    """The kiosk of a location or of a contact point that serves on this day."""
    site = places.find_location(code, on)
    if site is not None:
        name = names.of_city().text(site.profile.name)
        return Stand(code, name, site.profile.host, site.point, site)
    point = next((one for one in places.list_contact_points(on) if one.code == code), None)
    return _of_contact_point(point, on) if point else None


def _of_contact_point(point: ContactPoint, on: date) -> Stand:
    site = places.find_location(point.location, on) if point.location else None
    here = (point.lat, point.lon) if point.lat is not None and point.lon is not None else None
    return Stand(
        point.code,
        names.of_city().text(point.name),
        point.host,
        here or (site.point if site else None),
        site,
    )
