"""`loket worker`: background work, by the clock and as it is asked for."""

import argparse
from typing import TYPE_CHECKING

from loket.config import lifeline, surroundings

if TYPE_CHECKING:
    from loket.config.commands import Commands


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("worker", help="do background work (needs DATABASE_URL)")
    parser.add_argument(
        "--concurrency", type=int, default=4, help="jobs at the same time (%(default)s)"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Works until SIGINT or SIGTERM; a running job is finished first."""
    surroundings.require()
    lifeline.die_with_parent()
    surroundings.set_up()
    from procrastinate.contrib.django import app

    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    worker.run_worker(
        concurrency=asked.concurrency, delete_jobs="successful", shutdown_graceful_timeout=20
    )
    return 0
