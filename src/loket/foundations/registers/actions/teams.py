"""In whose place a resident reads: the teams of an employee who may ask registers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from loket.foundations.people import queries as people


def teams_of(actor: str, *, on: date) -> set[str]:
    """The teams that an employee works for on that day. Raises ``not_allowed``."""
    people.check_right(actor=actor, act="registers.look_up", on=on)
    return teams_held(actor, on=on)


def teams_held(actor: str, *, on: date) -> set[str]:
    """The same of an employee who ordered it, and may be gone since; none of anybody else."""
    if not actor.startswith(people.EMPLOYEE):
        return set()
    held = people.list_assignments_of(UUID(actor.removeprefix(people.EMPLOYEE)))
    return {one.team for one in map(people.as_rule, held) if one.holds(on) and one.team}
