"""The database answers, and both roles may what they should."""

import pytest
from django.db import ProgrammingError, connection, transaction

from loket.config.cluster import roles


@pytest.mark.django_db
def test_tests_run_as_the_owner_of_the_schema() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (roles.OWNER,)


@pytest.mark.usefixtures("as_application")
def test_the_application_reads_and_writes_rows_of_every_table_django_made() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('k', 'd', '2021-11-25T12:00:00Z')")
        cursor.execute("DELETE FROM django_session WHERE session_key = 'k'")
        assert cursor.rowcount == 1


@pytest.mark.usefixtures("as_application")
def test_the_application_cannot_change_the_schema() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("DROP TABLE django_session")
