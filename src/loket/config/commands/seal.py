"""`loket seal`: the process that seals documents; it sees hashes, and holds the key."""

import argparse
import os
import signal
import sys
from typing import TYPE_CHECKING

from loket.config import env, lifeline, surroundings
from loket.config.talk import Refused, say
from loket.kit import clock

if TYPE_CHECKING:
    from loket.config.commands import Commands


#: What opens the house's other doors; a demo's parent hands everything down.
NOT_OURS = ("LOKET_OWNER_DATABASE_URL", "LOKET_DOCUMENT_KEYS")


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser(
        "seal",
        help="seal documents that wait (needs LOKET_SEALER_DATABASE_URL)",
        description="Runs as a user and with a database role of its own; see docs/how-to/seal.md.",
    )
    parser.add_argument("--once", action="store_true", help="seal what waits now, then leave")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Seals until it is ended; whatever ends it, a document is then sealed or still waits."""
    url = env.text("LOKET_SEALER_DATABASE_URL")
    if not url:
        message = "LOKET_SEALER_DATABASE_URL is not set: the sealing process has a role of its own"
        raise Refused(message)
    os.environ["DATABASE_URL"] = url
    for name in NOT_OURS:
        os.environ.pop(name, None)
    # It signs no session and no link; Django wants a key all the same.
    os.environ["LOKET_SECRET_KEY"] = "the sealing process signs documents only"  # noqa: S105
    lifeline.die_with_parent()
    surroundings.set_up()
    from loket.config import sealing

    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda *_: sys.exit(0))
    sealer = sealing.open_sealer(clock.now)
    # A first seal, thrown away: all code is read before we become somebody who may not read it.
    sealing.rehearse(sealer)
    who = sealing.step_down(besides=env.text("LOKET_SEAL_BESIDES"))
    # The kernel forgets it when the user changes.
    lifeline.die_with_parent()
    say(f"sealing as {who}")
    sealing.work(sealer, clock.now, once=asked.once)
    return 0
