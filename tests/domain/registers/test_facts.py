"""What was not given cannot be read, and what was given shows in no text."""

from datetime import date
from uuid import UUID

import pytest

from loket.domain.registers.facts import FIELDS, NotGiven, Person, Relation

AN = UUID(int=1)


def _an(**more: object) -> Person:
    return Person(resident=AN, names="Peeters", first_names=("An",), **more)


def test_only_the_named_fields_come_out_and_the_rest_is_absent() -> None:
    seen = _an(born_on=date(1980, 5, 2)).only({"names"})
    assert (seen.resident, seen.names) == (AN, "Peeters")
    with pytest.raises(NotGiven, match="born_on was not given"):
        _ = seen.born_on


def test_nothing_known_is_not_the_same_as_not_given() -> None:
    assert _an().only({"deceased_on"}).deceased_on is None
    with pytest.raises(NotGiven):
        _ = _an().only({"names"}).deceased_on


def test_what_was_taken_away_does_not_come_back() -> None:
    seen = _an().only({"names"}).only(FIELDS)
    assert seen.given == {"resident", "names"}


def test_a_purpose_that_names_an_unknown_field_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="a person has no income"):
        _an().only({"income"})


def test_no_text_of_a_person_shows_a_value() -> None:
    person = _an(birth_place="Nergenshuizen")
    assert "Peeters" not in f"{person!r} {person}"
    assert "Nergenshuizen" not in repr(person)


def test_two_looks_at_the_same_fields_are_equal_and_at_other_fields_are_not() -> None:
    assert _an().only({"names"}) == _an(birth_place="Elders").only({"names"})
    assert _an().only({"names"}) != _an().only({"names", "sex"})
    assert len({_an(), _an().only({"names"})}) == 2


def test_a_field_that_does_not_exist_is_not_silently_there() -> None:
    with pytest.raises(AttributeError):
        _ = _an().income  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2020, 12, 31), True),
        (date(2021, 1, 1), False),
    ],
)
def test_a_relation_holds_from_its_first_day_until_before_its_end(on: date, *, holds: bool) -> None:
    married = Relation("spouse", AN, since=date(2020, 1, 1), until=date(2021, 1, 1))
    assert married.holds(on) is holds
