"""Whether a sign-in is sure enough and fresh enough."""

from datetime import UTC, datetime, timedelta

import pytest

from loket.domain.people.levels import CODE, EID, ITSME, is_before, reasons_against

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
    since = NOW - max_age if max_age is not None else None
    found = reasons_against(had, NOW - timedelta(minutes=age), needed=needed, since=since, now=NOW)
    assert [reason.code for reason in found] == codes


def test_the_reasons_say_what_would_do() -> None:
    low, old = reasons_against(
        CODE, NOW - timedelta(hours=2), needed=EID, since=NOW - HALF_AN_HOUR, now=NOW
    )
    assert low.facts == {"had": 400, "needed": 500}
    assert old.facts == {"minutes": 30}


@pytest.mark.parametrize(
    ("signed_in", "before"),
    [(41, True), (42, False), (43, False)],
    ids=["earlier", "same", "later"],
)
def test_a_provider_tells_whole_seconds(signed_in: int, before: bool) -> None:
    """A square shown at 42.7 s; who signed in at 42.9 comes back with 42 and is not too early."""
    shown = NOW.replace(second=42, microsecond=700_000)
    at, now = NOW.replace(second=signed_in), NOW.replace(second=50)
    found = reasons_against(EID, at, needed=EID, since=shown, now=now)
    assert is_before(at, shown) is before
    assert [one.code for one in found] == (["sign_in_too_old"] if before else [])
