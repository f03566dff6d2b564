"""Who needs new codes, how long they are kept, and which way a request can go."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.identitydocs import asking, life, terms
from loket.domain.identitydocs.asking import Home, Wish
from loket.domain.identitydocs.life import KEPT, LIVE, MOVES, Act, State
from loket.domain.identitydocs.terms import USUAL, Terms
from loket.domain.refusals import RuleBroken

TODAY = date(2022, 3, 1)
OLD = date(2019, 5, 4)


def codes(reasons: object) -> list[str]:
    return [one.code for one in reasons]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("lost", "issued_on", "way", "why"),
    [
        ("both", OLD, "request", []),
        ("both", None, "request", []),
        ("pin", None, "counter", ["puk_is_known"]),
        ("puk", OLD, "request", []),
        ("pin", OLD, "counter", ["puk_is_known"]),
        ("both", date(2021, 12, 31), "request", []),
        ("both", date(2022, 1, 1), "counter", ["card_unblocked_at_counter"]),
        ("pin", date(2022, 1, 1), "counter", ["puk_is_known", "card_unblocked_at_counter"]),
    ],
)
def test_new_codes_are_for_older_cards_whose_puk_is_lost(
    lost: asking.Lost, issued_on: date | None, way: str, why: list[str]
) -> None:
    advice = asking.advise(Wish("eid", lost, issued_on), USUAL)
    assert (advice.way, codes(advice.reasons)) == (way, why)


def against(wish: Wish, home: Home = Home(), pending: frozenset[str] = frozenset()) -> list[str]:  # noqa: B008
    return codes(asking.reasons_against(wish, home=home, city="Stad", pending=pending, on=TODAY))


def test_a_valid_older_card_of_who_lives_here_has_nothing_against_it() -> None:
    assert against(Wish("eid", "both", OLD, date(2029, 5, 4)), Home("Stad")) == []


def test_a_card_of_whose_home_nothing_is_known_is_not_refused() -> None:
    assert against(Wish("foreigner_card", "both", OLD)) == []


def test_every_reason_is_given_at_once() -> None:
    expired = Wish("eid", "both", OLD, valid_until=TODAY - timedelta(days=1))
    assert against(expired, Home("Elders"), frozenset({"new_card", "address_change"})) == [
        "card_expired",
        "registered_elsewhere",
        "codes_wait_for_address_change",
        "codes_wait_for_new_card",
    ]


@pytest.mark.parametrize("issued_on", [TODAY + timedelta(days=1), date(1980, 1, 1)])
def test_a_card_from_the_future_or_another_age_is_a_slip_of_the_finger(issued_on: date) -> None:
    assert against(Wish("eid", "both", issued_on)) == ["card_issued_on_impossible"]


def test_a_card_is_valid_until_the_end_of_its_last_day() -> None:
    assert against(Wish("eid", "both", OLD, valid_until=TODAY)) == []


def test_only_what_is_being_handled_lets_a_request_wait_instead_of_refusing_it() -> None:
    found = asking.reasons_against(
        Wish("eid", "both", OLD, valid_until=OLD),
        home=Home(), city="Stad", pending=frozenset({"new_card"}), on=TODAY,
    )  # fmt: skip
    assert [asking.is_blocking(one) for one in found] == [False, True]


@pytest.mark.parametrize(("days", "warned"), [(0, True), (42, True), (43, False)])
def test_who_moved_here_lately_is_told_that_codes_may_lie_in_the_former_municipality(
    days: int, *, warned: bool
) -> None:
    home = Home("Stad", since=TODAY - timedelta(days=days), former="Elders")
    found = asking.warnings(home, terms=USUAL, on=TODAY)
    assert bool(found) is warned
    assert not asking.warnings(Home("Stad"), terms=USUAL, on=TODAY)


@pytest.mark.parametrize(
    ("arrived", "last"),
    [
        (date(2021, 11, 25), date(2022, 2, 25)),
        (date(2021, 11, 30), date(2022, 2, 28)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2021, 10, 31), date(2022, 1, 31)),
    ],
)
def test_codes_are_kept_for_three_months_and_a_shorter_month_clips(
    arrived: date, last: date
) -> None:
    assert terms.last_day_to_collect(arrived, USUAL) == last
    assert not terms.is_to_be_destroyed(last, last)
    assert terms.is_to_be_destroyed(last, last + timedelta(days=1))


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(0, 40))
def test_months_later_is_never_in_another_month_than_asked(day: date, months: int) -> None:
    later = terms.months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


def test_codes_are_expected_between_three_working_days_and_three_weeks() -> None:
    thursday, monday = date(2021, 11, 11), date(2021, 11, 15)
    soonest, latest = terms.expected_between(date(2021, 11, 10), USUAL, {thursday})
    assert (soonest, latest) == (date(2021, 11, 16), date(2021, 12, 1))
    assert terms.working_days_later(thursday, 1, ()) == date(2021, 11, 12)
    assert terms.working_days_later(date(2021, 11, 12), 1, {monday}) == date(2021, 11, 16)


def test_the_latest_terms_that_have_begun_are_in_force() -> None:
    later = Terms(date(2022, 2, 1), kept_months=6)
    never = Terms(date(2030, 1, 1), kept_months=1)
    assert terms.terms_on(date(2022, 1, 31), [never, later]) is USUAL
    assert terms.terms_on(TODAY, [never, later]) is later


def test_every_state_is_in_the_table_and_every_act_is_possible_somewhere() -> None:
    assert set(MOVES) == set(State)
    assert {act for moves in MOVES.values() for act in moves} == set(Act)


def test_the_usual_way_runs_from_request_to_collection() -> None:
    state = State.REQUESTED
    for act in (Act.SEND, Act.ARRIVE, Act.NOTIFY, Act.HAND_OVER):
        state = life.moved(state, act)
    assert state is State.COLLECTED
    assert state not in LIVE


def test_nothing_is_destroyed_without_a_first_signature() -> None:
    assert [state for state in State if Act.DESTROY in MOVES[state]] == [State.CONDEMNED]
    assert codes(life.against_destroying(first="employee:1", second="employee:1"))
    assert not life.against_destroying(first="employee:1", second="employee:2")


def test_condemned_codes_are_not_handed_over_any_more() -> None:
    with pytest.raises(RuleBroken) as refused:
        life.moved(State.CONDEMNED, Act.HAND_OVER)
    assert refused.value.facts == {"state": "condemned", "move": "hand_over"}


def test_only_codes_that_lie_here_are_collected_or_destroyed() -> None:
    ends = {State.COLLECTED, State.CONDEMNED, State.DESTROYED}
    coming_from = {s for s, moves in MOVES.items() for after in moves.values() if after in ends}
    assert coming_from == KEPT


@given(acts=st.lists(st.sampled_from(Act), max_size=25))
def test_from_every_live_state_there_is_a_way_to_the_end(acts: list[Act]) -> None:
    state = State.REQUESTED
    for act in acts:
        state = MOVES[state].get(act, state)
    reached, front = {state}, {state}
    while front:
        front = {after for one in front for after in MOVES[one].values()} - reached
        reached |= front
    assert reached - LIVE
