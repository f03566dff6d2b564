"""One private PostgreSQL for all tests of this machine, safe for several runs at once.

Each run has its own database: `test_$LOKET_TEST_DB`, by default named for the process.
Nothing is started before the first test that asks for the database.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import hypothesis
import pytest
import pytest_django
from tests import afterwards

from loket.config import cluster
from loket.config.cluster import roles

CLUSTER = Path(tempfile.gettempdir()) / f"loket-tests-{os.geteuid()}"

os.environ.setdefault("LOKET_TEST_DB", f"run{os.getpid()}")
os.environ["DATABASE_URL"] = cluster.plan(CLUSTER, durable=False).url(
    os.environ["LOKET_TEST_DB"], roles.OWNER
)
os.environ["LOKET_SECRET_KEY"] = "only for tests, and nowhere else, ever"
os.environ["LOKET_DATA_KEYS"] = "for numbers of people who do not exist"
os.environ["LOKET_DOCUMENT_KEYS"] = "only for the codes of tests"
os.environ["LOKET_ALLOWED_HOSTS"] = "localhost,127.0.0.1,testserver"
os.environ["LOKET_BASE_URL"] = "http://testserver"
os.environ["LOKET_DEMO"] = "1"
os.environ["LOKET_PLAIN_STATIC"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "loket.config.settings"
for name in ("LOKET_TRUSTED_PROXIES", "LOKET_POOL", "LOKET_SMTP_HOST", "LOKET_IDENTITY_FILE"):
    os.environ.pop(name, None)
django.setup()

# A slow machine is no fault of a rule: no property is held to a time. What tests say of a change
# must not hang on dice: a run tries what the one before it tried.
# `--hypothesis-profile=exploring` looks for cases that nobody has seen yet.
for profile, derandomize in (("house", True), ("exploring", False)):
    hypothesis.settings.register_profile(
        profile,
        deadline=None,
        derandomize=derandomize,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
hypothesis.settings.load_profile("house")

#: Tables that only grow.
EVIDENCE = (
    "journal_line",
    "journal_seal",
    "journal_sealed",
    "registers_lookup",
    "registers_outcome",
    "registers_shown",
    "registers_review",
)


@pytest.fixture(scope="session")
def private_cluster() -> Iterator[cluster.Cluster]:
    """The running cluster; the last run of the machine stops it."""
    with cluster.running(CLUSTER, durable=False) as running:
        yield running


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    private_cluster: cluster.Cluster, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Before pytest-django makes its database, there must be a server to make it in."""


@pytest.fixture
def as_application(db: None) -> Iterator[None]:
    """The rest of the test runs with the rights of the running application."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.APP}")
        yield
        cursor.execute("RESET ROLE")


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> None:
    """A test that commits leaves behind what it found: whatever migrating made, and no more.

    Evidence refuses to be emptied. Only here is that one guard off; the journal's own tests put it
    back before they try it.
    """
    from django.db import connection

    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            for table in EVIDENCE:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER no_line_is_ever_emptied")
        afterwards.put_back_after_every_flush()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """A test begins as a new process does: what another one read is not believed."""
    afterwards.forget()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Who shares what is made once for a file stays together: else each process makes it."""
    if item.get_closest_marker("xdist_group") is None and shares_with_its_file(item):
        item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def shares_with_its_file(item: pytest.Item) -> bool:
    """Whether a fixture that it uses lasts for all tests of the file."""
    known = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    return any(found[-1].scope == "module" for found in known.values())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Storms first: they take minutes, and blow while no browser has to answer in time."""
    items.sort(key=lambda item: "faults" not in item.path.parts)
