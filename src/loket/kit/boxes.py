"""Runs something untrustworthy in a process that can do nothing: little memory, little time, no
file, no network, nothing to start.

The process is told to lower its own limits after it has read its code (`step_in`); what it reads
comes from its input, what it finds goes to its output.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from contextlib import suppress

MEGABYTE = 1024 * 1024
MEMORY = 768 * MEGABYTE
CPU_SECONDS = 5
#: Longer than the CPU time: a machine that does many other things too.
PATIENCE_SECONDS = 60
LARGEST_ANSWER = 64 * 1024


class BoxFailed(Exception):
    """What ran in the box did not come to an end, or did not end well."""


def run(module: str, given: bytes) -> bytes:
    """What the module prints when it is run with ``given`` as its input. Raises ``BoxFailed``."""
    try:
        ended = subprocess.run(
            [sys.executable, "-I", "-m", module],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            check=False,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired as late:
        raise BoxFailed("too slow") from late
    if ended.returncode or len(ended.stdout) > LARGEST_ANSWER:
        raise BoxFailed(f"ended with {ended.returncode}")
    return ended.stdout


def step_in() -> None:
    """Give up everything but thinking and the open pipes; called by the process in the box.

    No descriptor can be had any more, so neither a file nor a connection.
    """
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: MEGABYTE,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 3,
    }
    for kind, most in limits.items():
        with suppress(ValueError):
            resource.setrlimit(kind, (most, most))
