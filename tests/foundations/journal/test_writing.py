"""A line is written with its act or not at all, and never holds a person's data."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from loket.foundations.journal import actions, queries
from loket.foundations.journal.models import Answer, Line

NOW = datetime(2021, 11, 25, 17, 20, tzinfo=UTC)
TABLES = ("journal_line", "journal_seal", "journal_sealed")


def write(**facts: object) -> None:
    actions.write(act="room.act", actor="resident", subject="thing:1", at=NOW, **facts)


@pytest.mark.django_db
def test_a_line_says_who_did_what_to_what_and_what_changed() -> None:
    with transaction.atomic():
        write(
            purpose="call", before={"state": "held"}, after={"state": "booked", "day": NOW.date()}
        )
    line = Line.objects.get()
    assert (line.act, line.actor, line.subject, line.purpose, line.at) == (
        "room.act",
        "resident",
        "thing:1",
        "call",
        NOW,
    )
    assert (line.before, line.after) == (
        {"state": "held"},
        {"state": "booked", "day": "2021-11-25"},
    )
    assert line.xact > 0


@pytest.mark.django_db
def test_a_line_takes_one_statement(django_assert_num_queries) -> None:
    with transaction.atomic(), django_assert_num_queries(1):
        write(after={"state": "booked"})


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_line() -> None:
    @transaction.atomic
    def act() -> None:
        write()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert not Line.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside its transaction"):
        write()


KEEP = """
done AS (
    INSERT INTO journal_answer (key_hash, body_hash, status, body, at)
    SELECT %(key)s, '', 0, '', now() WHERE %(wanted)s RETURNING key_hash
)"""


def keep(*, wanted: bool = True) -> None:
    actions.write_with(
        KEEP, {"key": b"k", "wanted": wanted}, act="room.keep", actor="resident",
        subject="thing:1", at=NOW, after={"state": "kept"},
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_what_is_written_with_its_line_is_committed_by_one_statement(
    django_assert_num_queries,
) -> None:
    with django_assert_num_queries(1):
        keep()
    connection.close()
    line = Line.objects.get()
    assert (line.act, line.at, line.before, line.after) == (
        "room.keep", NOW, None, {"state": "kept"}
    )  # fmt: skip
    assert Answer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_what_is_written_with_its_line_neither_stands_alone() -> None:
    keep()
    with pytest.raises(DatabaseError):
        keep()
    assert (Line.objects.count(), Answer.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_an_act_that_does_nothing_has_no_line() -> None:
    keep(wanted=False)
    assert not Line.objects.exists()


@pytest.mark.django_db
def test_a_line_that_is_written_with_its_act_holds_no_contact_either() -> None:
    with pytest.raises(ValueError, match="email"):
        actions.write_with(KEEP, {}, act="a", actor="b", subject="c", at=NOW, after={"email": "x"})


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["name", "Email", "phone", "national_number", "address", "note"])
def test_names_contacts_and_values_of_people_are_refused_at_any_depth(key: str) -> None:
    with pytest.raises(ValueError, match=rf"visits\[0\].{key}"):
        write(after={"visits": [{key: "x"}]})
    assert not Line.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", TABLES)
def test_not_even_the_owner_changes_the_journal(table: str, statement: str) -> None:
    column = {"journal_line": "act", "journal_seal": "count", "journal_sealed": "digest"}[table]
    with connection.cursor() as cursor:
        for each in TABLES:
            cursor.execute(f"ALTER TABLE {each} ENABLE ALWAYS TRIGGER no_line_is_ever_emptied")
        # Memberships point at seals: a seal can only be emptied together with them.
        both = statement.startswith("TRUNCATE") and table == "journal_seal"
        change = statement.format(", ".join(TABLES[1:]) if both else table, column, column)
        with pytest.raises(DatabaseError, match="the journal only grows"), transaction.atomic():
            cursor.execute(change)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = 1", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_has_no_right_to_change_a_line(
    as_application: None, statement: str
) -> None:
    write()
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(statement.format("journal_line"))


@pytest.mark.django_db
def test_a_guard_that_is_off_and_a_right_that_is_too_wide_are_named() -> None:
    with connection.cursor() as cursor:
        for each in TABLES:
            cursor.execute(f"ALTER TABLE {each} ENABLE ALWAYS TRIGGER no_line_is_ever_emptied")
        assert queries.list_weaknesses() == []
        cursor.execute("ALTER TABLE journal_line DISABLE TRIGGER no_line_is_ever_changed")
        cursor.execute("GRANT DELETE ON journal_seal TO loket_app")
    assert queries.list_weaknesses() == [
        "loket_app may delete journal_seal",
        "trigger no_line_is_ever_changed on journal_line is off",
    ]
