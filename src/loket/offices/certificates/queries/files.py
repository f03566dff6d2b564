"""What is kept encrypted with a request: the applicant's words, and the file of the decision."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from functools import cache
from typing import Any, Final, Literal

from django.conf import settings

from loket.domain.certificates.elsewhere import Police
from loket.domain.certificates.facts import Asked, Case
from loket.domain.certificates.rules import Decision, Line
from loket.kit.renewing import Kept, count_kept
from loket.kit.vault import Vault
from loket.offices.certificates.models import Request

#: What the subject is to the applicant, in the applicant's words.
Whose = Literal[
    "self", "child", "spouse", "cohabitant", "parent", "grandparent", "grandchild", "other"
]
LONGEST: Final = 500
#: The fields of a request that stand encrypted, each bound to its own name and row.
ENCRYPTED: Final = ("words", "file", "address")


@dataclass(frozen=True, slots=True)
class Words:
    """What the applicant told: who is meant when that is not oneself, and what exactly is asked."""

    whose: Whose = "self"
    #: The person meant, as described; the day of birth tells several children apart.
    first_name: str = ""
    name: str = ""
    born_on: date | None = None
    form: Literal["extract", "copy", "multilingual"] = "extract"
    reason: str = ""
    claim: Literal["", "heir", "notary", "lawyer", "proxy", "other"] = ""
    #: Year of the act, when there may be several.
    year: int | None = None
    about_day: date | None = None
    foreign_form: bool = False
    activity: str = ""
    #: Where to tell that there is an answer.
    email: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """What a decision rests on: facts as they were, what each rule found, what a clerk wrote."""

    facts: dict[str, Any] = field(default_factory=dict)
    trace: list[dict[str, Any]] = field(default_factory=list)
    #: The act that was found, by the register's own opaque reference.
    act: str = ""
    #: To the applicant: why not, and what to do next.
    why: str = ""
    next_step: str = ""
    #: Between clerks.
    note: str = ""
    #: The municipality that was asked to put an act on paper into the register.
    place: str = ""
    #: What the local police said; see `domain.certificates.elsewhere`.
    police: Police = ""


def file_from(case: Case, decision: Decision, *, act: str, before: File) -> File:
    """The facts as they were, and every rule with what it found; what clerks wrote stays."""
    trace = [_told(line) for line in decision.lines]
    return replace(before, facts=asdict(case), trace=trace, act=act)


def _told(flat: Words | File | Line) -> dict[str, Any]:
    """By name what it holds; unlike `asdict` it copies nothing that lies deeper."""
    return {one.name: getattr(flat, one.name) for one in fields(flat)}


def seal_words(words: Words, *, request: str) -> bytes:
    """Encrypted for this request alone."""
    return vault().encrypt(_json(_told(words)), place=f"words {request}")


def seal_file(file: File, *, request: str) -> bytes:
    """Encrypted for this request alone."""
    return vault().encrypt(_json(_told(file)), place=f"file {request}")


def seal_address(lines: tuple[str, ...], *, request: str) -> bytes:
    """The lines of an address page, encrypted for this request alone."""
    return vault().encrypt(_json(lines), place=f"address {request}")


def address_of(request: Request) -> tuple[str, ...]:
    """Where its paper goes; empty as long as no worker asked, and after it has left."""
    if request.address is None:
        return ()
    return tuple(json.loads(vault().decrypt(request.address, place=f"address {request.pk}")))


def words_of(request: Request) -> Words:
    """What the applicant wrote; empty when it was forgotten."""
    if request.words is None:
        return Words()
    told = json.loads(vault().decrypt(request.words, place=f"words {request.pk}"))
    for name in ("born_on", "about_day"):
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    return Words(**told)


def file_of(request: Request) -> File:
    """What it was decided on; empty before that and after it was forgotten."""
    if request.file is None:
        return File()
    return File(**json.loads(vault().decrypt(request.file, place=f"file {request.pk}")))


def found_act(file: File) -> str:
    """How the register had the act when it was asked last, an `ActStatus`; empty: nobody asked."""
    act = file.facts.get("act") or {}
    return str(act.get("status", ""))


def asked_of(request: Request) -> Asked:
    """The applicant's own words, as the rules read them."""
    words = words_of(request)
    return Asked(
        on=request.asked_on,
        channel=request.channel,  # type: ignore[arg-type]  # the database knows no other
        form=words.form,
        reason=words.reason,
        claim=words.claim,
        about_day=words.about_day,
        foreign_form=words.foreign_form,
        activity=words.activity,
    )


def trace_of(words: Words) -> str:
    """A keyed hash of who was described: the same description asks for the same certificate."""
    said = (words.whose, words.first_name.casefold(), words.name.casefold(), str(words.born_on))
    return vault().trace("\0".join(said))


def count_files() -> Kept:
    """Under which keys words, files and addresses stand."""
    each = [count_kept(Request.objects.all(), one, vault()) for one in ENCRYPTED]
    return Kept(
        sum(one.all for one in each), sum(one.old for one in each), sum(one.lost for one in each)
    )


def vault() -> Vault:
    """Where words and facts are kept."""
    return _vault(tuple(settings.DATA_KEYS))


@cache
def _vault(keys: tuple[str, ...]) -> Vault:
    return Vault(keys, purpose="certificates")


def _json(value: object) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else str(value)
