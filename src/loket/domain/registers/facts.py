"""What the population register says of people, as frozen facts.

Of a person only the fields that the purpose names are there: reading another raises `NotGiven`,
so that "nothing known" (``None``) and "not asked" are never taken for each other.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal
from uuid import UUID

#: How much of a birth date is known: all, year and month, the year, nothing.
Certainty = Literal["full", "year_month", "year", "none"]
Sex = Literal["female", "male", "unknown"]
CivilStatus = Literal[
    "unmarried", "married", "widowed", "divorced", "separated", "partnership", "unknown"
]
#: What the asked person is of the other: *parent* of a child, *child* of a parent.
RelationKind = Literal[
    "parent", "child", "spouse", "former_spouse", "cohabitant", "representative", "represented",
    "ascendant", "descendant", "widowed_spouse",
]  # fmt: skip
#: What a member is of the household's reference person, who is only its contact.
MemberKind = Literal[
    "reference", "spouse", "cohabitant", "child", "parent", "grandchild", "grandparent", "sibling",
    "relative", "unrelated",
]  # fmt: skip
#: How somebody wishes to be buried or cremated, registered in life.
Wish = Literal["burial", "cremation_scattered", "cremation_buried", "cremation_kept"]


class NotGiven(AttributeError):
    """A field was read that the purpose of the look-up does not give."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives. ``country`` is ISO 3166; ``municipality`` the NIS code, empty abroad.

    ``street_code`` is the register's own, empty where it has none.
    """

    street: str
    house_number: str
    box: str
    postal_code: str
    locality: str
    municipality: str
    country: str = "BE"
    street_code: str = ""


@dataclass(frozen=True, slots=True)
class Residence:
    """An address that somebody had from ``since`` until before ``until``."""

    address: Address
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Cohabitation:
    """A declaration of statutory cohabitation that still holds (old Civil Code, art. 1475)."""

    partner: UUID
    declared_on: date
    place: str


@dataclass(frozen=True, slots=True)
class LastWish:
    """How somebody wishes to be buried or cremated, and since when that is registered."""

    manner: Wish
    registered_on: date


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Person:
    """One person as the population register knows them, less what the purpose does not give.

    Its text shows no value, so that no log or error can tell one.
    """

    #: Ours; always there.
    resident: UUID
    #: The family name as registered, particles and capitals included.
    names: str
    first_names: tuple[str, ...] = ()
    #: The full date; None when not all of it is known.
    born_on: date | None = None
    birth_year: int | None = None
    birth_month: int | None = None
    birth_certainty: Certainty = "full"
    birth_place: str = ""
    #: ISO 3166 code of the country of birth.
    birth_country: str = "BE"
    sex: Sex = "unknown"
    #: ISO 3166 code; "" is stateless or unknown.
    nationality: str = "BE"
    civil_status: CivilStatus = "unknown"
    #: None: struck off, abroad, or never registered.
    address: Address | None = None
    #: On ``address`` since.
    since: date | None = None
    #: Earlier addresses, the latest first; complete from ``history_since`` on (before it: paper).
    history: tuple[Residence, ...] = ()
    history_since: date | None = None
    household: UUID | None = None
    #: NIS code of the municipality whose register holds them now.
    municipality: str = ""
    deceased_on: date | None = None
    #: The address is not disclosed to others up to and including this day.
    undisclosed_until: date | None = None
    #: The register is not certain of the address: a check or a strike-off is pending.
    under_investigation: bool = False
    #: A request to correct the register is open.
    correction_pending: bool = False
    #: Another number came in the place of this one.
    replaced: bool = False
    sex_registration_changed: bool = False
    names_changed: bool = False
    adopted: bool = False
    last_wish: LastWish | None = None
    cohabitation: Cohabitation | None = None

    @property
    def given(self) -> frozenset[str]:
        """The names of the fields that are there."""
        return frozenset(name for name in FIELDS | {"resident"} if self.gives(name))

    def gives(self, name: str) -> bool:
        """Whether this field is there."""
        try:
            object.__getattribute__(self, name)
        except AttributeError:
            return False
        return True

    def only(self, allowed: AbstractSet[str]) -> Person:
        """The same person with these fields and no other; ``ValueError`` for an unknown one."""
        if unknown := set(allowed) - FIELDS - {"resident"}:
            raise ValueError(f"a person has no {', '.join(sorted(unknown))}")
        bare: Person = object.__new__(Person)
        for name in {*allowed, "resident"}:
            if self.gives(name):
                object.__setattr__(bare, name, getattr(self, name))
        return bare

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(self.resident)

    def __repr__(self) -> str:
        return f"Person({self.resident}, given={sorted(self.given)})"

    if not TYPE_CHECKING:  # else the type checker would believe in any name

        def __getattr__(self, name: str) -> Any:
            message = f"{name} was not given: the purpose of the look-up does not name it"
            raise NotGiven(message)


#: Everything that a purpose may name of a person.
FIELDS: Final = frozenset(one.name for one in fields(Person)) - {"resident"}


def _values(person: Person) -> dict[str, object]:
    return {name: getattr(person, name) for name in person.given}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who lives in a household; ``kind`` is what they are of the reference person."""

    person: UUID
    kind: MemberKind
    names: str
    first_names: tuple[str, ...]
    born_on: date | None
    birth_year: int | None
    since: date
    #: Non-disclosure of one member binds what is said of the whole household.
    undisclosed_until: date | None = None
    under_investigation: bool = False
    #: False: the answer does not tell the two above, so both may be.
    protection_told: bool = True
    nationality: str = "BE"
    birth_place: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """Who live together at one address: a fact, not a family. The reference person comes first."""

    reference: UUID
    address: Address | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """What the person who was asked about is of another: *parent* ``of`` a child.

    ``authority``: with parental authority (parent) or over person and goods (representative); the
    register confirms it, so False proves nothing. ``until`` is the first day it no longer holds.
    """

    kind: RelationKind
    of: UUID
    authority: bool = False
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)
