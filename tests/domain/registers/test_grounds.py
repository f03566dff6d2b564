"""A typed reason tells a reviewer something, or opens nothing."""

import pytest

from loket.domain.registers.grounds import Ground, reasons_against_typed, typed

GOOD = "burger aan de balie zonder afspraak, nam geen kaart mee"


def test_a_reason_of_an_employee_that_says_something_may_enter_review() -> None:
    ground = typed(f"  {GOOD}\n ")
    assert ground == Ground("reason", GOOD)
    assert ground.is_typed
    assert not Ground("certificate_request", "1").is_typed
    assert reasons_against_typed(ground, actor="employee:1") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "reason_too_short"),
        ("nodig", "reason_too_short"),
        ("test test test test test test", "reason_too_short"),
        ("opzoekingen-in-het-register", "reason_too_short"),
        (f"{GOOD} {'x' * 500}", "reason_too_long"),
    ],
)
def test_a_reason_that_says_nothing_or_tells_a_novel_is_refused(text: str, code: str) -> None:
    assert [one.code for one in reasons_against_typed(typed(text), actor="employee:1")] == [code]


@pytest.mark.parametrize("actor", ["resident:1", "system:mass_issue", "api:partner", ""])
def test_nobody_but_an_employee_gives_a_reason_of_their_own(actor: str) -> None:
    found = reasons_against_typed(typed(GOOD), actor=actor)
    assert [one.code for one in found] == ["reason_of_nobody"]


def test_all_reasons_are_given_at_once() -> None:
    assert len(reasons_against_typed(typed("ok"), actor="resident:1")) == 2
