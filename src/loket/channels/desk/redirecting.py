"""Where somebody can be sent on to: a counter here, whoever has a skill, another location."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from loket.channels.desk.station import Standing
from loket.channels.ui import dates, names
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.offices.queues import queries as queues
from loket.offices.queues.queries import TicketLine

#: The nearest locations are enough: further away is an appointment.
MOST_LOCATIONS: Final = 5


@dataclass(frozen=True, slots=True)
class Target:
    """One choice: ``value`` is what the form sends."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one kind."""

    name: str
    targets: tuple[Target, ...]


def targets(here: Standing, ticket: TicketLine) -> tuple[Group, ...]:
    """All that a clerk can choose from, without what cannot help."""
    groups = (
        Group(_("Een loket hier"), _counters(here, ticket)),
        Group(_("Wie dit kan"), _skills(here)),
        Group(_("Een andere locatie"), _locations(here, ticket)),
    )
    return tuple(group for group in groups if group.targets)


def read(value: str) -> dict[str, Any]:
    """What the form sent, as the act wants it; nothing for what no form sends."""
    kind, _colon, code = value.partition(":")
    match kind:
        case "counter" if code.isdecimal():
            return {"counter": int(code)}
        case "skill":
            return {"skills": (code,)}
        case "location":
            return {"location": code}
        case _:
            raise RuleBroken("redirect_needs_one_target")


def _counters(here: Standing, ticket: TicketLine) -> tuple[Target, ...]:
    own = here.counter.id if here.counter else None
    return tuple(
        Target(f"counter:{one.id}", one.name)
        for one in here.counters
        if one.id != own and set(ticket.skills) <= one.skills
    )


def _skills(here: Standing) -> tuple[Target, ...]:
    known = catalogue.the_catalogue().skills
    found = sorted({skill for one in here.counters for skill in one.skills})
    return tuple(
        Target(f"skill:{code}", names.text(known[code].name) if code in known else code)
        for code in found
    )


def _locations(here: Standing, ticket: TicketLine) -> tuple[Target, ...]:
    found = queues.list_elsewhere(here.code, ticket.items, here.now)[:MOST_LOCATIONS]
    return tuple(
        Target(f"location:{one.location}", _far(one.location, one.distance_m)) for one in found
    )


def _far(location: str, metres: int | None) -> str:
    name = names.of_city().location(location)
    return name if metres is None else f"{name}, {dates.distance(metres)}"
