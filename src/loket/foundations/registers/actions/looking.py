"""Look somebody up: a person, a household, relations, the list of acts, a search."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from loket.domain.refusals import RuleBroken
from loket.domain.registers.acts import Act
from loket.domain.registers.asking import Wanted
from loket.domain.registers.facts import Household, Person, Relation
from loket.domain.registers.grounds import Ground
from loket.foundations.registers.actions.guard import looking
from loket.foundations.registers.actions.registers import civil_status, population

#: Letters of a family name without which nobody is looked for.
SHORTEST: Final = 2


def look_up_person(*, of: UUID, ground: Ground, purpose: str, actor: str, now: datetime) -> Person:
    """The fields of a person that the purpose names; others are absent (`facts.NotGiven`).

    Raises what `guard.looking` raises; never inside a transaction.
    """
    with looking(
        of=of, ground=ground, purpose=purpose, inquiry="person", register="population",
        actor=actor, now=now,
    ) as look_up:  # fmt: skip
        person = look_up.ask(lambda one: population().person(one, look_up.who))
        look_up.check_about(person.resident)
        look_up.names([(person.first_names, person.names)])
        given = person.only(set(look_up.purpose.fields))
        if given.gives("cohabitation") and given.cohabitation:
            look_up.shows({given.cohabitation.partner})
    return given


def look_up_household(
    *, of: UUID, ground: Ground, purpose: str, actor: str, now: datetime
) -> Household:
    """Who live with a person today; each of them gets a line. Raises as `look_up_person`."""
    with looking(
        of=of, ground=ground, purpose=purpose, inquiry="household", register="population",
        actor=actor, now=now,
    ) as look_up:  # fmt: skip
        household = look_up.ask(lambda one: population().household(one, look_up.who))
        look_up.names([(one.first_names, one.names) for one in household.members])
        look_up.shows({one.person for one in household.members})
    return household


def look_up_relations(
    *, of: UUID, ground: Ground, purpose: str, actor: str, now: datetime
) -> tuple[Relation, ...]:
    """What a person is of others, as far as the register confirms. Raises as `look_up_person`."""
    with looking(
        of=of, ground=ground, purpose=purpose, inquiry="relations", register="population",
        actor=actor, now=now,
    ) as look_up:  # fmt: skip
        relations = look_up.ask(lambda one: population().relations(one, look_up.who))
        look_up.shows({one.of for one in relations})
    return relations


def search_people(
    *, wanted: Wanted, ground: Ground, purpose: str, actor: str, now: datetime
) -> tuple[Person, ...]:
    """Who may be meant; every hit gets a line. One letter alone would ask for everybody.

    Raises ``search_too_short``, and as `look_up_person`.
    """
    if len(wanted.names.strip()) < SHORTEST:
        raise RuleBroken("search_too_short", least=SHORTEST)
    with looking(
        of=None, ground=ground, purpose=purpose, inquiry="search", register="population",
        actor=actor, now=now,
    ) as look_up:  # fmt: skip
        hits = population().search(look_up.search(wanted), look_up.who)
        look_up.names([(one.first_names, one.names) for one in hits])
        look_up.shows({one.resident for one in hits})
    return tuple(one.only(set(look_up.purpose.fields)) for one in hits)


def list_acts(
    *, of: UUID, ground: Ground, purpose: str, actor: str, now: datetime
) -> tuple[Act, ...]:
    """The acts that a person is a subject of; everybody they name gets a line.

    Raises as `look_up_person`.
    """
    with looking(
        of=of, ground=ground, purpose=purpose, inquiry="acts", register="civil_status",
        actor=actor, now=now,
    ) as look_up:  # fmt: skip
        acts = look_up.ask(lambda one: civil_status().acts(one, look_up.who))
        look_up.shows({one for act in acts for one in (*act.subjects, *act.parents)})
    return acts
