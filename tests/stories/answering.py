"""What a live server still answers when a story ends, and what must be over before the next."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from django.core.signals import request_finished, request_started

#: Seconds that a request may take on a machine that is very busy.
PATIENCE = 120.0


@contextmanager
def answered(base: str) -> Iterator[None]:
    """No request that was made in the block is at work in the database after it.

    A page asks by itself how things stand, and is not there any more to wait for the answer. The
    tables are emptied next: whoever still reads them would hinder that, or remember what was.
    """
    at_work: set[threading.Thread] = set()

    def begin(**_: Any) -> None:
        at_work.add(threading.current_thread())

    def end(**_: Any) -> None:
        at_work.discard(threading.current_thread())

    request_started.connect(begin, weak=False)
    request_finished.connect(end, weak=False)
    try:
        yield
        _come_last(base)
        at_work.discard(threading.current_thread())
        _wait_for(at_work)
    finally:
        request_started.disconnect(begin)
        request_finished.disconnect(end)


def _come_last(base: str) -> None:
    """Ask for what is not there: whoever asked before is then at work, or done."""
    with suppress(HTTPError):
        urlopen(f"{base}/static/none", timeout=PATIENCE).close()


def _wait_for(at_work: set[threading.Thread]) -> None:
    until = time.monotonic() + PATIENCE
    while any(one.is_alive() for one in list(at_work)):
        assert time.monotonic() < until, "a request never ends"
        time.sleep(0.01)
