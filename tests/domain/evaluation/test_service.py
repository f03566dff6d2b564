"""What was measured of the service stands beside what is promised, and claims nothing more."""

from dataclasses import replace
from datetime import date

import pytest

from loket.domain.evaluation.service import Measured, ServiceLevel, Standing, standings

LEVEL = ServiceLevel(date(2021, 6, 11), uptime_percent=99.5, answer_ms=1000, success_percent=50)
GOOD = Measured(looked=40_000, opened=39_999, nine_in_ten_ms=180, held=200, booked=150)


def of(measured: Measured, level: ServiceLevel | None = LEVEL) -> dict[str, Standing]:
    return {one.part: one for one in standings(measured, level)}


def test_what_is_kept_is_said_to_be_kept() -> None:
    found = of(GOOD)
    assert {part: one.kept for part, one in found.items()} == {
        "uptime": True,
        "answer": True,
        "success": True,
    }
    assert (found["answer"].value, found["success"].value) == (180, 75)


def test_one_failure_is_never_rounded_away() -> None:
    assert of(GOOD)["uptime"].value == 99.99
    assert of(replace(GOOD, opened=40_000))["uptime"].value == 100


@pytest.mark.parametrize(
    ("part", "measured"),
    [
        ("uptime", replace(GOOD, opened=39_799)),
        ("answer", replace(GOOD, nine_in_ten_ms=1001)),
        ("success", replace(GOOD, booked=99)),
    ],
)
def test_what_is_not_kept_is_said_to_be_broken(part: str, measured: Measured) -> None:
    assert [one.part for one in of(measured).values() if one.kept is False] == [part]


def test_exactly_what_was_promised_is_kept() -> None:
    exact = Measured(looked=200, opened=199, nine_in_ten_ms=1000, held=10, booked=5)
    assert all(one.kept for one in of(exact).values())


def test_too_few_to_say_anything_is_no_broken_promise() -> None:
    for one in of(Measured(looked=4, opened=0, nine_in_ten_ms=None, held=4, booked=0)).values():
        assert (one.value, one.kept) == (None, None)


def test_a_city_that_promises_nothing_still_shows_what_was_measured() -> None:
    for one in of(GOOD, None).values():
        assert one.value is not None
        assert (one.promised, one.kept) == (None, None)
