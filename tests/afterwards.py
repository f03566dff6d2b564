"""What a test leaves behind: a database as it stood after migrating, and no memory of another."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from django.apps import apps
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connections
from django.db.models import Model
from django.db.models.signals import post_migrate

#: Tables that no model of ours manages: a flush does not know them.
UNKNOWN_TO_FLUSH = ("procrastinate_periodic_defers", "procrastinate_jobs", "procrastinate_workers")
#: What is believed for a while, or under a number that a rolled back test gives again.
MEMORIES = (
    ("channels.api.problems", "_said", "clear"),
    ("channels.board.showing", "_kept", "clear"),
    ("foundations.documents.queries.documents", "_believed", "clear"),
    ("foundations.places.queries.snapshot", "_remembered", "clear"),
    ("offices.appointments.queries.popular", "_known", "clear"),
    ("offices.appointments.queries.days", "BOOK", "forget"),
)
#: Of the signals that one flush sends, one for each app, the last room's is enough.
ROOM = "demo"


def put_back_after_every_flush() -> None:
    """From now on; whatever stands in the database is taken for what migrating wrote."""
    written = _what_stands()
    # Django would ask of each model, and of each right to it, whether it is there: half of a flush.
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")

    def put_back(*, using: str, **_more: object) -> None:
        with connections[using].cursor() as cursor:
            for table in UNKNOWN_TO_FLUSH:
                cursor.execute(f"DELETE FROM {table}")
        for rows in written:
            type(rows[0])._base_manager.using(using).bulk_create(rows, ignore_conflicts=True)
        forget()

    post_migrate.connect(put_back, sender=apps.get_app_config(ROOM), weak=False)


def _what_stands() -> list[Sequence[Model]]:
    found = (list(each._base_manager.all()) for each in apps.get_models() if each._meta.managed)
    return [rows for rows in found if rows]


def forget() -> None:
    """What a process remembers of a database, although the database may say otherwise now."""
    for room, name, forgets in MEMORIES:
        if read := sys.modules.get(f"loket.{room}"):
            getattr(getattr(read, name), forgets)()
