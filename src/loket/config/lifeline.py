"""Children that end when their parent is killed, so that no orphan keeps a port."""

import ctypes
import multiprocessing
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Asks the kernel for SIGKILL when the parent goes; does nothing outside Linux.

    Not SIGTERM: a web worker that ends in good order waits for its threads, and with no parent to
    force it an orphan has been seen to wait for ever, while it still took a share of the
    connections to its port. Every act survives a kill anyway.
    Called in the child between fork and exec, or by the child itself.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        _end_an_orphan()


def _end_an_orphan() -> None:
    """A parent that went before the kernel was asked is never told of.

    Whose child we are now, not whether the parent's pipe is closed: a sister that was forked after
    us holds that pipe open as long as she lives.
    """
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid != os.getppid():
        os._exit(0)
