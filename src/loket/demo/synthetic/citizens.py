"""What a life leaves in the registers: a citizen, households, ties and acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from loket.domain.people.numbers import Kind
from loket.domain.registers.acts import ActKind, ActStatus
from loket.domain.registers.facts import (
    Address,
    CivilStatus,
    MemberKind,
    RelationKind,
    Residence,
    Sex,
    Wish,
)


@dataclass(slots=True, eq=False)
class Home:
    """Who live together at one address now; the first is the reference person."""

    reference: UUID
    address: Address
    members: list[Citizen] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Citizen:
    """Somebody whom the population register knows, or knew."""

    digits: str
    names: str
    first_names: tuple[str, ...]
    born_on: date
    sex: Sex
    birth_place: str
    birth_country: str = "BE"
    nationality: str = "BE"
    kind: Kind = "rrn"
    civil_status: CivilStatus = "unmarried"
    home: Home | None = None
    home_kind: MemberKind = "reference"
    since: date | None = None
    address: Address | None = None
    history: list[Residence] = field(default_factory=list)
    history_since: date | None = None
    deceased_on: date | None = None
    undisclosed_until: date | None = None
    under_investigation: bool = False
    correction_pending: bool = False
    sex_registration_changed: bool = False
    names_changed: bool = False
    adopted: bool = False
    wish: tuple[Wish, date] | None = None
    #: A declared statutory cohabitation that still holds: with whom, and since when.
    declared: tuple[Citizen, date] | None = None
    #: Numbers that were replaced by ``digits``, the latest last.
    former: list[str] = field(default_factory=list)
    ties: list[Bond] = field(default_factory=list)
    birth_act: Paper | None = None


@dataclass(slots=True, eq=False)
class Bond:
    """What a citizen is of another; every bond has its mirror with the other."""

    kind: RelationKind
    other: Citizen
    authority: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(slots=True, eq=False)
class Paper:
    """An act, in the register or still on paper."""

    reference: str
    kind: ActKind
    on: date
    place: str
    subjects: tuple[Citizen, ...]
    parents: tuple[Citizen, ...] = ()
    status: ActStatus = "in_dabs"
    shows_sex_change: bool = False
    shows_adoption: bool = False
    noted_on: date | None = None
    country: str = ""
