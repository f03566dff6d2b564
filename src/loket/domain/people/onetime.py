"""One-time codes by time (RFC 6238): six digits, new every thirty seconds, each good once."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final

STEP_SECONDS: Final = 30
DIGITS: Final = 6
#: A clock may be one step off, either way.
TOLERATED: Final = (0, -1, 1)
#: After this many wrong codes in a row nobody guesses on for a while.
MOST_WRONG: Final = 5
PAUSE: Final = timedelta(minutes=15)


def code_at(secret: bytes, counter: int) -> str:
    """The code of one step (RFC 4226): SHA-1, as every authenticator app counts."""
    digest = hmac.new(secret, counter.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    value = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{value % 10**DIGITS:0{DIGITS}}"


def counter_of(now: datetime) -> int:
    """The step in which an instant lies."""
    return int(now.timestamp()) // STEP_SECONDS


def find_counter(secret: bytes, typed: str, *, now: datetime, after: int) -> int | None:
    """The step whose code was typed; None when it is wrong, or not later than ``after``.

    ``after`` is the step of the last code that was used: a code seen over a shoulder is worth
    nothing.
    """
    digits = "".join(typed.split())
    if not (digits.isascii() and digits.isdecimal()):
        return None
    steps = [counter_of(now) + off for off in TOLERATED]
    found = [step for step in steps if hmac.compare_digest(code_at(secret, step), digits)]
    return next((step for step in found if step > after), None)


def is_paused(wrong: int, last_wrong_at: datetime | None, now: datetime) -> bool:
    """Whether so many wrong codes were typed that no code counts now."""
    return wrong >= MOST_WRONG and last_wrong_at is not None and now - last_wrong_at < PAUSE
