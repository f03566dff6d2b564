"""Planted abuse is found among a hundred thousand honest look-ups, and honesty is left alone."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from loket.domain.registers.alerts import Alert, Asked, Limits, find_alerts, flags_of

BEGAN = datetime(2026, 10, 26, 8, tzinfo=UTC)
CLERKS = [f"employee:{number}" for number in range(120)]


def honest(lines: int = 100_000, *, days: int = 30) -> list[Asked]:
    """Clerks of eight teams, each with about as many look-ups a day as their colleagues."""
    chance = random.Random(7)
    made = []
    for number in range(lines):
        clerk = number % len(CLERKS)
        day = number * days // lines
        at = BEGAN + timedelta(days=day, minutes=chance.randrange(480))
        made.append(
            Asked(UUID(int=number + 1), at, CLERKS[clerk], f"team{clerk % 8}",
                  UUID(int=10**9 + chance.randrange(400_000)), "shown")
        )  # fmt: skip
    return made


HONEST = honest()
LIMITS = Limits(many=60)


def plant(lines: list[Asked], *more: Asked) -> list[Alert]:
    return find_alerts([*lines, *more], LIMITS)


def one(number: int, **facts: object) -> Asked:
    made = Asked(UUID(int=10**12 + number), BEGAN, "employee:5", "team5", UUID(int=3), "shown")
    return replace(made, **facts)


def test_a_month_of_honest_work_gives_no_alert() -> None:
    assert len(HONEST) == 100_000
    assert plant(HONEST) == []


@pytest.mark.parametrize("flag", ["own_surname", "colleague"])
def test_one_look_at_somebody_close_is_found(flag: str) -> None:
    (alert,) = plant(HONEST, one(1, flags=frozenset({flag})))
    assert (alert.kind, alert.actor, alert.look_up) == (flag, "employee:5", one(1).look_up)


def test_somebody_who_looks_far_more_than_the_team_is_found_and_the_team_is_not() -> None:
    many = [one(number, about=UUID(int=number)) for number in range(150)]
    (alert,) = plant(HONEST, *many)
    assert (alert.kind, alert.actor) == ("many_look_ups", "employee:5")
    assert alert.count >= 150


def test_opening_many_cases_is_work_and_opening_one_persons_again_and_again_is_not() -> None:
    opened = [one(number, about=UUID(int=number), is_reading=True) for number in range(150)]
    assert plant(HONEST, *opened) == []
    days = [one(day, at=BEGAN + timedelta(days=day), is_reading=True) for day in range(4)]
    (alert,) = plant(HONEST, *days)
    assert (alert.kind, alert.count) == ("one_person_often", 4)


def test_a_whole_team_that_is_busy_is_nobodys_abuse() -> None:
    busy = [
        one(number, actor=f"employee:{number % 4}", team="rush", about=UUID(int=number))
        for number in range(400)
    ]
    assert find_alerts(busy, LIMITS) == []


def test_refusals_without_a_ground_are_found_from_the_third() -> None:
    tries = [one(number, result="no_ground") for number in range(3)]
    assert plant(HONEST, *tries[:2]) == []
    (alert,) = plant(HONEST, *tries)
    assert (alert.kind, alert.count) == ("no_ground", 3)


def test_the_same_person_on_four_days_is_found_and_on_one_day_is_not() -> None:
    days = [one(number, at=BEGAN + timedelta(days=number)) for number in range(4)]
    once = [one(number + 10, about=UUID(int=8)) for number in range(6)]
    (alert,) = plant(HONEST, *days, *once)
    assert (alert.kind, alert.count, alert.look_up) == ("one_person_often", 4, days[-1].look_up)


def test_what_the_house_does_by_itself_raises_no_alert() -> None:
    runs = [one(number, actor="system:renewals") for number in range(5000)]
    assert find_alerts(runs, LIMITS) == []


@pytest.mark.parametrize(
    ("employee", "first", "names", "flags"),
    [
        ("An Peeters", "Jos", "Peeters", {"own_surname"}),
        ("An PEETERS", "Jos", "peeters", {"own_surname"}),
        ("An Van den Broeck", "Jos", "Van den Broeck", {"own_surname"}),
        ("An Peeters", "Jos", "Eeters", set()),
        ("An Peeters", "Tom", "Wouters", {"colleague"}),
        ("An Peeters", "Jos", "Maes", set()),
        ("", "Jos", "", set()),
    ],
)
def test_what_stands_out_in_an_answer(employee: str, first: str, names: str, flags: set) -> None:
    found = flags_of(employee, [((first, "Maria"), names)], namesakes={"Tom Wouters"})
    assert found == flags
