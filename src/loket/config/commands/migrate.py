"""`loket migrate`: brings the schema up to date, as the role that owns it."""

import argparse
from typing import TYPE_CHECKING

from loket.config import schema, surroundings
from loket.config.talk import say

if TYPE_CHECKING:
    from loket.config.commands import Commands


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser(
        "migrate",
        help="bring the database's schema up to date",
        description="Uses LOKET_OWNER_DATABASE_URL where it is set, else DATABASE_URL.",
    )
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Exit code 1 with `--check` when something is to be done."""
    with surroundings.around():
        waiting = schema.list_pending()
        if asked.check:
            say("\n".join(waiting) or "up to date")
            return 1 if waiting else 0
        if waiting:
            schema.migrate()
        say(f"{len(waiting)} migrations applied" if waiting else "up to date")
    return 0
