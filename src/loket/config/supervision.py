"""Keeps the demo's processes alive: starts them, starts again what dies, ends them together."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from loket.config import lifeline

#: A process that dies at once is not started again in a tight circle.
BREATH_SECONDS = 1.0
PATIENCE_SECONDS = 15.0
#: What asks us to end.
ENDINGS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Child:
    """One process, with what starts it."""

    name: str
    arguments: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """In a group of its own: Ctrl-C reaches us, and we end it in good order.

        Ctrl-C waits while we fork: what Python calls around a fork would swallow it.
        """
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        try:
            self.process = subprocess.Popen(
                self.arguments,
                env=os.environ | self.environment,
                start_new_session=True,
                preexec_fn=_begin,  # noqa: PLW1509 - we start before any thread
            )
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def is_running(self) -> bool:
        """False before its start and after its end."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Asks it to end; waiting is the caller's."""
        if self.process is not None and self.is_running():
            self.process.terminate()

    def bury(self, patience: float) -> None:
        """Waits for its end, and forces it when it takes too long."""
        if self.process is None:
            return
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _begin() -> None:
    """In the child, before its program: a mask outlives an exec."""
    lifeline.die_with_parent()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)


def watch(children: Sequence[Child], *, each_second: Callable[[], None]) -> None:
    """Runs until interrupted; revives a child that died, and calls `each_second`."""
    while True:
        time.sleep(BREATH_SECONDS)
        each_second()
        for child in children:
            if not child.is_running():
                child.start()


def stop_all(children: Sequence[Child]) -> None:
    """Ends all of them; returns when none is left."""
    for child in children:
        child.stop()
    until = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        child.bury(max(0.1, until - time.monotonic()))
