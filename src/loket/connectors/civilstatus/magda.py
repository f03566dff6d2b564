"""The real client: acts of the DABS through MAGDA's REST services, as publicly documented.

`persons/officialDocumentReferences` lists the acts of a person, `persons/officialDocuments` hands a
PDF out: an extract or the whole act, in the Belgian template or one of the Vienna conventions.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any, Final

from loket.connectors.civilstatus.civilstatus import Identify
from loket.domain.people.numbers import kept
from loket.domain.refusals import RuleBroken
from loket.domain.registers.acts import Act, ActForm, ActKind, ActStatus
from loket.domain.registers.asking import NoAnswer, Question
from loket.kit import paper
from loket.kit.calling import Caller, Unreachable

LIST: Final = "persons/officialDocumentReferences"
FETCH: Final = "persons/officialDocuments"
#: Types whose name leaves no doubt; another stays out, and a clerk finds it.
KINDS: Final[dict[str, ActKind]] = {
    "BIRTH": "birth",
    "RECOGNITION": "recognition",
    "MARRIAGE": "marriage",
    "DIVORCE": "divorce",
    "DEATH": "death",
    "ADOPTION": "adoption",
    "NAME_CHANGE": "name_change",
    "FIRST_NAME_CHANGE": "first_name_change",
    "SEX_CHANGE": "sex_registration_change",
    "NATIONALITY": "nationality",
    "ABSENCE": "absence",
}
ORIGINS: Final[dict[str, ActStatus]] = {
    "NEW_BELGIAN_CERTIFICATE": "in_dabs",
    "MIGRATED_CERTIFICATE": "in_dabs",
    "FOREIGN_CERTIFICATE": "foreign",
}
#: Roles of whom an act is about; parents are named, not its subjects.
SUBJECTS: Final = frozenset(
    ["CHILD", "CONCERNED_PERSON", "DECEASED", "MISSING", "PARTNER_1", "PARTNER_2", "SPOUSE_1",
     "SPOUSE_2"]
)  # fmt: skip
PARENTS: Final = frozenset(["MOTHER", "FATHER", "COPARENT"])
ADOPTIVE: Final = frozenset(["ADOPTIVE_MOTHER", "ADOPTIVE_FATHER", "ADOPTIVE_COPARENT"])


class MagdaCivilStatus:
    """Asks the DABS. What it lists is there; what it does not list may be on paper."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def acts(self, question: Question, who: Identify) -> tuple[Act, ...]:
        """The acts of a person, the oldest first. Raises ``NoAnswer``."""
        body = self._ask(LIST, question, {"personNumber": question.number.digits})
        items = _items(body)
        acts = [act for one in items if (act := _act(one, question, who))]
        return tuple(sorted(acts, key=lambda one: (one.on, one.reference)))

    def act(self, question: Question, *, reference: str, form: ActForm) -> bytes:
        """The finished PDF of an act of this person. Raises ``NoAnswer``.

        The list is asked first: a reference alone does not say whose act it is.
        """
        mine = _items(self._ask(LIST, question, {"personNumber": question.number.digits}))
        if reference not in [one.get("reference") for one in mine if _is_of(one, question)]:
            raise NoAnswer("unknown")
        wanted = {
            "documentReference": reference,
            "language": "nl",
            "getExtract": "false" if form == "copy" else "true",
            "actType": "ART_34" if form == "multilingual" else "BELGIAN",
        }
        pdf = self._ask(FETCH, question, wanted)
        if not paper.is_whole(pdf):
            raise NoAnswer("malformed")
        return pdf

    def _ask(self, path: str, question: Question, wanted: dict[str, str]) -> bytes:
        headers = {"x-correlation-id": str(question.look_up), "accept-language": "nl"}
        try:
            answer = self._caller.send("GET", path, params=wanted, headers=headers)
        except Unreachable as away:
            pause = timedelta(seconds=away.retry_after) if away.retry_after else None
            raise NoAnswer("away", **({"retry_after": pause} if pause else {})) from away
        match answer.status_code:
            case 200:
                return answer.content
            case 404:
                raise NoAnswer("unknown")
            case 401 | 403:
                raise NoAnswer("refused")
            case code:
                raise NoAnswer("away" if code >= 500 else "malformed")


def _items(body: bytes) -> list[dict[str, Any]]:
    try:
        items = json.loads(body)["items"]
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise NoAnswer("malformed") from wrong
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        raise NoAnswer("malformed")
    return items


def _act(item: dict[str, Any], question: Question, who: Identify) -> Act | None:
    """An item of the list; None for a type that we do not know. Raises ``NoAnswer``."""
    kind = KINDS.get(str(item.get("type")))
    if kind is None:
        return None
    if not _is_of(item, question):
        raise NoAnswer("someone_else")
    status = ORIGINS.get(str(item.get("certificateOriginType")))
    reference = item.get("reference")
    if status is None or not isinstance(reference, str) or not reference:
        raise NoAnswer("malformed")
    return Act(
        reference=reference,
        kind=kind,
        on=_day(item.get("factDate")),
        place=str(item.get("placeOfOrigin", "")),
        subjects=_people(item, SUBJECTS, who),
        status=status,
        parents=_people(item, PARENTS | ADOPTIVE, who),
        shows_sex_change=kind == "sex_registration_change",
        shows_adoption=kind == "adoption" or bool(_numbers(item, ADOPTIVE)),
    )


def _is_of(item: dict[str, Any], question: Question) -> bool:
    return question.number.digits in _numbers(item, SUBJECTS)


def _numbers(item: dict[str, Any], roles: frozenset[str]) -> list[str]:
    people = item.get("searchPeople")
    if not isinstance(people, list):
        raise NoAnswer("malformed")
    return [
        str(one.get("personNumber"))
        for one in people
        if isinstance(one, dict) and str(one.get("roleType")) in roles and one.get("personNumber")
    ]


def _people(item: dict[str, Any], roles: frozenset[str], who: Identify) -> tuple[Any, ...]:
    try:
        return tuple(who(kept(one)) for one in _numbers(item, roles))
    except (ValueError, RuleBroken) as wrong:
        raise NoAnswer("malformed") from wrong


def _day(parts: Any) -> date:
    """The day of the act, from which terms count; one that is not whole is no act to hand out."""
    try:
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except (KeyError, TypeError, ValueError, OverflowError) as wrong:
        raise NoAnswer("malformed") from wrong
