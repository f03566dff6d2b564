"""Who can be told."""

import pytest

from loket.domain.appointments.contact import contact_from, person_of
from loket.domain.refusals import RuleBroken


def test_the_same_number_typed_in_three_ways_is_one_person() -> None:
    typed = ("0470 12 34 56", "+32470123456", "0032 470/12.34.56")
    assert {contact_from("A B", phone=number).phone for number in typed} == {"+32470123456"}


def test_an_address_is_compared_without_case_or_blanks() -> None:
    assert contact_from("A B", "  An.Peeters@Example.ORG ").email == "an.peeters@example.org"


@pytest.mark.parametrize(
    ("name", "email", "phone", "code"),
    [
        ("", "a@example.org", "", "name_needed"),
        ("   ", "a@example.org", "", "name_needed"),
        ("x" * 121, "a@example.org", "", "name_needed"),
        ("A\x00B", "a@example.org", "", "name_needed"),
        ("A", "a@example", "", "email_unreadable"),
        ("A", "a b@example.org", "", "email_unreadable"),
        ("A", "a@example.org\nbcc: b@example.org", "", "email_unreadable"),
        ("A", "a" * 250 + "@example.org", "", "email_unreadable"),
        ("A", "", "12", "phone_unreadable"),
        ("A", "", "bel mij", "phone_unreadable"),
        ("A", "", "", "contact_needed"),
    ],
)
def test_what_cannot_reach_a_person_is_refused(
    name: str, email: str, phone: str, code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        contact_from(name, email, phone)
    assert refused.value.code == code


def test_at_a_counter_a_name_is_enough() -> None:
    assert contact_from("An Peeters", needed=False).ways == ()


def test_the_hash_of_a_person_tells_nothing_without_the_key() -> None:
    assert person_of("a@example.org", key="one") != person_of("a@example.org", key="two")
    assert "example" not in person_of("a@example.org", key="one")
