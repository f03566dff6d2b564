"""What a resident reads is theirs and no more; a complaint always ends in an answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from loket.domain.registers.complaints import (
    ANSWERING,
    MOVES,
    moved,
    reasons_against_text,
)
from loket.domain.registers.seen import SOON, Trace, as_seen, occasions

ME, OTHER = UUID(int=1), UUID(int=2)
TRACE = Trace(
    UUID(int=9), datetime(2026, 11, 1, 9, tzinfo=UTC), "employee:7", "certificates", "person",
    "certificate", "certificate_request", "42", ("name",), "shown", beside=False,
)  # fmt: skip


def seen(parties: set[UUID] = frozenset(), **facts: object):
    return as_seen(replace(TRACE, **facts), people={ME}, parties=parties)


def test_the_team_is_shown_and_never_the_employee() -> None:
    told = seen()
    assert (told.asked_by, told.team) == ("team", "certificates")
    assert "employee:7" not in repr(told)


@pytest.mark.parametrize(
    ("actor", "asked_by"),
    [
        (f"resident:{ME}", "you"),
        (f"resident:{OTHER}", "another_resident"),
        (f"helper:family:{ME}", "you_helped"),
        (f"helper:family:{OTHER}", "another_resident"),
        ("system:renewals", "automatic"),
        ("kiosk:hall", "kiosk"),
        ("api:partner", "partner"),
    ],
)
def test_who_asked_is_said_without_naming_another_person(actor: str, asked_by: str) -> None:
    told = seen(actor=actor)
    assert (told.asked_by, told.team) == (asked_by, "")
    assert str(OTHER) not in repr(told)


@pytest.mark.parametrize(
    ("order", "ordered_by", "team"),
    [
        ("employee:7", "team", "certificates"),
        (f"resident:{ME}", "you", ""),
        (f"resident:{OTHER}", "another_resident", ""),
        (f"helper:host:{ME}", "you_helped", ""),
        ("api:partner", "partner", ""),
        ("", None, ""),
    ],
)
def test_what_the_house_did_by_itself_says_by_whose_order_and_names_nobody(
    order: str, ordered_by: str | None, team: str
) -> None:
    told = seen(actor="system:post", ordered_by=order)
    assert (told.asked_by, told.ordered_by, told.team) == ("automatic", ordered_by, team)
    assert "employee:7" not in repr(told)
    assert str(OTHER) not in repr(told)


def test_the_case_is_shown_to_a_party_of_it_and_to_nobody_else() -> None:
    assert seen({ME}).case == ("certificate_request", "42")
    assert seen({OTHER}).case is None


@pytest.mark.parametrize(
    ("result", "was_shown"), [("shown", True), ("", True), ("no_ground", False), ("away", False)]
)
def test_what_was_cut_off_counts_as_shown(result: str, *, was_shown: bool) -> None:
    assert seen(result=result).was_shown is was_shown


def test_a_typed_reason_is_said_to_be_reviewed() -> None:
    assert seen(ground_kind="reason", ground_reference="").is_reviewed
    assert not seen().is_reviewed


def test_a_check_and_the_delivery_after_it_are_one_occasion() -> None:
    check = seen(look_up=UUID(int=1), kinds=("name",))
    delivery = seen(look_up=UUID(int=2), kinds=("name", "document"), at=TRACE.at + SOON)
    (one,) = occasions([delivery, check])
    assert [each.look_up for each in one.seen] == [UUID(int=2), UUID(int=1)]
    assert (one.latest, one.first) == (delivery, check)
    assert one.look_ups == (UUID(int=2), UUID(int=1))
    assert one.kinds == ("name", "document")
    assert one.was_shown


@pytest.mark.parametrize(
    "other",
    [
        {"actor": "employee:8"},
        {"ground_reference": "43"},
        {"purpose": "search"},
        {"beside": True},
        {"ordered_by": "employee:7"},
        {"at": TRACE.at - SOON - timedelta(seconds=1)},
    ],
)
def test_another_asker_case_purpose_or_hour_is_another_occasion(other: dict) -> None:
    assert len(occasions([seen(), seen(**other)])) == 2


def test_a_look_up_for_a_typed_reason_stands_by_itself() -> None:
    curious = seen(ground_kind="reason", ground_reference="")
    assert len(occasions([curious, curious])) == 2


def test_occasions_that_ran_through_each_other_are_told_apart_and_keep_their_order() -> None:
    mine, theirs = seen(), seen(actor="employee:8")
    found = occasions([mine, theirs, mine, theirs])
    assert [one.latest for one in found] == [mine, theirs]
    assert [len(one.seen) for one in found] == [2, 2]


def test_every_state_is_reached_and_every_end_was_answered() -> None:
    reached = {"contested"} | {after for moves in MOVES.values() for after in moves.values()}
    assert reached == set(MOVES)
    ends = {state for state, moves in MOVES.items() if not moves}
    for moves in MOVES.values():
        for move, after in moves.items():
            assert after not in ends or move in ANSWERING


def test_a_move_that_the_state_does_not_know_leads_nowhere() -> None:
    assert moved("contested", "explain") is None
    assert moved("in_review", "explain") == "explained"


@pytest.mark.parametrize(("text", "codes"), [
    ("waarom?", ["complaint_too_short"]),
    (" " * 50, ["complaint_too_short"]),
    ("ik ken deze dienst niet", []),
    ("x" * 2001, ["complaint_too_long"]),
])  # fmt: skip
def test_a_complaint_says_something_and_no_novel(text: str, codes: list[str]) -> None:
    assert [one.code for one in reasons_against_text(text)] == codes
