from datetime import UTC, datetime, timedelta

from loket.domain.queues.life import State
from loket.domain.queues.visits import Step, visits_of
from loket.domain.queues.waiting import Visit

NINE = datetime(2021, 11, 25, 9, 0, tzinfo=UTC)
W, C, S, P = State.WAITING, State.CALLED, State.SERVING, State.PARKED


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def history(*moves: tuple[int, State, str | None], name: str = "t", due: int = 0) -> list[Step]:
    steps, before = [], None
    for minute, after, counter in moves:
        steps.append(Step(name, at(minute), before, after, counter, at(due)))
        before = after
    return steps


def test_a_visit_lasts_from_the_call_until_the_counter_is_free() -> None:
    steps = history((0, W, None), (7, C, "one"), (8, S, "one"), (20, State.DONE, "one"))
    assert visits_of(steps) == [Visit("one", at(0), at(7), at(20))]


def test_a_visit_that_goes_on_has_no_end_yet() -> None:
    assert visits_of(history((0, W, None), (7, C, "one"))) == [Visit("one", at(0), at(7), None)]


def test_an_early_person_could_be_called_from_the_own_moment() -> None:
    steps = history((0, W, None), (35, C, "one"), due=30)
    assert visits_of(steps)[0].ready_at == at(30)


def test_a_redirected_person_makes_two_visits() -> None:
    steps = history((0, W, None), (5, C, "one"), (9, W, "one"), (12, C, "two"), due=-10)
    assert visits_of(steps) == [
        Visit("one", at(0), at(5), at(9)),
        Visit("two", at(9), at(12), None),
    ]


def test_a_parked_person_frees_the_counter_and_resuming_costs_no_pause() -> None:
    steps = history((0, W, None), (5, C, "one"), (6, S, "one"), (9, P, "one"), (30, S, "two"))
    assert visits_of(steps) == [
        Visit("one", at(0), at(5), at(9)),
        Visit("two", at(30), at(30), None),
    ]


def test_visits_of_different_tickets_are_kept_apart() -> None:
    steps = [*history((0, W, None), (5, C, "one"), name="a"), *history((1, W, None), name="b")]
    assert len(visits_of(steps)) == 1
