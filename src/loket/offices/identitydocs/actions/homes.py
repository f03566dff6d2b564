"""Where the holder of a card is registered, as the population register says it now.

Asked through the guard, told once and kept nowhere: a request holds no address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from loket.domain.identitydocs import asking as rules
from loket.domain.identitydocs.asking import Home
from loket.domain.refusals import Reason, RuleBroken
from loket.domain.registers.facts import Address, Person
from loket.domain.registers.grounds import Ground
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.registers import actions as registers
from loket.kit.texts import pick
from loket.offices.identitydocs.actions.moving import today
from loket.offices.identitydocs.queries.grounds import GROUND, PURPOSE
from loket.offices.identitydocs.queries.terms import find_terms

#: A register that says nothing stops no request: what it would have said is asked again later.
SILENT: Final = frozenset(
    {
        "register_away", "person_unknown", "register_refuses", "answer_about_another",
        "answer_malformed", "purpose_unknown",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What the register said of somebody; all of it empty when it said nothing."""

    home: Home = field(default_factory=Home)
    names: str = ""
    address: Address | None = None
    #: Whether the address may be told to nobody: then no screen in a public room shows it.
    is_hidden: bool = False
    #: Why no codes can be asked for here, and what to be warned of.
    against: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()


def look_at_home(*, of: UUID, actor: str, now: datetime) -> Told:
    """Ask the register where somebody lives, for codes; never inside a transaction.

    The holder may, signed in, and an employee while a request of the holder is open: else
    ``no_ground``. A register that gives no answer is nobody's error: then nothing is told.
    """
    try:
        person = registers.look_up_person(
            of=of, ground=Ground(GROUND, str(of)), purpose=PURPOSE, actor=actor, now=now
        )
    except RuleBroken as refused:
        if refused.code not in SILENT:
            raise
        return Told()
    return _told(person, now)


def _told(person: Person, now: datetime) -> Told:
    given = person.given
    address = person.address if "address" in given else None
    until = person.undisclosed_until if "undisclosed_until" in given else None
    names = " ".join([*person.first_names[:1], person.names]) if "names" in given else ""
    since = person.since if "since" in given else None
    home = Home(_municipality(person, address), since) if address else Home()
    on = today(now)
    return Told(
        home, names, address, until is not None and until > on,
        against=tuple(rules.against_home(home, city=city_name())),
        warnings=rules.warnings(home, terms=find_terms(on), on=on),
    )  # fmt: skip


def _municipality(person: Person, address: Address) -> str:
    """Our own city's name where it is ours, and the locality where it is another's.

    Empty where the city does not say which municipality it is: then nothing is known.
    """
    own = catalogue.the_city().municipality
    if not own:
        return ""
    code = person.municipality if "municipality" in person.given else address.municipality
    return city_name() if code == own else address.locality


def city_name() -> str:
    """As the city calls itself."""
    city = catalogue.the_city()
    return pick(city.name, city.language, city.language)
