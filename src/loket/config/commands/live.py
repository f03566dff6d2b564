"""`loket live`: tells the demo's story and keeps its city alive. `loket demo` starts it."""

import argparse
from typing import TYPE_CHECKING

from loket.config import env, lifeline, surroundings
from loket.config.talk import Refused, say
from loket.kit import clock

if TYPE_CHECKING:
    from loket.config.commands import Commands


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("live", help="keep the demo's city alive (started by: demo)")
    parser.set_defaults(run=run)


def run(_asked: argparse.Namespace) -> int:
    """Tells until it is ended; started again, it goes on where it was."""
    if not env.flag("LOKET_DEMO"):
        message = "invented people are for the demo only: loket demo"
        raise Refused(message)
    surroundings.require()
    lifeline.die_with_parent()
    surroundings.set_up()
    from loket.demo import story

    story.live(clock=clock.now, say=say)
    return 0
