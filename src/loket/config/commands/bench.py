"""`loket bench NAME…`: figures, each beside its limit measured in the same run."""

import argparse
import importlib
import pkgutil
from typing import TYPE_CHECKING

from loket.config import env
from loket.config.talk import Refused, say_json

if TYPE_CHECKING:
    from loket.config.commands import Commands


#: Found by name: benchmarks start this house's own commands, so no command may import them.
PACKAGE = "loket.config.bench"
FOLDER = env.REPOSITORY / "src" / "loket" / "config" / "bench"


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser(
        "bench",
        help="run benchmarks; one JSON object a line",
        description=f"There are: {', '.join(list_names()) or 'none'}. Without a name: all.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.set_defaults(run=run)


def list_names() -> list[str]:
    """The modules of `loket.config.bench`; those with an underscore help the others."""
    found = (one.name for one in pkgutil.iter_modules([str(FOLDER)]))
    return sorted(name for name in found if not name.startswith("_"))


def run(asked: argparse.Namespace) -> int:
    """Exit code 1 when a figure misses what it should reach."""
    known = list_names()
    unknown = sorted(set(asked.names) - set(known))
    if unknown:
        message = f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}"
        raise Refused(message)
    missed = False
    for name in asked.names or known:
        for figure in importlib.import_module(f"{PACKAGE}.{name}").run():
            say_json({"bench": name, **figure})
            missed = missed or figure.get("reached") is False
    return 1 if missed else 0
