"""HTTP to one outside system: a limit on every wait, few tries apart by chance, and a breaker.

A breaker counts failures in a row. From ``LIMIT`` on nothing is asked for a while, so that a system
that is down is left alone and nobody waits for it; then one try decides. It is this process's own:
every process learns by itself, and none needs another to know.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

import httpx
import tenacity

#: Failures in a row after which nothing is asked for ``PAUSE`` seconds.
LIMIT: Final = 5
PAUSE: Final = 30.0
TRIES: Final = 3
#: Seconds for each wait: to connect, to send, to read, and for a free connection.
WAIT: Final = 5.0
#: Seconds for one whole answer: one that drips is not waited for either.
WHOLE: Final = 15.0
#: An answer longer than this is nobody's certificate.
LARGEST: Final = 20_000_000
#: Seconds after which a register that is away is asked again, whatever it said.
LONGEST_PAUSE: Final = 86_400
#: Answers after which the same question may be put again.
AGAIN: Final = frozenset({429, 502, 503, 504})


class Unreachable(Exception):
    """No answer in time, or none at all; ``retry_after`` seconds, when it is known."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__("no answer")
        self.retry_after = retry_after


@dataclass(slots=True)
class Breaker:
    """Lets questions through until too many failed in a row."""

    limit: int = LIMIT
    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    _failures: int = 0
    _until: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def check(self) -> None:
        """Raises ``Unreachable`` while it is open; after the pause it lets one through."""
        with self._lock:
            left = self._until - self.clock()
            if self._failures >= self.limit and left > 0:
                raise Unreachable(left)
            if self._failures >= self.limit:
                self._until = self.clock() + self.pause

    def succeeded(self) -> None:
        """The system answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """It did not."""
        with self._lock:
            self._failures += 1
            if self._failures >= self.limit:
                self._until = self.clock() + self.pause


class Caller:
    """Asks one system. ``sleep`` and ``transport`` are for tests."""

    def __init__(
        self,
        base_url: str,
        *,
        certificate: tuple[str, str] | None = None,
        breaker: Breaker | None = None,
        wait: float = WAIT,
        whole: float = WHOLE,
        tries: int = TRIES,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._breaker = breaker or Breaker()
        self._whole = whole
        self._client = httpx.Client(
            base_url=base_url,
            timeout=wait,
            transport=transport,
            verify=_context(certificate),
            follow_redirects=False,
        )
        self._retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(tries),
            wait=tenacity.wait_random_exponential(multiplier=0.2, max=2),
            retry=tenacity.retry_if_exception_type(Unreachable),
            sleep=sleep,
            reraise=True,
        )

    def send(self, method: str, path: str, **how: Any) -> httpx.Response:
        """The status and content of the answer, whatever it is. Raises ``Unreachable``.

        Only for questions that may be put twice.
        """
        self._breaker.check()
        try:
            answer: httpx.Response = self._retrying(self._once, method, path, how)
        except Unreachable:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return answer

    def _once(self, method: str, path: str, how: dict[str, Any]) -> httpx.Response:
        try:
            with self._client.stream(method, path, **how) as answer:
                content = _read(answer, until=time.monotonic() + self._whole)
        except httpx.HTTPError as broken:
            raise Unreachable from broken
        if answer.status_code in AGAIN:
            raise Unreachable(_seconds(answer.headers.get("Retry-After", "")))
        return httpx.Response(answer.status_code, content=content)


def _read(answer: httpx.Response, *, until: float) -> bytes:
    """All of it, unless it is far too much or takes far too long, whatever it said of its size."""
    parts, size = [], 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > LARGEST or time.monotonic() > until:
            raise Unreachable
        parts.append(part)
    return b"".join(parts)


def _seconds(text: str) -> float | None:
    """At most a day: nobody is away for longer without being asked again."""
    digits = text.isascii() and text.isdecimal()
    return float(min(int(text[:9]), LONGEST_PAUSE)) if digits else None


def _context(certificate: tuple[str, str] | None) -> Any:
    """TLS with the machine's trust, and our own certificate where the system asks for one."""
    if certificate is None:
        return True
    context = httpx.create_ssl_context()
    context.load_cert_chain(*certificate)
    return context
