"""From a fresh clone to the first page, and from a stopped demo to the first page.

The clone is of the last commit; packages come from whatever cache the machine keeps.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from loket.config import env, lifeline
from loket.config.bench._bed import free_port
from loket.config.talk import Refused

MOST_COLD, MOST_AGAIN = 60.0, 5.0
PATIENCE_SECONDS = 600.0
#: What `make demo` makes before it serves.
INSTALLED = (".venv/run.stamp", "build/styles.stamp")
BUILT = ("build/assets.stamp",)


def run() -> Iterator[dict[str, Any]]:
    """Cold, stopped, again."""
    if shutil.which("git") is None or not (env.REPOSITORY / ".git").exists():
        raise Refused("a fresh clone needs git and a repository")
    with tempfile.TemporaryDirectory(prefix="loket-clone-") as folder:
        Path(folder).chmod(0o755)
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(env.REPOSITORY), str(clone)], check=True)
        installing = _seconds(clone, "-j", "2", *INSTALLED) + _seconds(clone, *BUILT)
        first = _first_page(clone)
        imports = _imports(clone)
        again = _first_page(clone)
    cold = round(installing + first, 1)
    yield {
        "figure": "make demo on a fresh clone, to the first page", "value": cold, "unit": "s",
        "limit": round(installing, 1), "limit_is": "installing and building alone",
        "ratio": round(cold / installing, 2), "at_most": MOST_COLD, "reached": cold < MOST_COLD,
    }  # fmt: skip
    yield {
        "figure": "make demo again, to the first page", "value": round(again, 1), "unit": "s",
        "limit": round(imports, 1), "limit_is": "a process of ours that only starts",
        "ratio": round(again / imports, 1), "at_most": MOST_AGAIN, "reached": again < MOST_AGAIN,
    }  # fmt: skip


def _environment() -> dict[str, str]:
    """Of somebody who just cloned: nothing of ours is set, and this environment is not on PATH."""
    ours = str(Path(sys.prefix) / "bin")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LOKET_", "DATABASE_"))}
    path = [one for one in kept.get("PATH", "").split(os.pathsep) if one != ours]
    for name in ("PYTHON", "MAKEFLAGS", "MAKELEVEL", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE"):
        kept.pop(name, None)
    return kept | {"PATH": os.pathsep.join(path)}


def _seconds(clone: Path, *arguments: str) -> float:
    began = time.monotonic()
    subprocess.run(
        ["make", "--silent", *arguments],
        cwd=clone, env=_environment(), check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.monotonic() - began


def _imports(clone: Path) -> float:
    began = time.monotonic()
    program = clone / ".venv" / "bin" / "loket"
    subprocess.run(
        [program, "city", "check", "--help"], env=_environment(), check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.monotonic() - began


def _first_page(clone: Path) -> float:
    """Seconds of `make demo` until the first page answers; it is stopped after that."""
    port = _port(clone)
    began = time.monotonic()
    demo = subprocess.Popen(
        ["make", "--silent", "demo", f"ARGS=--port {port} --no-browser"],
        cwd=clone,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lifeline.die_with_parent,  # noqa: PLW1509 - before any thread
    )
    try:
        return _answered(demo, port) - began
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        demo.wait(PATIENCE_SECONDS)


def _port(clone: Path) -> int:
    """The same both times: a port has a city of its own."""
    kept = clone / "build" / "port"
    if not kept.exists():
        kept.write_text(str(free_port()))
    return int(kept.read_text())


def _answered(demo: subprocess.Popen[bytes], port: int) -> float:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and demo.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return time.monotonic()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError("the demo did not answer")
