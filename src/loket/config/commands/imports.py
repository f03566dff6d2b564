"""`loket import`: turns another system's files into a city pack."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from loket.config import loading, surroundings
from loket.config.talk import Refused, progress, say, say_json

if TYPE_CHECKING:
    from loket.config.commands import Commands
    from loket.foundations.catalogue.importers.dldb import Draft

ABOUT = """\
Reads the two JSON files of a DLDB, a directory of locations and services, and writes a complete
city pack: city, themes, teams, products and locations. What the files lack (opening hours, numbers
of counters, themes, colours) comes from template.toml, which is written once, marked as assumed,
and kept: edit it and import again. Everything odd in the files is listed in report.md and
report.json, with the rule that was followed.

Then: loket city check PATH, and loket city load PATH or loket demo --city PATH --port 8001.
"""


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("import", help="turn another system's files into a city pack")
    sources = parser.add_subparsers(title="sources", metavar="SOURCE", required=True)
    dldb = sources.add_parser(
        "dldb",
        help="locations and services in the DLDB format",
        description=ABOUT,
        epilog="Exit code 0: written. 1: refused, with the reason. 2: used wrongly.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    dldb.add_argument("locations", type=Path, metavar="LOCATIONS.json")
    dldb.add_argument("services", type=Path, metavar="SERVICES.json")
    dldb.add_argument("--as", dest="code", required=True, metavar="CODE", help="code of the city")
    dldb.add_argument(
        "--to", type=Path, metavar="PATH", help="folder of the pack (default: CODE, right here)"
    )
    dldb.add_argument(
        "--overwrite", action="store_true", help="also write over files that were edited by hand"
    )
    dldb.add_argument("--json", action="store_true", help="one JSON object")
    dldb.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Writes the pack and reports every anomaly of the files; none is silently dropped."""
    for file in (asked.locations, asked.services):
        if not file.is_file():
            message = f"{file} is not a file"
            raise Refused(message)
    surroundings.without_database()
    draft = _write(asked)
    problems = [str(one) for one in loading.read(draft.folder).problems]
    if asked.json:
        say_json(draft.report.as_json() | {"folder": str(draft.folder), "problems": problems})
    else:
        for line in draft.report.lines():
            say(line)
        say(f"\n{draft.folder}: {len(draft.files)} files written")
    if problems:
        listed = "\n".join(problems)
        message = f"the pack needs mending before it can be loaded:\n{listed}"
        raise Refused(message)
    return 0


def _write(asked: argparse.Namespace) -> "Draft":
    from loket.foundations.catalogue.importers import dldb

    try:
        draft = dldb.plan_pack(
            locations=asked.locations,
            services=asked.services,
            code=asked.code,
            folder=asked.to or Path(asked.code),
            overwrite=asked.overwrite,
        )
    except dldb.NotImportable as problem:
        raise Refused(str(problem)) from problem
    steps = dldb.write_pack(draft)
    for _ in steps if asked.json else progress(steps, label="writing", total=len(draft.files)):
        pass
    return draft
