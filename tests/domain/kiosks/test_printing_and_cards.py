"""What came out of the printer, and what a card proves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.kiosks import cards, offer, printing
from loket.domain.kiosks.printing import LIVE, MEANS, MOVES, Act, State
from loket.domain.refusals import RuleBroken

NOW = datetime(2021, 11, 25, 14, tzinfo=UTC)
GOOD = cards.Proof(
    is_signed=True, is_trusted=True, revocation="good",
    valid_from=NOW - timedelta(days=1), valid_to=NOW + timedelta(days=1),
)  # fmt: skip


def test_a_print_runs_from_waiting_to_printed() -> None:
    state = State.WAITING
    for act in (Act.TAKE, Act.COMPLETE):
        state = printing.moved(state, act)
    assert state is State.PRINTED


def test_after_a_jam_only_the_person_knows_what_came_out() -> None:
    asking = printing.moved(State.SENT, Act.STOP)
    assert asking is State.ASKING
    assert printing.moved(asking, Act.CAME_OUT) is State.PRINTED
    assert printing.moved(asking, Act.DID_NOT) is State.VOID


def test_a_printer_that_was_not_reached_leaves_nothing_to_void() -> None:
    assert printing.moved(State.WAITING, Act.MISS) is State.UNPRINTED
    with pytest.raises(RuleBroken, match="move_not_allowed"):
        printing.moved(State.SENT, Act.MISS)


@given(acts=st.lists(st.sampled_from(Act), max_size=12))
def test_what_nobody_can_answer_for_any_more_is_void(acts: list[Act]) -> None:
    state = State.WAITING
    for act in acts:
        state = MOVES[state].get(act, state)
    if state in LIVE:
        assert printing.moved(state, Act.GIVE_UP) is State.VOID


def test_a_job_that_the_printer_lost_is_asked_about_and_never_taken_for_printed() -> None:
    assert MEANS["gone"] is MEANS["failed"] is Act.STOP
    assert [word for word, act in MEANS.items() if act is Act.COMPLETE] == ["completed"]


@pytest.mark.parametrize(
    ("sheets", "pages", "ready", "why"),
    [
        (10, 2, True, []),
        (1, 2, True, ["out_of_paper"]),
        (0, 1, False, ["printer_away", "out_of_paper"]),
    ],
)
def test_what_stops_a_print_is_said_all_at_once(
    sheets: int, pages: int, why: list[str], *, ready: bool
) -> None:
    found = offer.against_printing(sheets=sheets, pages=pages, printer_is_ready=ready)
    assert [one.code for one in found] == why


def test_a_discreet_product_is_not_had_in_a_public_room() -> None:
    assert [one.code for one in offer.against_here(is_discreet=True)] == ["not_at_a_kiosk"]
    assert not offer.against_here(is_discreet=False)


def test_reading_the_data_of_a_card_identifies_nobody() -> None:
    assert [one.code for one in cards.against(None, now=NOW)] == ["card_proves_nothing"]
    unsigned = replace(GOOD, is_signed=False)
    assert [one.code for one in cards.against(unsigned, now=NOW)] == ["card_proves_nothing"]


def test_a_card_that_signed_our_question_identifies_its_holder() -> None:
    assert cards.against(GOOD, now=NOW) == []


def test_every_doubt_about_a_certificate_is_given() -> None:
    bad = replace(GOOD, is_trusted=False, revocation="revoked", valid_to=NOW)
    assert [one.code for one in cards.against(bad, now=NOW)] == [
        "card_not_trusted",
        "card_revoked",
        "card_certificate_expired",
    ]


def test_a_certificate_whose_revocation_nobody_can_tell_is_not_accepted() -> None:
    unknown = replace(GOOD, revocation="unknown")
    assert [one.code for one in cards.against(unknown, now=NOW)] == ["card_cannot_be_checked"]
