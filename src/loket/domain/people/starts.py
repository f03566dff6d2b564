"""How often one client may begin to sign in within an hour.

Beginning costs a session of ours and a question to a provider. A library or a school is one client,
and so are many phones of one operator: the number lets them all through, and no robot for long.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

WINDOW: Final = timedelta(hours=1)
#: Beginnings of one client within the hour.
MOST: Final = 120


def window_of(now: datetime) -> datetime:
    """The hour that counts."""
    return now.replace(minute=0, second=0, microsecond=0)


def seconds_to_wait(starts: int, *, now: datetime) -> int:
    """How long a client waits that began so often, this time included; 0 when it goes on."""
    if starts <= MOST:
        return 0
    return max(1, int((window_of(now) + WINDOW - now).total_seconds()))
