"""The simulator: acts of a city of people who do not exist, and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from loket.connectors.civilstatus.civilstatus import Identify
from loket.domain.people.numbers import kept
from loket.domain.registers.acts import Act, ActForm, ActKind, ActStatus
from loket.domain.registers.asking import NoAnswer, Question
from loket.kit import paper


@dataclass(frozen=True, slots=True)
class Filed:
    """An act of the archive; references to people are numbers until somebody asks."""

    reference: str
    kind: ActKind
    on: date
    place: str
    subjects: tuple[str, ...]
    status: ActStatus = "in_dabs"
    parents: tuple[str, ...] = ()
    shows_sex_change: bool = False
    shows_adoption: bool = False
    noted_on: date | None = None
    country: str = ""
    municipality: str = ""


class Archive(Protocol):
    """Where the simulator finds its acts."""

    def acts_of(self, digits: str) -> Sequence[Filed]:
        """Those that a person is a subject of, the oldest first."""

    def find(self, reference: str) -> Filed | None:
        """The act under this reference."""


class _Empty:
    """The archive before anything is kept in it."""

    def acts_of(self, digits: str) -> Sequence[Filed]:  # noqa: ARG002
        return ()

    def find(self, reference: str) -> Filed | None:  # noqa: ARG002
        return None


_here: Archive = _Empty()


def keep_in(archive: Archive) -> Archive:
    """Let every simulator of this process answer from this archive; gives the one before."""
    global _here
    before, _here = _here, archive
    return before


class SimulatedCivilStatus:
    """Answers from ``archive``, or from the one that was made for this process."""

    def __init__(self, archive: Archive | None = None) -> None:
        self._own = archive

    @property
    def _archive(self) -> Archive:
        return self._own or _here

    def acts(self, question: Question, who: Identify) -> tuple[Act, ...]:
        """The acts of a person, the oldest first."""
        found = sorted(self._archive.acts_of(question.number.digits), key=_age)
        return tuple(_said(one, who) for one in found)

    def act(self, question: Question, *, reference: str, form: ActForm) -> bytes:
        """A page that says it is worth nothing. Raises ``NoAnswer``."""
        filed = self._archive.find(reference)
        if filed is None or question.number.digits not in filed.subjects:
            raise NoAnswer("unknown")
        if filed.status == "not_migrated":
            raise NoAnswer("unknown")
        lines = [
            "Dit is een demonstratie: zonder rechtswaarde.",
            f"Soort: {filed.kind}; vorm: {form}",
            f"Opgemaakt op {filed.on:%d.%m.%Y} te {filed.place}",
            f"Afgeleverd op {question.local:%d.%m.%Y}",
            f"Nummer van de aflevering: {question.look_up}",
        ]
        return paper.write("Akte van de burgerlijke stand", lines)


def _age(filed: Filed) -> tuple[date, str]:
    return filed.on, filed.reference


def _said(filed: Filed, who: Identify) -> Act:
    return Act(
        reference=filed.reference,
        kind=filed.kind,
        on=filed.on,
        place=filed.place,
        subjects=tuple(who(kept(one)) for one in filed.subjects),
        status=filed.status,
        parents=tuple(who(kept(one)) for one in filed.parents),
        shows_sex_change=filed.shows_sex_change,
        shows_adoption=filed.shows_adoption,
        noted_on=filed.noted_on,
        country=filed.country,
        municipality=filed.municipality,
    )
