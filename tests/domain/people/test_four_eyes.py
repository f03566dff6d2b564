"""Two employees, one after the other, within a day: nothing less."""

from datetime import UTC, datetime, timedelta

import pytest

from loket.domain.people.four_eyes import Hand, needs_two

NOW = datetime(2021, 11, 25, 12, tzinfo=UTC)
AN, BO = (f"employee:00000000-0000-0000-0000-00000000000{one}" for one in (1, 2))


@pytest.mark.parametrize(
    ("first", "second", "hours", "codes"),
    [
        (AN, BO, 1, []),
        (AN, BO, 0, []),
        (AN, BO, 24, []),
        (AN, BO, 25, ["second_person_too_late"]),
        (AN, BO, -1, ["second_person_too_late"]),
        (AN, AN, 1, ["same_person_twice"]),
        (AN, "system:demo", 1, ["two_employees_needed"]),
        ("resident:x", BO, 1, ["two_employees_needed"]),
        ("system:x", "system:x", 25,
         ["two_employees_needed", "same_person_twice", "second_person_too_late"]),
    ],
)  # fmt: skip
def test_every_reason_against_the_second_hand_is_given(
    first: str, second: str, hours: int, codes: list[str]
) -> None:
    found = needs_two(first=Hand(first, NOW), second=Hand(second, NOW + timedelta(hours=hours)))
    assert [reason.code for reason in found] == codes


def test_the_first_hand_alone_finishes_nothing() -> None:
    (reason,) = needs_two(first=None, second=Hand(AN, NOW))
    assert reason.code == "second_person_needed"
