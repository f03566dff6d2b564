"""Whose parental authority the register confirms, so that a parent may read a child's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from loket.domain.people.standing import is_of_age
from loket.domain.registers.grounds import Ground
from loket.foundations.people import queries as people
from loket.foundations.registers.actions.looking import look_up_person, look_up_relations

PURPOSE = "parental-authority"


@dataclass(frozen=True, slots=True)
class Child:
    """A minor child over whom the register confirms the authority."""

    resident: UUID
    first_name: str
    born_on: date


def find_children(*, resident: UUID, actor: str, now: datetime) -> list[Child]:
    """The minor children of whoever is signed in, asked now: authority may have ended yesterday.

    A link that is missing proves nothing against a parent; it only shows nothing here. Raises what
    `looking.look_up_relations` raises.
    """
    own = Ground("own_data", str(resident))
    relations = look_up_relations(of=resident, ground=own, purpose=PURPOSE, actor=actor, now=now)
    on = people.local_day(now)
    with_authority = [
        one.of for one in relations if one.kind == "parent" and one.authority and one.holds(on)
    ]
    found = []
    for child in with_authority:
        person = look_up_person(of=child, ground=own, purpose=PURPOSE, actor=actor, now=now)
        if person.born_on is not None and not is_of_age(person.born_on, on):
            first_name = person.first_names[0] if person.first_names else ""
            found.append(Child(child, first_name, person.born_on))
    return found
