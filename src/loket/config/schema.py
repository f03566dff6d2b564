"""Is the database's schema that of the code, and making it so."""

import os
import subprocess
import sys

from loket.config import env


def list_pending() -> list[str]:
    """Migrations that this database lacks, in order."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]


def migrate() -> None:
    """In a process of its own: this one may be connected as the role that only runs."""
    url = env.text("LOKET_OWNER_DATABASE_URL") or env.text("DATABASE_URL")
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity=0"],
        check=True,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "loket.config.settings"},
    )
