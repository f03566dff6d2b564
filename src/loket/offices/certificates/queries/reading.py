"""One request as it stands, by a statement that the database plans once for each connection."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection

from loket.kit.statements import ask
from loket.offices.certificates.models import Request

FIELDS: Final = {one.name: one for one in Request._meta.concrete_fields}  # noqa: SLF001 (Django documents it)
NAMES: Final = [one.attname for one in FIELDS.values()]
READ: Final = (
    f"SELECT {', '.join(str(one.column) for one in FIELDS.values())}"  # noqa: S608 (columns)
    " FROM certificates_request WHERE id = %s"
)
LOCK: Final = f"{READ} FOR UPDATE"


def read_request(request: UUID, *, lock: bool = False) -> Request | None:
    """The request; with ``lock`` nobody else's until the transaction ends. None: there is none."""
    row = ask(LOCK if lock else READ, [request]).fetchone()
    if row is None:
        return None
    values = [_loaded(one, told) for one, told in zip(FIELDS.values(), row, strict=True)]
    return Request.from_db(DEFAULT_DB_ALIAS, NAMES, values)


def _loaded(field: Any, told: Any) -> Any:
    if hasattr(field, "from_db_value"):
        return field.from_db_value(told, None, connection)
    return told
