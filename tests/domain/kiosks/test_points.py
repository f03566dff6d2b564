"""What is decided about a contact point."""

from __future__ import annotations

from datetime import date

import pytest

from loket.domain.kiosks import points as rules

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("wish", "reason", "on", "codes"),
    [
        ("keep", "Elke dag komt er iemand.", TODAY, []),
        ("stop", "Niemand vraagt ernaar.", date(2022, 1, 3), []),
        ("", "Elke dag komt er iemand.", TODAY, ["opinion_unknown"]),
        ("keep", "ja", TODAY, ["opinion_needs_a_reason"]),
        ("keep", "x" * 501, TODAY, ["opinion_needs_a_reason"]),
        ("maybe", "", date(2026, 11, 26), [
            "opinion_unknown", "opinion_needs_a_reason", "opinion_in_the_future",
        ]),
    ],
)  # fmt: skip
def test_an_opinion_says_what_why_and_when(
    wish: str, reason: str, on: date, codes: list[str]
) -> None:
    found = rules.against_opinion(wish=wish, reason=reason, on=on, today=TODAY)
    assert [one.code for one in found] == codes


@pytest.mark.parametrize(
    ("notice", "removed", "redirect", "codes"),
    [
        (TODAY, date(2026, 12, 9), "hall", []),
        (date(2026, 12, 1), date(2026, 12, 15), "hall", []),
        (date(2026, 11, 24), date(2026, 12, 9), "hall", ["notice_in_the_past"]),
        (TODAY, date(2026, 12, 8), "hall", ["notice_too_short"]),
        (TODAY, date(2026, 12, 9), "library", ["redirect_not_open"]),
        (TODAY, date(2026, 12, 9), "gone", ["redirect_not_open"]),
    ],
)
def test_nobody_finds_an_empty_corner(
    notice: date, removed: date, redirect: str, codes: list[str]
) -> None:
    found = rules.against_closing(
        point="library", notice_on=notice, removed_on=removed, redirect=redirect,
        open_={"hall", "library"}, today=TODAY,
    )  # fmt: skip
    assert [one.code for one in found] == codes
