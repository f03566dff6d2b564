"""The worker asks where a batch goes: in steps, once each, and nothing is lost by a fall."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from tests.offices.certificates.test_posting import by_post, clerk_of
from tests.offices.certificates.world import COUNTERS, NOW, World, clerk

from loket.domain.refusals import RuleBroken
from loket.foundations.journal import queries as journal
from loket.foundations.people.models import Assignment
from loket.foundations.registers import queries as registers
from loket.foundations.registers.models import LookUp
from loket.offices.certificates import actions, queries, tasks
from loket.offices.certificates.actions.addressing import PAUSE, TURN
from loket.offices.certificates.models import Batch, Request

ACTOR = "system:certificates"


@pytest.fixture
def batch(world: World) -> uuid.UUID:
    """Three documents for the post, of which nobody asked yet where they go."""
    for name in ("Nora", "Tom", "Ludo"):
        by_post(world, name)
    return actions.make_batch(actor=clerk(), now=NOW)


def asked() -> int:
    """How often a register was asked for an address."""
    return LookUp.objects.filter(purpose="post").count()


def step(batch: uuid.UUID, *, limit: int = 25, after: timedelta = timedelta()) -> int:
    return actions.prepare_batch(batch=batch, actor=ACTOR, now=NOW + after, limit=limit)


def test_it_goes_on_in_steps_and_says_how_far_it_is(batch: uuid.UUID) -> None:
    seen = []
    for _turn in range(3):
        done = step(batch, limit=2)
        (line,) = queries.list_batches()
        seen.append((done, line.addressed, line.is_ready))
    assert seen == [(2, 2, False), (1, 3, True), (0, 3, True)]
    assert asked() == 3


def test_the_evidence_and_whoever_it_is_about_read_whose_batch_it_was(
    world: World, batch: uuid.UUID
) -> None:
    step(batch)
    clerk = clerk_of(batch)
    found = LookUp.objects.filter(purpose="post")
    assert {(one.actor, one.ordered_by, one.team) for one in found} == {(ACTOR, clerk, COUNTERS)}
    for one in found:
        (intent,) = (
            line
            for line in journal.list_about(f"look_up:{one.pk}")
            if line.act == "registers.look_up"
        )
        assert (intent.actor, intent.after["ordered_by"]) == (ACTOR, clerk)
    seen = registers.list_look_ups_of(world["Nora"], since=NOW, before=NOW + timedelta(days=1))
    (posted,) = (one for one in seen if one.purpose == "post")
    assert (posted.asked_by, posted.ordered_by, posted.team) == ("automatic", "team", COUNTERS)
    assert clerk not in repr(posted)


def test_a_clerk_who_left_meanwhile_is_still_whose_batch_it_was(batch: uuid.UUID) -> None:
    clerk = clerk_of(batch)
    Assignment.objects.update(valid_to=NOW.date())
    step(batch)
    found = LookUp.objects.filter(purpose="post")
    assert {(one.ordered_by, one.team) for one in found} == {(clerk, "")}


def test_nothing_is_printed_before_all_is_known_and_printing_asks_no_register(
    batch: uuid.UUID,
) -> None:
    actor = clerk_of(batch)
    step(batch, limit=2)
    with pytest.raises(RuleBroken, match="batch_not_ready"):
        actions.print_batch(batch=batch, actor=actor, now=NOW)
    step(batch)
    for _ in range(2):
        assert actions.print_batch(batch=batch, actor=actor, now=NOW).documents == 3
    assert asked() == 3


def test_a_register_that_is_away_puts_off_the_rest_and_takes_nothing_back(
    batch: uuid.UUID, failing: Callable[[str], None]
) -> None:
    step(batch, limit=1)
    failing("away")
    assert step(batch) == 0
    (line,) = queries.list_batches()
    assert (line.addressed, line.is_away, len(line.documents)) == (1, True, 3)
    assert step(batch, after=PAUSE - timedelta(seconds=1)) == 0
    failing("")
    assert step(batch, after=PAUSE) == 2
    (line,) = queries.list_batches()
    assert (line.is_ready, line.is_away, line.left_out) == (True, False, ())


def test_a_worker_that_fell_in_its_turn_repeats_nothing_that_was_answered(
    batch: uuid.UUID, failing: Callable[[str], None]
) -> None:
    step(batch, limit=1)
    Batch.objects.update(try_at=NOW + TURN)  # as a worker leaves it that dies while it asks
    assert step(batch, after=TURN - timedelta(seconds=1)) == 0
    assert step(batch, after=TURN) == 2
    assert asked() == 3


def test_an_address_stands_in_no_row_in_the_clear_and_goes_when_the_batch_has_left(
    batch: uuid.UUID,
) -> None:
    step(batch)
    kept = [bytes(one.address or b"") for one in Request.objects.all()]
    assert all(kept)
    assert b"Voorbeeldstraat" not in b"".join(kept)
    told = str([one.after for one in journal.list_about(f"batch:{batch}")])
    assert "Voorbeeldstraat" not in told
    actions.post_batch(batch=batch, actor=clerk_of(batch), now=NOW)
    assert not Request.objects.exclude(address=None).exists()
    assert step(batch) == 0


def test_what_left_without_waiting_for_the_register_is_asked_about_no_more(
    batch: uuid.UUID,
) -> None:
    actions.post_batch(batch=batch, actor=clerk_of(batch), now=NOW)
    assert tasks.prepare_batches(NOW + TURN) == 0
    assert asked() == 0


def test_whom_the_register_does_not_know_is_left_out_and_named_by_mark(
    batch: uuid.UUID, failing: Callable[[str], None]
) -> None:
    step(batch, limit=2)
    failing("unknown")
    assert step(batch) == 1
    (line,) = queries.list_batches()
    assert (line.is_ready, len(line.documents)) == (True, 2)
    (left,) = Request.objects.to_post()
    assert line.left_out == (left.mark,)


def test_the_database_keeps_an_address_for_a_batch_only_and_asks_nothing_of_what_left(
    batch: uuid.UUID,
) -> None:
    with pytest.raises(IntegrityError, match="kept_for_a_batch_only"), transaction.atomic():
        Request.objects.update(batch=None, address=b"x")
    with pytest.raises(IntegrityError, match="left_asks_no_address"), transaction.atomic():
        Batch.objects.update(posted_at=NOW, try_at=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_asks_and_each_address_is_asked_once(batch: uuid.UUID) -> None:
    start = Barrier(2, timeout=60)

    def work(_number: int) -> int:
        start.wait()
        try:
            return step(batch)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        done = sorted(pool.map(work, range(2)))
    assert (done, asked()) == ([0, 3], 3)
