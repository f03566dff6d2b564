"""Life events, each of which changes everything it touches: register, household, ties, acts.

Because both registers are written by the same event, they cannot disagree. Events of one person
must be told in the order of their days.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from loket.demo.synthetic.citizens import Bond, Citizen, Home, Paper
from loket.domain.people.numbers import Kind, made_up
from loket.domain.registers.acts import ActKind, ActStatus
from loket.domain.registers.facts import Address, MemberKind, RelationKind, Residence, Sex, Wish

#: From this day on every act is made in the register; earlier ones are brought in on demand.
REGISTER_BEGAN: Final = date(2019, 3, 31)
#: From this day on the municipality keeps addresses on a computer; before it, on cards.
COMPUTERISED: Final = date(1985, 1, 1)
#: A birth is declared within fifteen days (old Civil Code, art. 43).
DECLARED_WITHIN: Final = 15
OF_AGE: Final = 18
#: Of a hundred acts from before the register, so many were brought in since.
BROUGHT_IN: Final = 80


class Book:
    """The lives of one part of a city. ``counters`` are its own of every birth day."""

    def __init__(
        self,
        *,
        chance: random.Random,
        city: str,
        municipality: str,
        today: date,
        counters: range,
        prefix: str = "a",
    ) -> None:
        self.chance, self.city, self.municipality, self.today = chance, city, municipality, today
        self.citizens: list[Citizen] = []
        self.acts: list[Paper] = []
        self._counters, self._prefix = counters, prefix
        self._given: dict[tuple[date, Kind, int], int] = {}

    def birth(
        self,
        on: date,
        *,
        sex: Sex,
        names: str,
        first_names: tuple[str, ...],
        parents: Sequence[Citizen] = (),
        country: str = "BE",
        place: str = "",
        nationality: str = "BE",
        kind: Kind = "rrn",
        counter: int | None = None,
        status: ActStatus | None = None,
    ) -> Citizen:
        """Somebody is born; born abroad, their act comes later with `brings_act`."""
        where = place or self.city
        digits = self._number(on, sex, kind, counter)
        born = Citizen(
            digits, names, first_names, on, sex, where, country, nationality, kind,
            history_since=max(on, COMPUTERISED),
        )  # fmt: skip
        self.citizens.append(born)
        for parent in parents:
            self._descend(parent, born)
        if country == "BE":
            declared = min(on + timedelta(days=self.chance.randrange(DECLARED_WITHIN)), self.today)
            born.birth_act = self._file("birth", declared, (born,), parents=parents, status=status)
        return born

    def brings_act(self, citizen: Citizen, on: date) -> None:
        """Who was born abroad brings the foreign act, and the register keeps one made after it."""
        citizen.birth_act = self._file(
            "birth", on, (citizen,), status="foreign", country=citizen.birth_country
        )

    def settle(
        self, address: Address, on: date, members: Sequence[tuple[Citizen, MemberKind]]
    ) -> Home:
        """These people move in together; the first is the reference person."""
        home = Home(UUID(int=self.chance.getrandbits(128), version=4), address)
        for citizen, kind in members:
            self.join(home, citizen, kind, on)
        return home

    def join(self, home: Home, citizen: Citizen, kind: MemberKind, on: date) -> None:
        """Somebody comes to live there, from wherever they were."""
        self._leave(citizen)
        if citizen.address is not None and citizen.since is not None and citizen.since < on:
            citizen.history.insert(0, Residence(citizen.address, citizen.since, on))
        citizen.home, citizen.home_kind, citizen.since = home, kind, on
        citizen.address = home.address
        home.members.append(citizen)

    def marry(self, one: Citizen, other: Citizen, on: date) -> None:
        """Two people marry here."""
        self._file("marriage", on, (one, other))
        one.civil_status = other.civil_status = "married"
        self._mutual("spouse", one, other, on)

    def divorce(self, one: Citizen, other: Citizen, on: date) -> None:
        """They divorce; from that day on neither is the other's spouse."""
        self._file("divorce", on, (one, other))
        one.civil_status = other.civil_status = "divorced"
        self._end("spouse", one, other, on)
        self._mutual("former_spouse", one, other, on)

    def declare_cohabitation(self, one: Citizen, other: Citizen, on: date) -> None:
        """They declare statutory cohabitation, which is no act of civil status."""
        one.declared, other.declared = (other, on), (one, on)
        self._mutual("cohabitant", one, other, on)

    def recognise(self, parent: Citizen, child: Citizen, on: date) -> None:
        """Somebody who was not married to the mother recognises the child."""
        self._file("recognition", on, (child,), parents=(parent,))
        self._descend(parent, child)

    def die(self, citizen: Citizen, on: date) -> None:
        """Somebody dies: spouse and cohabitant stay behind, the household goes on."""
        self._file("death", min(on + timedelta(days=1), self.today), (citizen,))
        citizen.deceased_on = on
        self._leave(citizen)
        for bond in tuple(citizen.ties):
            if bond.until is None and bond.kind == "spouse":
                bond.other.civil_status = "widowed"
                self._end("spouse", citizen, bond.other, on)
                bond.other.ties.append(Bond("widowed_spouse", citizen, since=on))
                citizen.ties.append(Bond("widowed_spouse", bond.other, since=on))
            if bond.until is None and bond.kind == "cohabitant":
                self._end("cohabitant", citizen, bond.other, on)
                citizen.declared = bond.other.declared = None

    def rename(self, citizen: Citizen, on: date, *, first_names: tuple[str, ...]) -> None:
        """A change of first names, noted on the birth act."""
        self._file("first_name_change", on, (citizen,))
        citizen.first_names, citizen.names_changed = first_names, True
        self._note(citizen, on)

    def change_sex(self, citizen: Citizen, on: date, *, counter: int | None = None) -> None:
        """A change of the registered sex gives a new number; the old one points to it."""
        citizen.sex = "male" if citizen.sex == "female" else "female"
        citizen.former.append(citizen.digits)
        citizen.digits = self._number(citizen.born_on, citizen.sex, citizen.kind, counter)
        citizen.sex_registration_changed = True
        changed = self._file("sex_registration_change", on, (citizen,))
        changed.shows_sex_change = True
        self._note(citizen, on)
        if citizen.birth_act is not None:
            citizen.birth_act.shows_sex_change = True

    def adopt(self, child: Citizen, parents: Sequence[Citizen], on: date) -> None:
        """Adoption: the extract of the birth act then names these parents, a copy all."""
        for bond in tuple(child.ties):
            if bond.kind == "child" and bond.until is None:
                self._end("child", child, bond.other, on, mirrored="parent")
        for parent in parents:
            self._descend(parent, child, since=on)
        made = self._file("adoption", on, (child,), parents=parents)
        made.shows_adoption = child.adopted = True
        self._note(child, on)
        if child.birth_act is not None:
            child.birth_act.shows_adoption = True

    def represent(self, represented: Citizen, representative: Citizen, on: date) -> None:
        """A court gives somebody an administrator."""
        representative.ties.append(Bond("representative", represented, authority=True, since=on))
        represented.ties.append(Bond("represented", representative, authority=True, since=on))

    def wish(self, citizen: Citizen, manner: Wish, on: date) -> None:
        """A last wish, registered in life."""
        citizen.wish = (manner, on)

    def lose_authority(self, parent: Citizen, child: Citizen) -> None:
        """A court takes parental authority away; the descent stays."""
        for bond in parent.ties:
            if bond.kind == "parent" and bond.other is child:
                bond.authority = False

    def link_generations(self) -> None:
        """Grandparents and grandchildren, once everybody is born."""
        for citizen in self.citizens:
            for parent in _living_bonds(citizen, "child"):
                for elder in _living_bonds(parent, "child"):
                    citizen.ties.append(Bond("descendant", elder, since=citizen.born_on))
                    elder.ties.append(Bond("ascendant", citizen, since=citizen.born_on))

    def is_minor(self, citizen: Citizen) -> bool:
        """Whether somebody has not had their eighteenth birthday yet."""
        born, today = citizen.born_on, self.today
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) < OF_AGE

    def _number(self, on: date, sex: Sex, kind: Kind, counter: int | None) -> str:
        if counter is None:
            parity = 1 if sex == "male" else 0
            first = self._counters.start + (self._counters.start % 2 != parity)
            counter = self._given.get((on, kind, parity), first)
            if counter not in self._counters:
                raise ValueError(f"more births on {on} than this part of the city has numbers for")
            self._given[on, kind, parity] = counter + 2
        return made_up(on, counter, kind=kind).digits

    def _descend(self, parent: Citizen, child: Citizen, since: date | None = None) -> None:
        """Parental authority ends by itself when the child comes of age."""
        begins, authority = since or child.born_on, self.is_minor(child)
        parent.ties.append(Bond("parent", child, authority=authority, since=begins))
        child.ties.append(Bond("child", parent, since=begins))

    def _file(
        self,
        kind: ActKind,
        on: date,
        subjects: tuple[Citizen, ...],
        *,
        parents: Iterable[Citizen] = (),
        status: ActStatus | None = None,
        country: str = "",
    ) -> Paper:
        if status is None:
            old = on < REGISTER_BEGAN
            on_paper = old and self.chance.randrange(100) >= BROUGHT_IN
            status = "not_migrated" if on_paper else "in_dabs"
        reference = f"{self._prefix}{len(self.acts):x}-{self.chance.getrandbits(40):010x}"
        made = Paper(
            reference, kind, on, self.city, subjects, tuple(parents), status, country=country
        )
        self.acts.append(made)
        return made

    def _note(self, citizen: Citizen, on: date) -> None:
        if citizen.birth_act is not None:
            citizen.birth_act.noted_on = on

    def _mutual(self, kind: RelationKind, one: Citizen, other: Citizen, on: date) -> None:
        one.ties.append(Bond(kind, other, since=on))
        other.ties.append(Bond(kind, one, since=on))

    def _end(
        self,
        kind: RelationKind,
        one: Citizen,
        other: Citizen,
        on: date,
        *,
        mirrored: RelationKind | None = None,
    ) -> None:
        for who, whom, what in ((one, other, kind), (other, one, mirrored or kind)):
            for bond in who.ties:
                if bond.kind == what and bond.other is whom and bond.until is None:
                    bond.until, bond.authority = on, False

    def _leave(self, citizen: Citizen) -> None:
        """Out of the household; if it was the reference person, the next member is."""
        home = citizen.home
        if home is None:
            return
        home.members.remove(citizen)
        citizen.home = None
        if citizen.home_kind == "reference" and home.members:
            home.members[0].home_kind = "reference"


def _living_bonds(citizen: Citizen, kind: RelationKind) -> list[Citizen]:
    return [bond.other for bond in citizen.ties if bond.kind == kind and bond.until is None]
