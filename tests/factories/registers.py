"""A small register: as many people, households, relations and acts as a test needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from loket.connectors import civilstatus, population
from loket.connectors.civilstatus import Filed
from loket.connectors.population import Entry, Housemate, Living, Tie
from loket.connectors.population.simulated import NOBODY
from loket.domain.people.numbers import NationalNumber, made_up
from loket.domain.registers.asking import Wanted
from loket.domain.registers.facts import Address, Person
from loket.domain.registers.purposes import Purpose

HOME = Address("Voorbeeldstraat", "12", "", "2000", "Teststad", "99999")


def number(born_on: date = date(1980, 5, 2), counter: int = 501) -> NationalNumber:
    """The number of somebody who does not exist."""
    return made_up(born_on, counter)


def person(**facts: Any) -> Person:
    """What the register says of somebody ordinary, unless ``facts`` say otherwise."""
    ordinary: dict[str, Any] = {
        "resident": NOBODY,
        "names": "Peeters",
        "first_names": ("An",),
        "born_on": date(1980, 5, 2),
        "birth_year": 1980,
        "birth_month": 5,
        "sex": "female",
        "civil_status": "unmarried",
        "address": HOME,
        "since": date(2010, 1, 1),
        "municipality": "99999",
    }
    return Person(**(ordinary | facts))


def entry(of: NationalNumber, **facts: Any) -> Entry:
    """Somebody ordinary as a register files them."""
    return Entry(of.digits, person(**facts))


@dataclass
class Register:
    """Both registers of a test: fill the four, then `open` it."""

    entries: dict[str, Entry] = field(default_factory=dict)
    households: list[Living] = field(default_factory=list)
    ties: dict[str, list[Tie]] = field(default_factory=dict)
    acts: list[Filed] = field(default_factory=list)

    def add(self, of: NationalNumber, *, partner: str = "", replaced_by: str = "", **facts: Any):
        """Let somebody live here; gives the number back."""
        self.entries[of.digits] = Entry(of.digits, person(**facts), partner, replaced_by)
        return of

    def house(self, *members: tuple[NationalNumber, str]) -> None:
        """Let these live together; the first is the reference person."""
        living = tuple(Housemate(of.digits, kind, date(2015, 1, 1)) for of, kind in members)
        self.households.append(Living(UUID(int=len(self.households) + 1), HOME, living))

    def tie(self, of: NationalNumber, kind: str, other: NationalNumber, **facts: Any) -> None:
        """Say what one is of another; the other way round is for the caller to say."""
        self.ties.setdefault(of.digits, []).append(Tie(kind, other.digits, **facts))

    def find(self, digits: str) -> Entry | None:
        return self.entries.get(digits)

    def household_of(self, digits: str) -> Living | None:
        here = (one for one in self.households for m in one.members if m.digits == digits)
        return next(here, None)

    def ties_of(self, digits: str) -> Sequence[Tie]:
        return self.ties.get(digits, ())

    def search(self, wanted: Wanted) -> Sequence[Entry]:
        hits = (e for e in self.entries.values() if e.facts.names.startswith(wanted.names))
        return list(hits)[: wanted.limit]

    @property
    def archive(self) -> _Archive:
        return _Archive(self.acts)


@dataclass
class _Archive:
    acts: list[Filed]

    def acts_of(self, digits: str) -> Sequence[Filed]:
        return [one for one in self.acts if digits in one.subjects]

    def find(self, reference: str) -> Filed | None:
        return next((one for one in self.acts if one.reference == reference), None)


def answer_from(register: Register) -> tuple[object, object]:
    """Let the simulators of this process answer from here; gives what was there before."""
    return population.live_in(register), civilstatus.keep_in(register.archive)


def put_back(before: tuple[object, object]) -> None:
    """Let them answer from where they did."""
    population.live_in(before[0])
    civilstatus.keep_in(before[1])


EVERYTHING = ("person", "household", "relations", "acts", "attest", "act", "search")


def purpose(code: str = "certificate", **facts: Any) -> Purpose:
    """A purpose in force since long, that may ask everything and gives names and address."""
    ordinary: dict[str, Any] = {
        "valid_from": date(2020, 1, 1),
        "name": {"nl": "een attest afleveren"},
        "legal_basis": "KB 16 juli 1992, art. 2",
        "inquiries": EVERYTHING,
        "fields": ("names", "first_names", "address"),
    }
    return Purpose(code=code, **(ordinary | facts))


def keep_purposes(*some: Purpose) -> None:
    """Put purposes where the pack would."""
    from loket.foundations.registers import models
    from loket.kit import packs

    for one in some:
        models.Purpose.objects.create(
            code=one.code,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            definition=packs.to_json(one),
        )
