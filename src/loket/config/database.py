"""From a database address to Django's settings."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadAddress(ValueError):
    """The address is not one of a PostgreSQL database."""


def settings_for(url: str, *, pool: int = 0) -> dict[str, Any]:
    """Django's DATABASES entry for `postgresql://user:password@host:port/name?option=value`.

    A `host` among the options is the folder of a unix socket. `pool` is the most
    connections one process keeps; 0 opens one for each thread, as commands and tests want.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        message = f"DATABASE_URL must start with postgresql://, not {parts.scheme or 'nothing'}://"
        raise BadAddress(message)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    options.setdefault("application_name", "loket")
    # Lets `kit.statements` keep plans; what Django sends never asks for one.
    options["prepare_threshold"] = 5
    if pool:
        options["pool"] = {"min_size": min(2, pool), "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": options,
    }
