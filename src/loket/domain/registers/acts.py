"""What the civil-status register says of an act, without its content.

An *extract* gives what holds now; a *copy* also what it was before every later note. Which acts a
person may have is a rule of the certificates, not of the register.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

ActKind = Literal[
    "birth", "recognition", "prenatal_recognition", "recognition_declaration",
    "marriage_declaration", "marriage", "divorce", "dissolution", "death", "name_change",
    "first_name_change", "sex_registration_change", "adoption", "nationality", "absence",
    "lifeless_child",
]  # fmt: skip
#: In the database; still on paper with the municipality of the act; made after a foreign act.
ActStatus = Literal["in_dabs", "not_migrated", "foreign"]
ActForm = Literal["extract", "copy", "multilingual"]

FORMS: Final[tuple[ActForm, ...]] = ("extract", "copy", "multilingual")


@dataclass(frozen=True, slots=True)
class Act:
    """An act as the list of a person's acts shows it."""

    #: The register's own and opaque; ours when the act is not in the database yet.
    reference: str
    kind: ActKind
    #: The day of the act itself, from which the terms of publicity count.
    on: date
    #: The municipality that drew it up, as a name.
    place: str
    #: Whom it is about; both parties of a marriage or a divorce.
    subjects: tuple[UUID, ...]
    status: ActStatus = "in_dabs"
    #: Parents it names, who are no subjects of it.
    parents: tuple[UUID, ...] = ()
    shows_sex_change: bool = False
    #: A copy would show a descent that no longer holds.
    shows_adoption: bool = False
    #: The latest later note; a public act with one goes to a clerk.
    noted_on: date | None = None
    #: ISO 3166 code of the country whose act it was made after; "" for a Belgian one.
    country: str = ""
    #: NIS code of the municipality that keeps it.
    municipality: str = ""
