"""`loket preview`: every template as a picture and as a file, with claims of nobody."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from loket.config import loading, surroundings
from loket.config.talk import Refused, progress, say
from loket.domain.refusals import RuleBroken
from loket.kit import clock

if TYPE_CHECKING:
    from loket.config.commands import Commands


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("preview", help="write templates of documents as PDF and PNG")
    parser.add_argument("templates", nargs="*", metavar="TEMPLATE", help="which (default: all)")
    parser.add_argument("--to", type=Path, default=Path("preview"), help="folder (%(default)s)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Nothing is issued, kept or sealed; each hash is said, as `prescribed.toml` wants it."""
    with surroundings.around():
        from loket.foundations.documents import queries

        asked.to.mkdir(parents=True, exist_ok=True)
        codes = asked.templates or queries.list_templates()
        for code in progress(codes, label="drawing", total=len(codes)):
            try:
                say(f"{code} {_write(code, asked.to)}")
            except RuleBroken as broken:
                raise Refused(f"{code}: {loading.sentence(broken)}") from broken
    return 0


def _write(code: str, folder: Path) -> str:
    """The files of one template; gives its hash."""
    from loket.foundations.documents import actions, queries

    template = queries.find_template(code)
    pdf, pictures = actions.preview(template=code, now=clock.now())
    (folder / f"{code}.pdf").write_bytes(pdf)
    for number, picture in enumerate(pictures, start=1):
        (folder / f"{code}-{number}.png").write_bytes(picture)
    return template.hash
