"""`loket city`: checks or loads a city pack."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from loket.config import loading, surroundings
from loket.config.talk import say, say_json

if TYPE_CHECKING:
    from loket.config.commands import Commands


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("city", help="check or load a city pack")
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    for name, function, text in (
        ("load", load, "load the pack: all of it, or nothing"),
        ("check", check, "say everything that is wrong with the pack; load nothing"),
    ):
        act = acts.add_parser(name, help=text)
        act.add_argument("path", type=Path, metavar="PATH", help="folder of the pack")
        act.add_argument("--json", action="store_true", help="one JSON object")
        act.set_defaults(run=function)


def check(asked: argparse.Namespace) -> int:
    """Needs no database. Exit code 1 when the pack has problems."""
    surroundings.without_database()
    pack = loading.read(asked.path)
    problems, stale = [str(one) for one in pack.problems], [str(one) for one in pack.stale]
    if asked.json:
        say_json({"problems": problems, "stale": stale, "revision": pack.revision})
    else:
        count = sum(len(entries) for entries in pack.entries.values())
        for line in (*problems, *stale):
            say(line)
        say(f"{asked.path}: {count} entries, {len(problems)} problems, {len(stale)} stale texts")
    return 1 if problems else 0


def load(asked: argparse.Namespace) -> int:
    """Says what differs from what was loaded before; a pack with a problem loads nothing."""
    with surroundings.around():
        changes = loading.load(asked.path).changes
    if asked.json:
        say_json({"changes": [str(one) for one in changes]})
    else:
        for one in changes:
            say(str(one))
        say(f"{len(changes)} changes" if changes else "nothing has changed")
    return 0
