"""No test leans on what another one left: neither in the database nor in the process."""

import ast
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection
from tests import afterwards
from tests.factories.city import make_city
from tests.house.sources import SRC, code, tree

from loket.foundations.catalogue.models import City
from loket.foundations.places.models import Edition
from loket.offices.appointments.models import Day

#: Whoever reads these compares them first with a mark that is never given twice.
COMPARED = {
    ("foundations.catalogue.queries.remembered", "_remembered"),
    ("foundations.registers.queries.purposes", "_remembered"),
}


@pytest.mark.django_db(transaction=True)
def test_what_migrating_wrote_stands_again_after_a_test_that_commits() -> None:
    written = Edition.objects.values().get()
    make_city()
    assert Edition.objects.values().get() != written
    call_command("flush", verbosity=0, interactive=False)
    assert Edition.objects.values().get() == written
    assert not City.objects.exists()
    assert not Day.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_that_a_test_committed_is_not_there_for_the_next() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('', '')")
        call_command("flush", verbosity=0, interactive=False)
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_every_table_but_those_of_django_and_of_the_migrations() -> None:
    make_city()
    call_command("flush", verbosity=0, interactive=False)
    kept = {"django_migrations", "django_content_type", "auth_permission", "places_edition"}
    assert set(filled()) == kept


def test_every_memory_of_a_process_is_forgotten_or_compared_before_it_is_believed() -> None:
    found = {
        (".".join(path.relative_to(SRC).with_suffix("").parts), name)
        for path in code()
        for name in memories(tree(path))
    }
    forgotten = {(room, name) for room, name, forgets in afterwards.MEMORIES if forgets == "clear"}
    assert found == forgotten | COMPARED


@pytest.mark.parametrize(
    ("room", "name", "forgets"), afterwards.MEMORIES, ids=[room for room, *_ in afterwards.MEMORIES]
)
def test_what_a_test_remembers_is_forgotten_before_the_next(
    room: str, name: str, forgets: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[str] = []

    class Memory:
        def __getattr__(self, asked: str) -> Callable[[], None]:
            return lambda: forgotten.append(asked)

    monkeypatch.setattr(import_module(f"loket.{room}"), name, Memory())
    afterwards.forget()
    assert forgotten == [forgets]


def filled() -> Iterator[str]:
    """The tables with a row at least."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
            if cursor.fetchone() == (True,):
                yield table


def memories(module: ast.Module) -> list[str]:
    """Names of a module that begin empty and are filled while it runs."""
    return [
        node.target.id
        for node in module.body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id.islower()
        and isinstance(node.value, ast.Dict | ast.List)
        and not ast.unparse(node.value).strip("{}[]")
    ]
