"""What is left of a server that somebody killed, and how to be rid of it."""

import contextlib
import os
import signal
import time
from pathlib import Path


def find_postmaster(home: Path) -> int | None:
    """The running server of this cluster; None when its pid file is stale or absent.

    The number in the file may belong to another program by now (after a reboot, in a
    container), so the process must also work in the cluster's folder.
    """
    try:
        pid = int((home / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if pid in list_workers(home) else None


def list_workers(home: Path) -> list[int]:
    """Every process that works in the cluster's folder: the server and its children."""
    folder = os.path.realpath(home)
    return [pid for pid in _pids() if _cwd(pid) == folder]


def clear_remains(home: Path, *, patience: float = 10.0) -> None:
    """Waits for children of a dead server to notice, ends those that do not, removes its file.

    Starting beside such children could corrupt data; PostgreSQL refuses it, and we would
    be blocked until somebody looked.
    """
    until = time.monotonic() + patience
    while list_workers(home) and time.monotonic() < until:
        time.sleep(0.05)
    for pid in list_workers(home):
        _send(pid, signal.SIGKILL)
    while list_workers(home):
        time.sleep(0.02)
    (home / "postmaster.pid").unlink(missing_ok=True)


def stop(home: Path, *, patience: float = 30.0) -> None:
    """Ends the server: open transactions roll back, all data is written; harder when late."""
    pid = find_postmaster(home)
    if pid is None:
        return
    for kind, seconds in ((signal.SIGINT, patience), (signal.SIGQUIT, 5.0)):
        _send(pid, kind)
        if _wait_gone(pid, seconds):
            return
    clear_remains(home, patience=0)


def _wait_gone(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not _is_alive(pid):
            return True
        time.sleep(0.02)
    return False


def _is_alive(pid: int) -> bool:
    """False also for a child of ours that has ended, which is then buried."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def _send(pid: int, kind: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, kind)


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _cwd(pid: int) -> str | None:
    """A process's folder; None when it has ended or is not ours to look at."""
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return None
