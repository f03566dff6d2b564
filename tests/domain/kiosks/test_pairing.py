"""One square, one phone, one minute, one product; and a clear end for everything else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.kiosks import pairing
from loket.domain.kiosks.pairing import LIVE, MOVES, Act, Facts, SignIn, State
from loket.domain.refusals import RuleBroken

T = datetime(2021, 11, 25, 14, tzinfo=UTC)
SHOWN = Facts(State.SHOWN, T)
SCANNED = Facts(State.SCANNED, T, T + timedelta(seconds=20), number="4071")


def after(seconds: float) -> datetime:
    return T + timedelta(seconds=seconds)


def scan(read: float, pressed: float, facts: Facts = SHOWN) -> list[str]:
    found = pairing.against_scanning(facts, read_at=after(read), now=after(pressed))
    return [one.code for one in found]


def confirm(typed: str = "4071", signed_in: float = 30, level: int = 500, at: float = 60,
            facts: Facts = SCANNED, needed: int = 400) -> list[str]:  # fmt: skip
    found = pairing.against_confirming(
        facts, typed=typed, sign_in=SignIn(level, after(signed_in)), needed=needed, now=after(at)
    )
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("read", "pressed", "why"),
    [
        (0, 5, []),
        (59.9, 90, []),
        (60, 61, ["square_too_old"]),
        (3600, 3601, ["square_too_old"]),
        (-1, 5, ["square_too_old"]),
        (10, 190, ["square_too_old"]),
    ],
)
def test_a_square_opens_within_its_minute_only(read: float, pressed: float, why: list[str]) -> None:
    assert scan(read, pressed) == why


@pytest.mark.parametrize("state", sorted(set(State) - {State.SHOWN}))
def test_a_square_opens_once(state: State) -> None:
    assert scan(5, 6, Facts(state, T)) == ["square_used"]


def test_the_right_number_after_a_fresh_sign_in_gives_the_product() -> None:
    assert confirm() == []


def test_a_sign_in_from_before_the_square_is_not_fresh() -> None:
    assert confirm(signed_in=-1) == ["sign_in_not_fresh"]


def test_all_that_is_wrong_with_a_sign_in_is_said_before_the_number_is_tried() -> None:
    assert confirm(typed="0000", signed_in=-1, level=400, needed=500) == [
        "sign_in_not_fresh",
        "sign_in_too_weak",
    ]


@pytest.mark.parametrize("typed", ["4072", "", "40710", "four", "\u0664\u0660\u0667\u0661"])
def test_a_wrong_number_is_refused(typed: str) -> None:
    assert confirm(typed=typed) == ["number_wrong"]


def test_the_third_wrong_number_is_the_last() -> None:
    twice = Facts(State.SCANNED, T, T, number="4071", tries=2)
    assert confirm(typed="1111", facts=twice) == ["number_wrong_too_often"]


@pytest.mark.parametrize(("at", "why"), [(319, []), (320, ["pairing_over"])])
def test_five_minutes_after_the_scan_it_is_over(at: float, why: list[str]) -> None:
    assert confirm(at=at) == why


@pytest.mark.parametrize("state", sorted(set(State) - {State.SCANNED}))
def test_only_a_scanned_pairing_is_confirmed(state: State) -> None:
    assert confirm(facts=Facts(state, T, number="4071")) == ["pairing_over"]


def test_the_kiosk_keeps_the_product_for_ten_minutes() -> None:
    got = Facts(State.CONFIRMED, T, T, T + timedelta(minutes=1))
    assert not pairing.is_over(got, T + timedelta(minutes=10, seconds=59))
    assert pairing.is_over(got, T + timedelta(minutes=11))


def test_every_state_is_in_the_table_and_every_live_one_can_be_ended_by_the_phone() -> None:
    assert set(MOVES) == set(State)
    assert all(Act.END in MOVES[state] for state in LIVE)
    assert not LIVE & {State.ENDED, State.LAPSED, State.BROKEN}


def test_without_a_scan_only_a_card_confirms() -> None:
    with pytest.raises(RuleBroken, match="move_not_allowed"):
        pairing.moved(State.SHOWN, Act.CONFIRM)
    assert pairing.moved(State.SHOWN, Act.PROVE) is State.CONFIRMED
    with pytest.raises(RuleBroken, match="move_not_allowed"):
        pairing.moved(State.SCANNED, Act.PROVE)


@given(random=st.binary(min_size=8, max_size=16))
def test_the_number_has_four_digits(random: bytes) -> None:
    number = pairing.number_from(random)
    assert len(number) == 4
    assert number.isascii()
    assert number.isdecimal()


def test_a_number_is_not_made_from_too_little_chance() -> None:
    with pytest.raises(ValueError, match="7"):
        pairing.number_from(bytes(7))
