"""The rules that prove a right. None of them denies one: what no register proves, a person may."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from loket.domain.certificates.facts import Case, Link, RuleSet, is_minor
from loket.domain.certificates.public import is_public
from loket.domain.certificates.rules import Rule, Test
from loket.domain.certificates.terms import Terms

ATTESTS: Final[frozenset[RuleSet]] = frozenset(
    {
        "residence", "history", "duration", "household", "nationality", "life", "cohabitation",
        "last_wish",
    }
)  # fmt: skip
#: What a mandate may be for. A household holds the data of others, and is told "only for your own
#: household"; a partner, a last wish and a criminal record are asked in person.
MANDATED: Final = ATTESTS - {"household", "cohabitation", "last_wish"}
ACTS: Final[frozenset[RuleSet]] = frozenset({"act"})
ONESELF: Final[frozenset[RuleSet]] = frozenset({"criminal_record"})

REGISTER_DATA = "koninklijk besluit van 16 juli 1992, art. 2 tot 4"
CIRCLE = "oud Burgerlijk Wetboek, art. 29 (wet van 18 juni 2018)"
#: The first day of each; handbook 2.1 and 2.3.
REGISTER_DATA_FROM = date(1992, 8, 15)
CIRCLE_FROM = date(2019, 3, 31)
#: From when a host may help at a kiosk without a clerk (`helped_at_kiosk`): the city's own rule.
HOSTED = "regel van de stad: hulp van een gastheer bij een kiosk, koninklijk besluit art. 2"
HOSTED_FROM = date(2026, 11, 26)
#: Who keeps the right, beside the person concerned, when an act shows a change of sex registration.
NARROW: Final[frozenset[Link]] = frozenset({"representative"})


def _own(case: Case, _: Terms) -> bool:
    return case.applicant_is_subject and case.capacity == "self"


def helped_at_kiosk(case: Case) -> bool:
    """Whether a host helps at a kiosk of the city with an attest about the applicant.

    No clerk looks then. The applicant signed in there, by phone or with a PIN; who says that a host
    helps gets nothing that is not had by saying nothing; and a wait of days would teach people to
    keep silent about help. At home nobody sees who sits there; an act may tell of others.
    """
    hosted = case.capacity == "helper" and case.helper == "host"
    return hosted and case.asked.channel == "kiosk" and case.applicant_is_subject


def _hosted(case: Case, _: Terms) -> bool:
    return helped_at_kiosk(case)


def _parent_of_minor(case: Case, _: Terms) -> bool:
    """For a minor of one's own household; a parent elsewhere shows papers to a person."""
    return (
        case.capacity == "parent"
        and "parent" in case.links
        and is_minor(case.subject.born_on, case.asked.on)
        and case.household.applicant_belongs
    )


def _mandate(case: Case, _: Terms) -> bool:
    """Granted by the subject while signed in; it ends with the subject's life."""
    return (
        case.capacity == "mandate"
        and case.mandate is not None
        and case.mandate.holds(case.asked.on)
        and not case.subject.deceased
    )


def _person_concerned(case: Case, _: Terms) -> bool:
    """Each subject of the act: of a marriage or a divorce, both."""
    return case.act is not None and case.act.applicant_is_subject


def _linked(case: Case, _: Terms, *, by: Link) -> bool:
    """A link that the register holds on the day of the request; an ex-spouse has none."""
    if case.act is None or case.act.status == "not_found":
        return False
    return by in case.links and (by in NARROW or not case.act.shows_sex_change)


def _representative(case: Case, terms: Terms) -> bool:
    """Until the subject dies: nobody represents the dead."""
    return not case.subject.deceased and _linked(case, terms, by="representative")


def _public(case: Case, terms: Terms) -> bool:
    act = case.act
    if act is None or act.made_on is None:
        return False
    return is_public(act.kind, act.made_on, case.asked.on, terms)


def _of_register(code: str, holds: Test, sets: frozenset[RuleSet]) -> Rule:
    return Rule(
        code=code,
        kind="right",
        holds=holds,
        sets=sets,
        source=REGISTER_DATA,
        valid_from=REGISTER_DATA_FROM,
    )


def _of_city(code: str, holds: Test, sets: frozenset[RuleSet]) -> Rule:
    return Rule(
        code=code, kind="right", holds=holds, sets=sets, source=HOSTED, valid_from=HOSTED_FROM
    )


def _of_circle(code: str, holds: Test) -> Rule:
    return Rule(
        code=code,
        kind="right",
        holds=holds,
        sets=ACTS,
        source=CIRCLE,
        valid_from=CIRCLE_FROM,
    )


#: Relatives in a straight line, and the partner of today. In-laws, brothers, sisters and uncles
#: are not in the circle.
RELATIVES: Final[tuple[Link, ...]] = (
    "spouse",
    "cohabitant",
    "parent",
    "ascendant",
    "child",
    "descendant",
)

RIGHTS: Final[tuple[Rule, ...]] = (
    _of_register("own_data", _own, ATTESTS | ONESELF),
    _of_city("own_data_beside_host", _hosted, ATTESTS),
    _of_register("parent_of_minor_in_household", _parent_of_minor, ATTESTS),
    _of_register("mandate_granted_signed_in", _mandate, MANDATED),
    _of_circle("person_concerned", _person_concerned),
    _of_circle("legal_representative", _representative),
    *(_of_circle(f"is_{link}", partial(_linked, by=link)) for link in RELATIVES),
    _of_circle("public_act", _public),
)
