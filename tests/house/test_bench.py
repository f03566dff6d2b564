"""Benchmarks measure what they say, and a figure that says nothing is not reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Max

from loket.config.bench import _residents, _turns, certificates, click, guard, memory, verify
from loket.config.bench.guard import Cost
from loket.connectors.population import simulated
from loket.domain.documents import codes
from loket.foundations.journal.models import Line
from loket.foundations.registers import kinds
from loket.foundations.registers.models import LookUp, Outcome


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


def test_a_guarded_look_up_is_measured_against_the_bare_evidence_of_its_own_turn() -> None:
    turns = [
        (Cost(0.002, 0.0005, 0.001), Cost(0.001, 0.0001, 0.0), Cost(0.0005, 0.0001, 0.0)),
        (Cost(0.020, 0.0006, 0.001), Cost(0.016, 0.0002, 0.0), Cost(0.014, 0.0001, 0.0)),
        (Cost(0.004, 0.0007, 0.001), Cost(0.003, 0.0003, 0.0), Cost(0.002, 0.0001, 0.0)),
    ]
    sums = guard._sums(turns)
    assert (sums["share"], sums["cpu_ms"], sums["a_second"]) == (0.75, 0.6, 250)
    assert (sums["of_row"], sums["row_a_second"]) == (0.5, 500)
    assert [figure["reached"] for figure in guard._figures(sums)] == [True, True]
    slow = sums | {"share": 0.59, "cpu_ms": 1.1}
    assert [figure["reached"] for figure in guard._figures(slow)] == [False, False]


@pytest.mark.django_db(transaction=True)
def test_the_measured_look_up_leaves_intent_and_outcome_with_their_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kinds, "_KINDS", dict(kinds._KINDS))
    monkeypatch.setattr(simulated, "_here", simulated._here)
    look = guard._look_up()
    before = Line.objects.count()
    look()
    assert (LookUp.objects.count(), Outcome.objects.get().result) == (1, "shown")
    assert Line.objects.count() == before + 2


@pytest.mark.django_db(transaction=True)
def test_bare_evidence_is_as_many_rows_in_as_many_transactions_as_a_look_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kinds, "_KINDS", dict(kinds._KINDS))
    monkeypatch.setattr(simulated, "_here", simulated._here)
    look = guard._look_up()
    bare = guard._bare(connection)
    assert written_by(bare) == written_by(look) == {LookUp: 1, Outcome: 1, Line: 2, "commits": 2}


def written_by(act: Callable[[], object]) -> dict[Any, int]:
    """Rows by record, and the transactions that wrote lines."""
    kept = (LookUp, Outcome, Line)
    before = [one.objects.count() for one in kept]
    newest = Line.objects.aggregate(newest=Max("pk"))["newest"] or 0
    act()
    lines = Line.objects.filter(pk__gt=newest)
    rows = [one.objects.count() - count for one, count in zip(kept, before, strict=True)]
    commits = len(set(lines.values_list("xact", flat=True)))
    return {**dict(zip(kept, rows, strict=True)), "commits": commits}


@pytest.mark.django_db(transaction=True)
def test_the_one_row_beside_it_is_committed_at_once() -> None:
    connection.ensure_connection()
    guard._one_row(connection)()
    connection.close()
    assert (LookUp.objects.count(), Outcome.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_the_server_plans_bare_evidence_once_and_the_one_row_each_time() -> None:
    connection.ensure_connection()
    for make in (guard._bare, guard._one_row):
        make(connection)()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
            ["%registers_%''system:bench''%".replace("''", "'")],
        )
        assert cursor.fetchone() == (2,)


def test_a_certificate_must_be_cheap_beside_the_bare_one_and_by_itself() -> None:
    found = {"whole": 0.03, "bare": 0.02, "share": 0.667, "documents": 400}
    assert certificates.told(found)["reached"]
    assert not certificates.told(found | {"share": 0.59})["reached"]
    assert not certificates.told(found | {"whole": 0.034})["reached"]


def test_memory_is_flat_while_no_tenth_is_far_from_the_first() -> None:
    flat = memory.told([100 * 2**20, 109 * 2**20, 95 * 2**20], 3000)
    assert (flat["reached"], flat["value"], flat["limit"]) == (True, 109.0, 100.0)
    assert not memory.told([100, 105, 111, 104], 4000)["reached"]
    assert not memory.told([100, 89], 2000)["reached"]


@pytest.mark.django_db
def test_the_people_of_a_benchmark_are_as_many_as_asked_and_each_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(simulated, "_here", simulated._here)
    residents = _residents.Residents(1200, municipality="99999")
    few = _residents.Residents(3)
    assert len({one.digits for one in residents.numbers}) == 1200
    assert all(residents.find(one.digits) for one in residents.numbers)
    assert len(set(_residents.move_in(few))) == 3


def test_a_click_is_fast_enough_by_the_middle_of_what_people_waited() -> None:
    waits = [0.2, 0.3, 0.9, 0.39, 0.35]
    figure = click.told_of(waits)
    assert (figure["value"], figure["limit"], figure["reached"]) == (350, 50, True)
    assert not click.told_of([0.41, 0.4, 0.3, 0.5])["reached"]
