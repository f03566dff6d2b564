"""A child does not outlive its parent, however early the parent is killed."""

import signal
import subprocess
import sys
import textwrap

import pytest

from loket.config.cluster import processes

#: A parent that is killed before (`early`) or after its child has asked to end with it, or early
#: by a younger `sister`, who was born with the elder's line to the parent in her hand.
SCRIPT = """
    import multiprocessing, os, signal, sys, time

    def child(when):
        from loket.config import lifeline
        parent = multiprocessing.parent_process().pid
        print(os.getpid(), flush=True)
        if when == "early":
            os.kill(parent, signal.SIGKILL)
        while when != "late" and os.getppid() == parent:
            time.sleep(0.01)
        lifeline.die_with_parent()
        if when == "late":
            os.kill(parent, signal.SIGKILL)
        time.sleep(600)

    def sister():
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(10)

    fork = multiprocessing.get_context("fork")
    fork.Process(target=child, args=sys.argv[1:]).start()
    if sys.argv[1] == "sister":
        fork.Process(target=sister).start()
    time.sleep(600)
"""


@pytest.mark.parametrize("when", ["early", "late", "sister"])
def test_a_child_ends_when_its_parent_is_killed(when: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SCRIPT), when], stdout=subprocess.PIPE, text=True
    )
    child = int(parent.stdout.readline())
    assert parent.wait(120) == -signal.SIGKILL
    try:
        assert processes._wait_gone(child, 120)
    finally:
        parent.stdout.close()
        processes._send(child, signal.SIGKILL)
