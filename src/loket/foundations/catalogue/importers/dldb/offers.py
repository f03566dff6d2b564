"""Which service is offered where: every pair of the files ends in exactly one way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from loket.foundations.catalogue.importers.dldb.source import (
    Location,
    Pair,
    Service,
    Source,
)

End = Literal[
    "offered",
    "at a location that is not public",
    "of a service that is not public",
    "not public here",
    "hidden by the location",
    "without appointment",
    "booked elsewhere",
    "left out",
]
#: These stand in `offered_at`; whether residents see them follows from location and service.
WRITTEN: frozenset[End] = frozenset(
    ("offered", "at a location that is not public", "of a service that is not public")
)


@dataclass(frozen=True)
class Offers:
    """The locations and services that are imported, and the end of every pair."""

    source: Source
    locations: Mapping[str, Location]
    services: Mapping[str, Service]
    #: Ids that the city publishes although the files do not.
    publish: frozenset[str] = frozenset()

    def is_public(self, thing: Location | Service) -> bool:
        return thing.public or thing.id in self.publish

    @cached_property
    def pairs(self) -> dict[tuple[str, str], Pair]:
        """By location and service, as the file of locations has them; the first of two counts."""
        found: dict[tuple[str, str], Pair] = {}
        for location in self.locations.values():
            for pair in location.pairs:
                if pair.service in self.services:
                    found.setdefault((location.id, pair.service), pair)
        return found

    @cached_property
    def ends(self) -> dict[tuple[str, str], End]:
        return {key: self._end(pair) for key, pair in self.pairs.items()}

    def _end(self, pair: Pair) -> End:
        location, service = self.locations[pair.location], self.services[pair.service]
        if pair.public is False:
            return "not public here"
        if service.id in location.hidden_for:
            return "hidden by the location"
        if not pair.allowed:
            return "without appointment"
        if pair.external:
            return "booked elsewhere"
        if not self.is_public(location):
            return "at a location that is not public"
        return "offered" if self.is_public(service) else "of a service that is not public"

    @cached_property
    def _places(self) -> dict[str, dict[str, End]]:
        found: dict[str, dict[str, End]] = {id_: {} for id_ in self.services}
        for (location, service), end in self.ends.items():
            found[service][location] = end
        return found

    def places(self, service: str) -> dict[str, End]:
        """The locations that have it, in the order of the file, each with how it ended."""
        return self._places[service]

    def minutes_of(self, service: Service, *, otherwise: int) -> int:
        """Of the service; else the most usual at its locations; else the template's."""
        if service.minutes and service.minutes > 0:
            return service.minutes
        found = [self.pairs[place, service.id].minutes or 0 for place in self.places(service.id)]
        usual = [one for one in found if one > 0]
        return max(usual, key=usual.count, default=otherwise)


#: What can be a code and the name of a file; a DLDB counts.
_ID: Final = re.compile(r"[0-9a-z]{1,40}")


def is_usable(thing: Location | Service) -> bool:
    """Whether it has a name, and an id that can be a code."""
    return bool(_ID.fullmatch(thing.id) and thing.name)


def gather(source: Source, publish: frozenset[str]) -> Offers:
    """Without what has no id or name, and without the second of two with one id."""
    locations: dict[str, Location] = {}
    for location in source.locations:
        if is_usable(location):
            locations.setdefault(location.id, location)
    services: dict[str, Service] = {}
    for service in source.services:
        if is_usable(service):
            services.setdefault(service.id, service)
    return Offers(source, locations, services, publish)
