"""Who may do what, where and when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.people.may import ACTS, CITY, HERE, Assignment, Role, locations_for, may

TODAY = date(2021, 11, 25)


def assigned(
    role: Role,
    location: str = "berg",
    since: date = date(2021, 9, 1),
    until: date | None = None,
) -> Assignment:
    return Assignment(role=role, location=location, team="", since=since, until=until)


@pytest.mark.parametrize(
    ("role", "act", "location", "allowed"),
    [
        (Role.CLERK, "queues.call_next", "berg", True),
        (Role.CLERK, "queues.call_next", "dal", False),
        (Role.CLERK, "queues.call_next", "", False),
        (Role.CLERK, "appointments.book", "dal", True),
        (Role.CLERK, "appointments.close", "berg", False),
        (Role.CLERK, "people.hire", "", False),
        (Role.RECEPTION, "queues.check_in", "berg", True),
        (Role.RECEPTION, "queues.log_question", "berg", True),
        (Role.RECEPTION, "queues.call_next", "berg", False),
        (Role.PLANNER, "appointments.close", "berg", True),
        (Role.PLANNER, "appointments.close", "dal", False),
        (Role.PLANNER, "queues.finish", "berg", False),
        (Role.MANAGER, "queues.see_figures", "berg", True),
        (Role.MANAGER, "people.hire", "", False),
        (Role.ADMINISTRATOR, "people.hire", "", True),
        (Role.ADMINISTRATOR, "journal.verify", "", True),
        (Role.ADMINISTRATOR, "queues.call_next", "berg", False),
    ],
)
def test_a_role_may_do_its_own_acts_at_its_own_location(
    role: Role, act: str, location: str, *, allowed: bool
) -> None:
    assert may([assigned(role)], act, location, TODAY) is allowed


def test_an_assignment_without_a_location_reaches_all_of_them() -> None:
    everywhere = assigned(Role.CLERK, location="")
    assert may([everywhere], "queues.call_next", "dal", TODAY)
    assert locations_for([everywhere], act="queues.call_next", on=TODAY) is None


def test_two_assignments_reach_two_locations() -> None:
    both = [assigned(Role.CLERK, "berg"), assigned(Role.CLERK, "dal")]
    assert locations_for(both, act="queues.call_next", on=TODAY) == {"berg", "dal"}
    assert locations_for(both, act="appointments.close", on=TODAY) == frozenset()


@pytest.mark.parametrize(
    ("on", "allowed"),
    [
        (date(2021, 8, 31), False),
        (date(2021, 9, 1), True),
        (date(2021, 12, 31), True),
        (date(2022, 1, 1), False),
    ],
)
def test_an_assignment_holds_from_its_first_day_until_before_its_end(
    on: date, *, allowed: bool
) -> None:
    one = assigned(Role.CLERK, until=date(2022, 1, 1))
    assert may([one], "queues.start", "berg", on) is allowed


def test_asking_for_an_act_that_does_not_exist_is_a_mistake_and_no_silent_no() -> None:
    with pytest.raises(ValueError, match="fly"):
        may([], "queues.fly", "berg", TODAY)


def test_every_role_is_in_both_tables() -> None:
    assert set(HERE) == set(CITY) == set(Role)


@given(
    act=st.sampled_from(sorted(ACTS)),
    location=st.sampled_from(["", "berg", "dal"]),
    days=st.integers(-400, 400),
)
def test_nobody_may_do_anything_without_an_assignment_in_force(
    act: str, location: str, days: int
) -> None:
    ended = [assigned(role, "", until=date(2021, 9, 1)) for role in Role]
    assert not may(ended, act, location, TODAY + timedelta(days=days))
    assert not may([], act, location, TODAY)


@given(
    roles=st.lists(st.sampled_from(list(Role)), max_size=3),
    act=st.sampled_from(sorted(ACTS)),
    more=st.sampled_from(list(Role)),
)
def test_one_more_assignment_never_takes_a_right_away(
    roles: list[Role], act: str, more: Role
) -> None:
    before = [assigned(role) for role in roles]
    if may(before, act, "berg", TODAY):
        assert may([*before, assigned(more, "dal")], act, "berg", TODAY)
