"""Statements that leave together still stand or fall together."""

import pytest
from django.db import IntegrityError, connection, transaction

from loket.kit.statements import ask, in_few_trips, need_not_wait

KEEP = (
    "INSERT INTO journal_answer (key_hash, body_hash, status, body, at)"
    " VALUES (%s, '', 0, '', now())"
)
KEPT = "SELECT key_hash FROM journal_answer WHERE status >= %s ORDER BY key_hash"


def keep(*keys: bytes) -> None:
    for key in keys:
        ask(KEEP, [key])


def kept() -> list[bytes]:
    return [bytes(key) for (key,) in ask(KEPT, [0])]


@pytest.mark.django_db(transaction=True)
def test_what_left_together_is_committed_at_the_end() -> None:
    with in_few_trips():
        keep(b"a", b"b")
        assert kept() == [b"a", b"b"]
    connection.close()
    assert kept() == [b"a", b"b"]


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_fails_is_heard_of_at_the_latest_at_the_end_and_undoes_all() -> None:
    keep(b"a")
    with pytest.raises(IntegrityError), in_few_trips():
        keep(b"b", b"a", b"c")
    assert kept() == [b"a"]


@pytest.mark.django_db(transaction=True)
def test_an_error_of_ours_undoes_what_had_not_even_left() -> None:
    def fail() -> None:
        with in_few_trips():
            keep(b"a")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert kept() == []


@pytest.mark.django_db(transaction=True)
def test_within_another_transaction_it_fails_alone() -> None:
    with transaction.atomic():
        keep(b"a")
        with pytest.raises(IntegrityError), in_few_trips():
            keep(b"b", b"a")
        keep(b"c")
    assert kept() == [b"a", b"c"]


@pytest.mark.django_db(transaction=True)
def test_a_statement_is_planned_once_by_a_connection() -> None:
    connection.close()  # it may keep plans that another test had made
    for key in (b"a", b"b", b"c"):
        keep(key)
    prepared = ask("SELECT count(*) FROM pg_prepared_statements WHERE statement ~ %s", ["answer"])
    assert prepared.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_a_refused_statement_is_an_error_of_the_framework() -> None:
    keep(b"a")
    with pytest.raises(IntegrityError):
        keep(b"a")


def waits() -> str:
    return str(ask("SHOW synchronous_commit", []).fetchall()[0][0])


@pytest.mark.django_db(transaction=True)
def test_only_the_transaction_that_need_not_wait_for_the_disk_does_not() -> None:
    ask("SET synchronous_commit = on", [])  # the tests' server waits for nothing
    try:
        with in_few_trips():
            need_not_wait()
            within = waits()
        assert (within, waits()) == ("off", "on")
    finally:
        ask("RESET synchronous_commit", [])
