"""`loket assets`: compiles translations and gathers static files, at set-up."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from loket.config import env, surroundings
from loket.config.talk import say

if TYPE_CHECKING:
    from loket.config.commands import Commands


#: Static files that no page uses: the middleware's package brings every version of its library.
UNUSED = ["django_htmx"]


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("assets", help="compile translations and gather static files")
    parser.set_defaults(run=run)


def run(_asked: argparse.Namespace) -> int:
    """Needs no database; static files come after `npm run build` has made the style sheets."""
    compiled = compile_translations()
    os.environ["LOKET_HASH_STATIC"] = "1"
    surroundings.without_database()
    from django.core.management import call_command

    call_command(
        "collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=UNUSED
    )
    say(f"{compiled} translations compiled, static files gathered")
    return 0


def compile_translations() -> int:
    """Every .po to the .mo beside it, unless that is newer; says how many there are."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    sources = sorted((env.REPOSITORY / "src" / "loket" / "locale").glob("*/LC_MESSAGES/*.po"))
    for source in sources:
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parent.parent.name)
        draft = Path(f"{target}.{os.getpid()}")
        with draft.open("wb") as binary:
            write_mo(binary, catalogue)
        draft.rename(target)
    return len(sources)
