"""The command `loket`. Exit codes: 0 done, 1 refused with a reason, 2 used wrongly."""

import argparse
import sys
from collections.abc import Sequence

from loket.config.commands import (
    assets,
    bench,
    citizens,
    city,
    demo,
    doctor,
    hire,
    imports,
    keys,
    kiosk,
    live,
    migrate,
    preview,
    seal,
    serve,
    simulate,
    worker,
)
from loket.config.talk import Refused

COMMANDS = (
    demo,
    serve,
    worker,
    seal,
    live,
    migrate,
    hire,
    city,
    citizens,
    imports,
    preview,
    kiosk,
    keys,
    bench,
    doctor,
    assets,
    simulate,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code (argparse itself leaves with 2)."""
    asked = build_parser().parse_args(arguments)
    try:
        code: int = asked.run(asked)
    except Refused as refused:
        sys.stderr.write(f"loket: {refused}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return 130
    return code


def build_parser() -> argparse.ArgumentParser:
    """Every command with its options; each file under `commands` adds its own."""
    parser = argparse.ArgumentParser(
        prog="loket",
        description="The first free moment that suits, at any counter of the city.",
        epilog="Exit code 0: done. 1: refused, with a reason. 2: used wrongly.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return parser
