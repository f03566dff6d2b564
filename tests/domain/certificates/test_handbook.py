"""The rules against the law as it was read for this house, told again here without their code.

Who × what they are to the subject × kind × age of the act × what is held back. `G`: the machine
grants; `H`: a person looks. Nothing of `rights` or `stops` is used but the one question.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.domain.certificates.cases import BIRTH, HOME, PLAIN, own

from loket.domain.certificates.deciding import decide
from loket.domain.certificates.facts import Act, Asked, Case, Household, Mandate
from loket.domain.certificates.terms import terms_on

TODAY = date(2021, 12, 10)
G, H = "grant", "hand_over"
CHILD = replace(PLAIN, born_on=date(2015, 6, 1), told_since=date(2015, 6, 1))
GIVEN = Mandate(covers_product=True, valid_from=date(2021, 1, 1), valid_to=date(2022, 1, 1))
ALONE = Household(known=True)


def said(case: Case) -> str:
    return decide(case, terms_on(case.asked.on)).outcome


def other(**facts: Any) -> dict[str, Any]:
    return {"applicant_is_subject": False, **facts}


#: What is asked by whom: what differs from somebody who asks about oneself.
ASKERS: dict[str, dict[str, Any]] = {
    "oneself": {},
    "a parent at home": other(capacity="parent", links=frozenset({"parent"}), subject=CHILD),
    "a parent elsewhere": other(
        capacity="parent", links=frozenset({"parent"}), subject=CHILD, household=ALONE
    ),
    "somebody at home who is no parent": other(capacity="parent", subject=CHILD),
    "a parent of an adult": other(capacity="parent", links=frozenset({"parent"})),
    "a holder of a mandate": other(capacity="mandate", mandate=GIVEN),
    "a holder of one that ended": other(capacity="mandate", mandate=replace(GIVEN, valid_to=TODAY)),
    "a holder of one that was taken back": other(
        capacity="mandate", mandate=replace(GIVEN, withdrawn=True)
    ),
    "a holder of one for something else": other(
        capacity="mandate", mandate=replace(GIVEN, covers_product=False)
    ),
    "a representative": other(capacity="representative", links=frozenset({"representative"})),
    "a spouse": other(capacity="relative", links=frozenset({"spouse"})),
    "a helper": {"capacity": "helper"},
    "a stranger": other(),
}
ATTESTS = ("residence", "history", "household", "nationality", "life", "cohabitation", "last_wish")
#: One letter for each attest, in their order.
MAY_HAVE = {
    "oneself": "GGGGGGG",
    "a parent at home": "GGGGGGG",
    "a holder of a mandate": "GGHGGHH",
}


@pytest.mark.parametrize("asker", ASKERS)
def test_an_attest_is_for_oneself_a_parent_at_home_and_whom_one_mandated(asker: str) -> None:
    found = "".join(said(own(kind, **ASKERS[asker]))[0].upper() for kind in ATTESTS)
    assert found == MAY_HAVE.get(asker, "HHHHHHH")


#: What the register says of the subject, and which attests about oneself then wait for a person.
OF_THE_SUBJECT: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "dead": ({"deceased": True}, ATTESTS),
    "under investigation": ({"under_investigation": True}, ATTESTS),
    "living elsewhere": ({"lives_here": False}, ATTESTS),
    "in no register": ({"registered": False}, ATTESTS),
    "being corrected": ({"correction_open": True}, ATTESTS),
    "hidden, but not from oneself": ({"undisclosed_until": TODAY}, ()),
    "another name before": ({"names_changed": True}, ("history",)),
    "another sex before": ({"sex_registration_changed": True}, ("history",)),
    "on paper before": ({"told_since": date(1985, 1, 1)}, ("history",)),
    "no Belgian": ({"is_belgian": False}, ("nationality",)),
    "not cohabiting": ({"cohabits_legally": False}, ("cohabitation",)),
    "no last wish": ({"has_last_wish": False}, ("last_wish",)),
}


@pytest.mark.parametrize(("what", "kind"), list(itertools.product(OF_THE_SUBJECT, ATTESTS)))
def test_what_a_register_says_of_the_subject_stops_exactly_what_it_must(
    what: str, kind: str
) -> None:
    facts, stopped = OF_THE_SUBJECT[what]
    case = own(kind, subject=replace(PLAIN, **facts))  # type: ignore[arg-type]
    assert said(case) == (H if kind in stopped else G)


@pytest.mark.parametrize(
    ("until", "expected"), [(TODAY - timedelta(days=1), G), (TODAY, H), (date(2022, 6, 1), H)]
)
@pytest.mark.parametrize("asker", ["a parent at home", "a holder of a mandate"])
def test_a_hidden_address_binds_towards_others_to_its_last_day(
    asker: str, until: date, expected: str
) -> None:
    case = own("residence", **ASKERS[asker])
    assert said(replace(case, subject=replace(case.subject, undisclosed_until=until))) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, G),
        ({"household": replace(HOME, a_member_is_undisclosed=True)}, H),
        ({"household": replace(HOME, a_member_is_under_investigation=True)}, H),
        ({"household": Household()}, H),
        ({"applicant_born_on": date(2003, 12, 11)}, H),
        ({"applicant_born_on": date(2003, 12, 10)}, G),
        ({"asked": Asked(on=TODAY, about_day=TODAY - timedelta(days=1))}, H),
    ],
)
def test_a_household_is_the_one_of_today_whole_and_not_for_minors(
    changes: dict[str, Any], expected: str
) -> None:
    assert said(own("household", **changes)) == expected


# --- acts of civil status ---

LINKS = ("parent", "child", "spouse", "cohabitant", "ascendant", "descendant", "representative")


def act_for(links: frozenset[str], act: Act, on: date = TODAY, **asked: Any) -> str:
    return said(
        own(
            "act", capacity="relative", applicant_is_subject=False, links=links, act=act,
            asked=Asked(on=on, **asked),
        )  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize("link", [*LINKS, ""])
@pytest.mark.parametrize("kind", ["birth", "marriage", "death", "divorce", "nationality"])
def test_an_extract_is_for_the_circle_of_the_law_and_for_nobody_else(link: str, kind: str) -> None:
    links = frozenset({link} - {""})
    act = replace(BIRTH, kind=kind)
    assert act_for(links, act) == (G if link else H)
    assert act_for(links, act, form="copy") == H
    assert act_for(links, replace(act, shows_sex_change=True)) == H
    for status in ("not_migrated", "foreign", "not_found"):
        assert act_for(links, replace(act, status=status)) == H  # type: ignore[arg-type]


@pytest.mark.parametrize("claim", ["heir", "notary", "lawyer", "proxy", "other"])
def test_who_proves_it_with_papers_shows_them_to_a_person(claim: str) -> None:
    assert act_for(frozenset({"child"}), BIRTH, claim=claim) == H


@pytest.mark.parametrize("link", LINKS)
def test_nobody_represents_the_dead_and_descent_outlives_them(link: str) -> None:
    case = own(
        "act", capacity="relative", applicant_is_subject=False, act=BIRTH,
        links=frozenset({link}), subject=replace(PLAIN, deceased=True),
    )  # fmt: skip
    assert said(case) == (H if link == "representative" else G)


@pytest.mark.parametrize("kind", ["adoption", "sex_registration_change", "lifeless_child"])
def test_some_kinds_no_machine_gives_to_anybody(kind: str) -> None:
    mine = replace(BIRTH, kind=kind, applicant_is_subject=True)
    assert said(own("act", act=mine)) == H


#: Kind, day it was made, last day on which it was not yet public. More than so many years: the
#: day itself is not enough; a leap day counts to the end of February.
LAST_CLOSED = [
    ("death", date(1971, 12, 10), date(2021, 12, 10)),
    ("death", date(1972, 2, 29), date(2022, 2, 28)),
    ("death", date(1974, 2, 28), date(2024, 2, 28)),
    ("death", date(1976, 2, 29), date(2026, 2, 28)),
    ("marriage", date(1946, 12, 10), date(2021, 12, 10)),
    ("marriage", date(1948, 2, 29), date(2023, 2, 28)),
    ("marriage", date(1949, 12, 31), date(2024, 12, 31)),
    ("birth", date(1921, 12, 10), date(2021, 12, 10)),
    ("birth", date(1924, 2, 29), date(2024, 2, 29)),
    ("birth", date(1928, 2, 28), date(2028, 2, 28)),
    ("divorce", date(1922, 1, 1), date(2022, 1, 1)),
]


@pytest.mark.parametrize(("kind", "made_on", "last"), LAST_CLOSED)
def test_a_stranger_has_an_act_the_day_after_its_years_and_not_on_it(
    kind: str, made_on: date, last: date
) -> None:
    act = replace(BIRTH, kind=kind, made_on=made_on)
    nobody: frozenset[str] = frozenset()
    assert act_for(nobody, act, on=last) == H
    public = last + timedelta(days=1)
    assert act_for(nobody, act, on=public) == G
    assert act_for(nobody, replace(act, has_later_notes=True), on=public) == H
    assert act_for(nobody, replace(act, made_here=False), on=public) == H
    assert act_for(nobody, replace(act, shows_sex_change=True), on=public) == H


def test_an_act_whose_day_is_not_known_is_not_public() -> None:
    assert act_for(frozenset(), replace(BIRTH, made_on=None)) == H


def test_an_act_of_the_end_of_time_breaks_no_rule() -> None:
    assert act_for(frozenset(), replace(BIRTH, made_on=date.max)) == H
