"""A child does not outlive its parent, however early the parent is killed."""

import signal
import subprocess
import sys
import textwrap

import pytest

from loket.config.cluster import processes

#: A parent that is killed before (`early`) or after its child has asked to end with it.
SCRIPT = """
    import multiprocessing, os, signal, sys, time

    def child(early):
        from loket.config import lifeline
        print(os.getpid(), flush=True)
        if early:
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(0.2)
        lifeline.die_with_parent()
        if not early:
            os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)

    early = sys.argv[1] == "early"
    multiprocessing.get_context("fork").Process(target=child, args=[early]).start()
    time.sleep(60)
"""


@pytest.mark.parametrize("when", ["early", "late"])
def test_a_child_ends_when_its_parent_is_killed(when: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SCRIPT), when], stdout=subprocess.PIPE, text=True
    )
    child = int(parent.stdout.readline())
    assert parent.wait(30) == -signal.SIGKILL
    try:
        assert processes._wait_gone(child, 30)
    finally:
        parent.stdout.close()
        processes._send(child, signal.SIGKILL)
