"""`loket keys renew`: keeps what stands encrypted under the first of the data keys, and goes on."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from loket.config import surroundings
from loket.config.talk import Refused, say, say_json

if TYPE_CHECKING:
    from loket.config.commands import Commands
    from loket.kit.renewing import Kept

#: What is kept, how some of it is kept anew, and how it stands.
Kind = tuple[str, Callable[..., int], Callable[[], "Kept"]]


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("keys", help="change the keys of what stands encrypted")
    ways = parser.add_subparsers(metavar="WAY", required=True)
    renew = ways.add_parser(
        "renew",
        help="keep everything under the first of LOKET_DATA_KEYS",
        description="May be stopped at any moment, and run again: it goes on where it was.",
    )
    renew.add_argument("--batch", type=int, default=500, help="rows at once (%(default)s)")
    renew.add_argument("--json", action="store_true", help="one JSON object")
    renew.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Exit code 1 while something still stands under an older key."""
    if asked.batch < 1:
        message = "--batch is at least 1"
        raise Refused(message)
    with surroundings.around():
        return _renew(asked.batch, as_json=asked.json)


def _renew(batch: int, *, as_json: bool) -> int:
    renewed, left = {}, {}
    for name, act, count in _kinds():
        _refuse_lost(name, count())
        renewed[name] = 0
        while done := act(limit=batch):
            renewed[name] += done
            if not as_json:
                say(f"{name}: {renewed[name]} kept anew")
        left[name] = count().old
    if as_json:
        say_json({"renewed": renewed, "left": left})
    else:
        _tell(left)
    return 1 if any(left.values()) else 0


def _refuse_lost(name: str, kept: "Kept") -> None:
    """Nothing is touched where something would have to be read that nobody can read."""
    if kept.lost:
        message = f"{name}: {kept.lost} stand under a key that LOKET_DATA_KEYS does not name"
        raise Refused(message)


def _tell(left: dict[str, int]) -> None:
    waiting = [f"{count} {name}" for name, count in left.items() if count]
    if waiting:
        say(f"in use just now: {', '.join(waiting)}; run it again")
    else:
        say("everything stands under the first key; the older ones may go")
    if count := _paper_codes():
        say(f"{count} codes on paper are not used: those made under an older key end with it")


def _paper_codes() -> int:
    """They are hashes: nothing can keep them anew."""
    from loket.foundations.people import queries as people

    return people.count_paper_codes()


def _kinds() -> tuple[Kind, ...]:
    from loket.foundations.people import actions as people
    from loket.foundations.people import queries as people_queries
    from loket.offices.certificates import actions as certificates
    from loket.offices.certificates import queries as certificate_queries

    return (
        ("national numbers", people.encrypt_again, people_queries.count_numbers),
        ("secrets of apps", people.encrypt_apps_again, people_queries.count_apps),
        (
            "words and files of requests",
            certificates.encrypt_again,
            certificate_queries.count_files,
        ),
    )
