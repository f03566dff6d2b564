"""`loket serve`: the web process."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from loket.config import surroundings

if TYPE_CHECKING:
    from loket.config.commands import Commands

#: Measured on two cores: more processes or threads book no more visits a second.
WORKERS, THREADS = 2, 16


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("serve", help="serve all channels (needs DATABASE_URL)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port (%(default)s)")
    parser.add_argument("--workers", type=int, default=WORKERS, help="processes (%(default)s)")
    parser.add_argument(
        "--threads", type=int, default=THREADS, help="threads of each process (%(default)s)"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Becomes the web server: signals and exit code are granian's from here."""
    surroundings.require()
    os.environ.setdefault("LOKET_POOL", str(asked.threads))
    arguments = command(
        host=asked.host, port=asked.port, workers=asked.workers, threads=asked.threads
    )
    os.execv(arguments[0], arguments)  # noqa: S606 - the program is our own Python


def command(*, host: str, port: int, workers: int, threads: int) -> list[str]:
    """The granian that serves `loket.config.wsgi`."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={workers}",
        f"--blocking-threads={threads}",
        "--backlog=4096",
        f"--backpressure={threads * 64}",
        "--http=1",
        "--no-ws",
        "--respawn-failed-workers",
        "--respawn-interval=0.5",
        "--workers-kill-timeout=10",
        "--log-level=error",
        "loket.config.wsgi:application",
    ]
