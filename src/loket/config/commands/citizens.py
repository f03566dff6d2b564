"""`loket citizens`: invents a city of people who do not exist, or checks the one there is."""

import argparse
import os
from typing import TYPE_CHECKING

from loket.config import env, surroundings
from loket.config.talk import Refused, say, say_json
from loket.kit import clock

if TYPE_CHECKING:
    from loket.config.commands import Commands


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("citizens", help="invent people for the simulated registers")
    parser.add_argument(
        "--residents", type=int, default=20_000, help="how many live here (%(default)s)"
    )
    parser.add_argument("--check", action="store_true", help="only check the city that is there")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Exit code 1 where real registers are asked, and for a city that is not sound."""
    with surroundings.around():
        if not env.flag("LOKET_DEMO"):
            message = "invented people are for the demo only: loket demo"
            raise Refused(message)
        seconds = None if asked.check else _invent(asked.residents)
        return _check(seconds, as_json=asked.json)


def _invent(residents: int) -> float:
    from loket.demo import citizens

    say(f"inventing {residents} residents …")
    seconds = citizens.invent(
        clock.now(),
        residents=residents,
        workers=min(os.cpu_count() or 1, 4),
        told=lambda more: say(f"{more} people more"),
    )
    say(f"written in {seconds:.1f} s")
    return seconds


def _check(seconds: float | None, *, as_json: bool) -> int:
    from loket.demo.synthetic import checks, writing
    from loket.foundations.people.queries import local_day

    today = local_day(clock.now())

    found, census = checks.check(today), checks.census(today)
    people = writing.count_citizens()
    broken = [one for one in found if one.broken]
    missing = sorted(said for said, count in census.items() if not count)
    if as_json:
        invariants = {one.said: one.broken for one in found}
        facts = {"people": people, "seconds": seconds, "census": census, "broken": invariants}
        say_json(facts)
    else:
        for one in found:
            say(f"{'wrong' if one.broken else 'ok':>7}  {one.said}: {one.broken} break it")
        for said, count in census.items():
            say(f"{count:>7}  {said}")
        say(f"{people} people")
    return 1 if broken or missing else 0
