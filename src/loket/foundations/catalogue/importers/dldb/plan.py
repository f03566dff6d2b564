"""What is imported: the judged files, and what the template adds."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from loket.foundations.catalogue.importers.dldb.offers import WRITTEN, Offers
from loket.foundations.catalogue.importers.dldb.source import Location, Service
from loket.foundations.catalogue.importers.dldb.template import Template, ThemeWords
from loket.foundations.catalogue.importers.dldb.themes import fitting

_SPELT: Final = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
MOST_MINUTES: Final = 480
MOST_AT_ONCE: Final = 20


@dataclass(frozen=True)
class Plan:
    """One import; every writer and every check reads it."""

    city: str
    offers: Offers
    template: Template

    @property
    def language(self) -> str:
        return self.offers.source.language

    def minutes(self, service: Service) -> int:
        found = self.offers.minutes_of(service, otherwise=self.template.minutes)
        return min(found, MOST_MINUTES)

    def minutes_at(self, service: Service, location: str) -> int:
        """Its own minutes there, else those of the service."""
        own = self.offers.pairs[location, service.id].minutes
        return min(own, MOST_MINUTES) if own and own > 0 else self.minutes(service)

    def quantity(self, service: Service) -> int:
        return min(max(service.quantity or 1, 1), MOST_AT_ONCE)

    def themes(self, service: Service) -> tuple[ThemeWords, ...]:
        """Those whose words occur in it; the last of the template when none does."""
        return fitting(service, self.template.themes) or self.template.themes[-1:]

    def is_bookable(self, location: str) -> bool:
        """Whether it keeps any service that is shown, or would be once it is published."""
        return location in self._bookable

    @cached_property
    def _bookable(self) -> frozenset[str]:
        return frozenset(place for (place, _), end in self.offers.ends.items() if end in WRITTEN)

    @cached_property
    def names(self) -> dict[str, str]:
        """Locations by id: the display name where it is the only one, else the full name."""
        places = self.offers.locations.values()
        display = Counter(one.display_name for one in places)
        full = Counter(one.name for one in places)
        found = {}
        for one in places:
            if one.display_name and display[one.display_name] == 1:
                found[one.id] = one.display_name
            else:
                found[one.id] = one.name if full[one.name] == 1 else f"{one.name} [{one.id}]"
        return found

    def unit(self, location: Location) -> str:
        """Who answers at this location; empty when the file does not say."""
        return location.unit or location.organisation

    @cached_property
    def city_office(self) -> str:
        """Who answers where no unit is named: the authority of most services."""
        found = Counter(one.authority for one in self.offers.services.values() if one.authority)
        return found.most_common(1)[0][0] if found else self.template.name

    @cached_property
    def teams(self) -> dict[str, str]:
        """Names of units to codes; two that would have one code share it."""
        units = [self.unit(one) for one in self.offers.locations.values()]
        names = dict.fromkeys([*filter(None, units), self.city_office])
        return {name: _slug(name) for name in names}

    def units_of(self, service: Service) -> list[str]:
        """The units that offer it, the one with most locations first."""
        units = [
            self.unit(self.offers.locations[one]) or self.city_office
            for one in self.offers.places(service.id)
        ]
        return [name for name, _ in Counter(units).most_common()]

    def team(self, service: Service) -> str:
        return self.teams[(self.units_of(service) or [self.city_office])[0]]


def _slug(name: str) -> str:
    """A code for a team: small letters, digits and dashes, a letter first."""
    spelt = name.lower().translate(_SPELT)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    code = "-".join(re.findall(r"[a-z0-9]+", plain))
    return code if code[:1].isalpha() else f"unit-{code}"
