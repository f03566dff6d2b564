"""`loket doctor`: what is set, what is missing and what it means; is the journal whole?"""

import argparse
from typing import TYPE_CHECKING

from loket.config import health, health_identity, surroundings
from loket.config.talk import say, say_json
from loket.kit import clock

if TYPE_CHECKING:
    from loket.config.commands import Commands


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("doctor", help="check settings, database and journal")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Exit code 1 when anything is wrong."""
    findings = health.examine_environment()
    with surroundings.around():
        findings += health_identity.examine_identity(clock.now())
        findings += health.examine_database()
        if health.is_up(findings):
            findings += health_identity.examine_kept()
    wrong = [one for one in findings if one.mark == "wrong"]
    if asked.json:
        say_json({"healthy": not wrong, "findings": [one.as_json() for one in findings]})
    else:
        for one in findings:
            say(f"{one.mark:>7}  {one.name}: {one.said}")
        say(f"{len(wrong)} wrong" if wrong else "healthy")
    return 1 if wrong else 0
