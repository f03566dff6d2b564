"""Statements of busy acts: each planned once per connection, and sent together.

What an act costs is mostly trips to the database: each wakes two processes. Within `in_few_trips`
statements wait until an answer is asked for, and leave together; the last leave with the commit. A
statement that fails is heard of at the next answer or at the end, never later: who is told that an
act was done is told after its commit.

Within it a cursor's `rowcount` is not known yet: ask for rows with RETURNING.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, LiteralString

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction


def ask(statement: LiteralString, values: Sequence[Any] | Mapping[str, Any]) -> psycopg.Cursor:
    """Sends a statement with its values apart, so that the server plans it once per connection."""
    link = connections[DEFAULT_DB_ALIAS]  # found once: Django looks for it at each attribute
    if link.connection is None:
        link.ensure_connection()
    if link.queries_logged:  # as Django's own cursors do: tests count statements there
        link.queries_log.append({"sql": statement, "time": "0"})
    with link.wrap_database_errors:
        return psycopg.Cursor(link.connection).execute(_sent(statement), values, prepare=True)


@cache
def _sent(statement: LiteralString) -> bytes:
    """As it goes over the wire: made once, because the driver knows a statement by these bytes."""
    return statement.encode()


def need_not_wait() -> None:
    """The commit of this transaction does not wait for the disk; the next one that does takes it.

    For what nobody was told before that next commit of the same process: the database writes down
    commits in their order, so that no power failure keeps the later and loses the earlier.
    """
    ask("SELECT set_config('synchronous_commit', 'off', true)", [])


@contextmanager
def in_few_trips(*, savepoint: bool = True) -> Iterator[None]:
    """One transaction whose statements leave together.

    Inside another one it is a savepoint, at whose end every answer has been heard: an error must
    not come after the savepoint that could undo it. Without ``savepoint`` it is a part of the other
    one, which fails with it.
    """
    if connection.in_atomic_block and not savepoint:
        with transaction.atomic(savepoint=False):
            yield
    elif connection.in_atomic_block:
        with transaction.atomic(), _together():
            yield
    else:
        with _together(), transaction.atomic():
            yield


@contextmanager
def _together() -> Iterator[None]:
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield
