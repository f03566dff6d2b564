"""The city of the pack, loaded once for a module of tests and undone after it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from loket.foundations.catalogue import actions as catalogue
from loket.foundations.catalogue.queries import read_pack

PACK = Path(catalogue.__file__).parents[2] / "cities" / "antwerp"
LOADED = datetime(2021, 9, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def antwerp(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The pack is loaded once for all tests here, in a transaction that is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        catalogue.load(pack=read_pack(PACK), now=LOADED, actor="system:test")
        yield
        transaction.set_rollback(True)
