"""Every later change to the journal is found, and sealing makes nobody wait."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection, transaction

from loket.foundations.journal import actions, queries, tasks
from loket.foundations.journal.models import Line, Seal
from loket.foundations.journal.queries import Fault

#: Never beside the tests that keep one transaction open for minutes: these wait for its end.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("munich")]

#: Another run on this machine may keep such a transaction open too.
PATIENCE_SECONDS = 600
NOW = datetime(2021, 11, 25, 17, 20, tzinfo=UTC)
TABLES = ("journal_line", "journal_seal", "journal_sealed")


def settle() -> None:
    """Wait until transactions that others run in this cluster's databases are over.

    The horizon is one for the whole cluster, and other tests may run beside this one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        begun = cursor.fetchone()[0]
        for _ in range(PATIENCE_SECONDS * 50):
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            if cursor.fetchone()[0] >= begun:
                return
            time.sleep(0.02)
    raise AssertionError(f"a transaction elsewhere has run for {PATIENCE_SECONDS} seconds")


def write(subject: str, **facts: object) -> int:
    """Write one committed line; its number."""
    with transaction.atomic():
        actions.write(act="room.act", actor="resident", subject=subject, at=NOW, **facts)
    return Line.objects.latest("id").pk


def seal_three_batches() -> list[list[int]]:
    """Three seals of two lines each; the lines' numbers."""
    batches = []
    for batch in range(3):
        batches.append([write(f"thing:{batch}-{each}", after={"step": each}) for each in (1, 2)])
        settle()
        assert actions.seal(now=NOW + timedelta(minutes=batch)) == 2
    return batches


@contextmanager
def another_session() -> Iterator[psycopg.Connection]:
    """A second client of the same database, with a transaction of its own."""
    given = connection.get_connection_params()
    wanted = {key: given[key] for key in ("dbname", "user", "host", "port") if given.get(key)}
    with psycopg.connect(**wanted) as session:
        yield session


def tamper(statement: str) -> None:
    """Change the journal as its owner, with the guards off, and put them back."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER no_line_is_ever_changed")
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER no_line_is_ever_changed")


def test_a_journal_that_nobody_touched_is_whole() -> None:
    seal_three_batches()
    write("thing:new")
    verdict = queries.verify()
    assert (verdict.lines, verdict.seals, verdict.unsealed, verdict.first) == (7, 3, 1, None)
    assert verdict.is_whole


def test_the_application_writes_seals_and_recounts_with_its_own_rights() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE loket_app")
        try:
            write("thing:1")
            settle()
            assert tasks.seal(NOW) == 1
            assert queries.verify().is_whole
        finally:
            cursor.execute("RESET ROLE")


def test_an_empty_journal_is_whole_and_needs_no_seal() -> None:
    assert tasks.seal(NOW) == 0
    assert queries.verify().is_whole
    assert queries.find_head() is None


@pytest.mark.parametrize(
    "change",
    [
        "act = 'room.other'",
        "actor = 'api'",
        "at = at + interval '1 microsecond'",
        "purpose = 'x'",
        "subject = 'thing:9'",
        "after = '{\"step\": 9}'",
        "before = '{}'",
        "xact = '3'",
    ],
)
def test_one_changed_value_is_found_with_its_line(change: str) -> None:
    _, (_, line), _ = seal_three_batches()
    tamper(f"UPDATE journal_line SET {change} WHERE id = {line}")
    second = Seal.objects.order_by("id")[1]
    assert queries.verify().first == Fault("line_changed", second.pk, line)


def test_a_changed_line_whose_digest_was_changed_too_breaks_its_seal() -> None:
    _, (_, line), _ = seal_three_batches()
    tamper(f"UPDATE journal_sealed SET digest = sha256('x') WHERE line = {line}")
    tamper(f"UPDATE journal_line SET act = 'x' WHERE id = {line}")
    number = Line.objects.get(pk=line) and Seal.objects.order_by("id")[1].pk
    first = queries.verify().first
    assert first is not None
    assert first.seal == number


def test_a_deleted_line_is_found() -> None:
    (line, _), _, _ = seal_three_batches()
    tamper(f"DELETE FROM journal_line WHERE id = {line}")
    assert queries.verify().first == Fault("line_missing", Seal.objects.earliest("id").pk, line)


def test_a_line_deleted_with_its_membership_is_found() -> None:
    _, (line, _), _ = seal_three_batches()
    tamper(
        f"WITH gone AS (DELETE FROM journal_sealed WHERE line = {line})"
        f" DELETE FROM journal_line WHERE id = {line}"
    )
    assert queries.verify().first == Fault("member_missing", Seal.objects.order_by("id")[1].pk)


def test_two_lines_that_changed_places_are_found() -> None:
    (one, two), _, _ = seal_three_batches()
    tamper(
        "UPDATE journal_line SET subject ="
        f" CASE id WHEN {one} THEN 'thing:0-2' ELSE 'thing:0-1' END WHERE id IN ({one}, {two})"
    )
    assert queries.verify().first == Fault("line_changed", Seal.objects.earliest("id").pk, one)


def test_two_digests_that_changed_places_break_the_seal() -> None:
    _, (three, four), _ = seal_three_batches()
    tamper(
        f"UPDATE journal_sealed SET line = -line WHERE line IN ({three}, {four});"
        f"UPDATE journal_sealed SET line = {three} + {four} + line WHERE line < 0"
    )
    first = queries.verify().first
    assert first is not None
    assert first.seal == Seal.objects.order_by("id")[1].pk


def test_a_seal_dropped_from_the_middle_is_found() -> None:
    seal_three_batches()
    _, second, third = Seal.objects.order_by("id")
    tamper(
        f"DELETE FROM journal_sealed WHERE seal_id = {second.pk};"
        f"DELETE FROM journal_seal WHERE id = {second.pk}"
    )
    assert queries.verify().first == Fault("seal_missing", third.pk)


def test_a_seal_dropped_from_the_end_is_found_by_a_head_kept_outside() -> None:
    seal_three_batches()
    kept = queries.find_head()
    assert kept is not None
    assert queries.verify(known_heads=[kept.head]).is_whole
    tamper(
        f"DELETE FROM journal_sealed WHERE seal_id = {kept.seal};"
        f"DELETE FROM journal_seal WHERE id = {kept.seal}"
    )
    first = queries.verify(known_heads=[kept.head]).first
    assert first is not None
    assert first.kind == "head_unknown"
    assert queries.verify().unsealed == 2


def test_a_line_of_a_running_act_waits_for_the_next_seal_and_nobody_waits_for_the_sealer() -> None:
    with another_session() as session:
        session.execute(
            "INSERT INTO journal_line (at, act, actor, purpose, subject)"
            " VALUES (now(), 'room.slow', 'resident', '', 'thing:slow')"
        )
        later = write("thing:quick")
        assert tasks.seal(NOW) == 0, "a line after a running act is not settled"
        session.commit()
        assert Line.objects.filter(pk=later).exists()
        settle()
        assert tasks.seal(NOW) == 2
    assert queries.verify().is_whole


def test_a_line_that_commits_late_is_not_forgotten_by_later_seals() -> None:
    write("thing:0")
    settle()
    with another_session() as session:
        session.execute(
            "INSERT INTO journal_line (at, act, actor, purpose, subject)"
            " VALUES (now(), 'room.slow', 'resident', '', 'thing:slow')"
        )
        write("thing:1")
        assert tasks.seal(NOW) == 1
        session.commit()
    settle()
    assert tasks.seal(NOW) == 2
    assert queries.verify().unsealed == 0


def test_a_large_backlog_is_sealed_in_batches_without_losing_a_line() -> None:
    for each in range(7):
        write(f"thing:{each}")
    with transaction.atomic():
        for each in range(5):
            actions.write(act="a.b", actor="api", subject=f"same:{each}", at=NOW)
    settle()
    taken = []
    while sealed := actions.seal(now=NOW, limit=3):
        taken.append(sealed)
    assert sum(taken) == 12
    assert queries.verify() == queries.Verdict(lines=12, seals=4, unsealed=0, first=None)


def test_lines_restored_from_a_cluster_with_higher_transactions_are_sealed() -> None:
    seal_three_batches()
    tamper("UPDATE journal_seal SET horizon = '99999999'")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_line (at, act, actor, purpose, subject, xact)"
            " VALUES (now(), 'a.b', 'api', '', 'thing:restored', '99999999')"
        )
    write("thing:after the restore")
    settle()
    assert tasks.seal(NOW) == 2
    write("thing:later")
    settle()
    assert tasks.seal(NOW) == 1
    assert queries.verify().unsealed == 0


def test_of_many_sealers_at_once_none_seals_a_line_twice() -> None:
    for each in range(40):
        write(f"thing:{each}")
    settle()
    counts: list[int] = []

    def work() -> None:
        try:
            counts.extend(actions.seal(now=NOW, limit=4) for _ in range(10))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    tasks.seal(NOW)
    verdict = queries.verify()
    assert (verdict.lines, verdict.unsealed, verdict.first) == (40, 0, None)
    assert sum(counts) <= 40
