"""Whether a sign-in is sure enough and fresh enough."""

from datetime import UTC, datetime, timedelta

import pytest

from loket.domain.people.levels import CODE, EID, ITSME, reasons_against

NOW = datetime(2021, 11, 25, 12, 0, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("had", "age", "needed", "max_age", "codes"),
    [
        (CODE, 0, CODE, None, []),
        (EID, 0, CODE, None, []),
        (CODE, 0, ITSME, None, ["level_too_low"]),
        (ITSME, 0, EID, None, ["level_too_low"]),
        (EID, 30, EID, HALF_AN_HOUR, []),
        (EID, 31, EID, HALF_AN_HOUR, ["sign_in_too_old"]),
        (CODE, 31, EID, HALF_AN_HOUR, ["level_too_low", "sign_in_too_old"]),
        (EID, 60 * 24, EID, None, []),
        (EID, -1, EID, HALF_AN_HOUR, []),
        (EID, -2, EID, HALF_AN_HOUR, ["sign_in_from_the_future"]),
        (EID, -2, EID, None, ["sign_in_from_the_future"]),
    ],
)
def test_every_reason_against_a_sign_in_is_given(
    had: int, age: int, needed: int, max_age: timedelta | None, codes: list[str]
) -> None:
    found = reasons_against(
        had, NOW - timedelta(minutes=age), needed=needed, max_age=max_age, now=NOW
    )
    assert [reason.code for reason in found] == codes


def test_the_reasons_say_what_would_do() -> None:
    low, old = reasons_against(
        CODE, NOW - timedelta(hours=2), needed=EID, max_age=HALF_AN_HOUR, now=NOW
    )
    assert low.facts == {"had": 400, "needed": 500}
    assert old.facts == {"minutes": 30}
