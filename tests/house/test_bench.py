"""Benchmarks measure what they say, and a figure that says nothing is not reached."""

from __future__ import annotations

from typing import Any

from loket.config.bench import _turns, verify
from loket.domain.documents import codes


def test_a_share_is_the_middle_turn_beside_its_own_limit() -> None:
    assert _turns.share([50, 8, 60], [100, 10, 100]) == 0.6


def told(*, asked: float, turned_away: int) -> dict[str, Any]:
    costs = {"ms": 1.0, "median_ms": 1.0}
    figure = verify._told([{"a_second": 100.0} | costs], [{"a_second": asked} | costs], turned_away)
    return {key: figure[key] for key in ("ratio", "reached")}


def test_checking_codes_is_fast_enough_from_six_tenths_of_a_bare_view() -> None:
    assert told(asked=60, turned_away=4) == {"ratio": 0.6, "reached": True}
    assert told(asked=59, turned_away=4) == {"ratio": 0.59, "reached": False}


def test_checking_codes_without_the_limit_against_guessing_is_no_figure() -> None:
    assert told(asked=100, turned_away=0) == {"ratio": 1.0, "reached": False}


def test_the_code_that_the_benchmark_guesses_may_be_one_and_is_counted() -> None:
    assert codes.mistake_in(verify.UNKNOWN_CODE) is None
