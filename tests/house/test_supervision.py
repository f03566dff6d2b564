"""Ctrl-C is never lost, also when it is pressed while a process is being started."""

from __future__ import annotations

import subprocess
import sys
import textwrap

#: Starts children one after another, each interrupting its parent's whole group before it begins.
#: It listens to Ctrl-C as `loket demo` does, also where whoever runs the tests had it ignored.
PROGRAM = """
import os, signal, sys
from loket.config.supervision import Child

signal.signal(signal.SIGINT, signal.default_int_handler)
os.register_at_fork(before=lambda: os.kill(os.getpid(), signal.SIGINT))
child = Child("one", [sys.executable, "-c", "import signal, sys; sys.exit(7 if "
    "signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []) else 0)"])
try:
    child.start()
except KeyboardInterrupt:
    print("heard", child.process.wait() if child.process else "nobody")
else:
    print("lost")
"""


def test_an_interrupt_during_a_start_is_heard_after_it_and_the_child_can_be_interrupted() -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.stdout.split() == ["heard", "0"], done.stderr
