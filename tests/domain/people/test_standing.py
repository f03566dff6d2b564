"""Who may stand for whom: parents, representatives, mandates, helpers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from loket.domain.people.standing import (
    Known,
    MandateFacts,
    Standing,
    helped,
    helper_actor,
    helper_of,
    is_of_age,
    of_oneself,
    reasons_against,
)

ON = date(2021, 11, 25)
CHILD, MOTHER, STRANGER, EARLIER = (UUID(int=one) for one in range(1, 5))
CLERK = "employee:00000000-0000-0000-0000-000000000009"
MANDATE = MandateFacts(
    id=UUID(int=77),
    grantor=CHILD,
    holder=MOTHER,
    products=frozenset({"household"}),
    valid_from=date(2021, 11, 1),
    valid_to=date(2021, 12, 1),
)
OF_CHILD = Known("household", date(2010, 5, 1), parents=frozenset({MOTHER}))


NOTHING = Known("household")


def codes(standing: Standing, facts: Known = NOTHING, on: date = ON) -> list[str]:
    return [reason.code for reason in reasons_against(standing, facts, on)]


def as_mother(capacity: str, **more: object) -> Standing:
    return replace(Standing(CHILD, MOTHER, f"resident:{MOTHER}", capacity), **more)


def test_anybody_asks_for_their_own() -> None:
    assert codes(of_oneself(MOTHER)) == []


def test_nobody_asks_for_another_as_themselves() -> None:
    assert codes(as_mother("self")) == ["not_about_oneself"]


def test_a_signed_in_resident_is_the_applicant_and_a_clerk_need_not_be() -> None:
    assert codes(Standing(CHILD, CHILD, f"resident:{MOTHER}", "self")) == [
        "not_signed_in_as_applicant"
    ]
    assert codes(Standing(CHILD, CHILD, CLERK, "self")) == []


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (OF_CHILD, []),
        (replace(OF_CHILD, subject_born_on=date(2003, 11, 25)), ["child_of_age"]),
        (replace(OF_CHILD, subject_born_on=date(2003, 11, 26)), []),
        (replace(OF_CHILD, subject_born_on=None), ["age_unknown"]),
        (replace(OF_CHILD, parents=frozenset()), ["no_parental_authority"]),
        (replace(OF_CHILD, parents=frozenset({STRANGER})), ["no_parental_authority"]),
        (Known("household"), ["age_unknown", "no_parental_authority"]),
    ],
)
def test_a_parent_asks_for_a_minor_over_whom_they_have_authority(
    facts: Known, found: list[str]
) -> None:
    assert codes(as_mother("parent"), facts) == found


def test_a_representative_is_one_whom_the_register_names() -> None:
    named = Known("household", representatives=frozenset({MOTHER}))
    assert codes(as_mother("representative"), named) == []
    assert codes(as_mother("representative")) == ["no_representative"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"grantor": STRANGER}, ["mandate_of_another"]),
        ({"holder": STRANGER}, ["mandate_to_another"]),
        ({"products": frozenset({"birth-act"})}, ["mandate_for_other_products"]),
        ({"valid_from": date(2021, 11, 26)}, ["mandate_not_yet"]),
        ({"valid_to": ON}, ["mandate_expired"]),
        ({"valid_to": date(2021, 11, 26)}, []),
        ({"withdrawn_at": datetime(2021, 11, 2, tzinfo=UTC)}, ["mandate_withdrawn"]),
        (
            {"holder": STRANGER, "products": frozenset({"x"}), "valid_to": ON},
            ["mandate_to_another", "mandate_for_other_products", "mandate_expired"],
        ),
    ],
)
def test_a_mandate_carries_what_it_names_as_long_as_it_holds(
    change: dict[str, object], found: list[str]
) -> None:
    facts = Known("household", mandates=(replace(MANDATE, **change),))
    assert codes(as_mother("mandate", mandate=MANDATE.id), facts) == found


def test_a_mandate_that_was_made_up_is_unknown() -> None:
    facts = Known("household", mandates=(MANDATE,))
    assert codes(as_mother("mandate", mandate=UUID(int=78)), facts) == ["mandate_unknown"]
    assert codes(as_mother("mandate"), facts) == ["mandate_unknown"]


@pytest.mark.parametrize("capacity", ["self", "parent", "representative", "helper"])
def test_a_mandate_belongs_to_no_other_capacity(capacity: str) -> None:
    assert "mandate_out_of_place" in codes(as_mother(capacity, mandate=MANDATE.id), OF_CHILD)


def test_a_helper_sits_beside_the_applicant_and_has_no_right_of_their_own() -> None:
    assert codes(Standing(CHILD, CHILD, CLERK, "helper")) == []
    assert codes(Standing(CHILD, CHILD, f"resident:{MOTHER}", "helper")) == []
    assert codes(Standing(CHILD, CHILD, f"resident:{CHILD}", "helper")) == ["helper_is_applicant"]
    assert "not_about_oneself" in codes(as_mother("helper"))


def test_a_replaced_number_breaks_no_relation() -> None:
    same = (frozenset({MOTHER, EARLIER}),)
    known = replace(OF_CHILD, parents=frozenset({EARLIER}), same=same)
    assert codes(as_mother("parent"), known) == []
    assert codes(Standing(EARLIER, MOTHER, f"resident:{MOTHER}", "self"), known) == []


@pytest.mark.parametrize(
    ("born_on", "on", "of_age"),
    [
        (date(2003, 11, 25), date(2021, 11, 24), False),
        (date(2003, 11, 25), date(2021, 11, 25), True),
        (date(2004, 2, 29), date(2022, 2, 28), False),
        (date(2004, 2, 29), date(2022, 3, 1), True),
    ],
)
def test_one_is_of_age_from_the_eighteenth_birthday(
    born_on: date, on: date, *, of_age: bool
) -> None:
    assert is_of_age(born_on, on) is of_age


def test_who_is_helped_asks_for_their_own_through_somebody_else() -> None:
    standing = helped(MOTHER, "family")
    assert (standing.subject, standing.applicant) == (MOTHER, MOTHER)
    assert standing.actor != f"resident:{MOTHER}"
    assert codes(standing) == []


def test_a_helper_in_the_session_of_another_helps_nobody() -> None:
    other = replace(helped(MOTHER, "host"), actor=helper_actor(STRANGER, "host"))
    assert codes(other) == ["not_signed_in_as_applicant"]


@pytest.mark.parametrize(
    ("actor", "found"),
    [
        (helper_actor(MOTHER, "host"), ("host", MOTHER)),
        (f"helper:cousin:{MOTHER}", None),
        (f"resident:{MOTHER}", None),
        ("helper:family:nobody", None),
        ("helper:family", None),
        ("", None),
    ],
)
def test_a_helper_is_known_by_kind_and_by_whose_session_it_is(actor: str, found: object) -> None:
    assert helper_of(actor) == found
