"""Writes the pack; never over what somebody edited, and never over a pack that is not its own."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from loket.foundations.catalogue.importers.dldb.source import NotImportable
from loket.foundations.catalogue.importers.dldb.template import FILE as TEMPLATE

REPORT: Final = "report.json"
REMARK: Final = (
    "# Written by `loket import dldb`, which writes it again: edit template.toml instead.\n"
)


def template(folder: Path) -> str | None:
    """The template that the city may have edited; None when there is none yet."""
    file = folder / TEMPLATE
    try:
        return file.read_text(encoding="utf-8") if file.is_file() else None
    except (OSError, UnicodeDecodeError) as problem:
        message = f"{file} cannot be read: {problem}"
        raise NotImportable(message) from problem


def require_ours(folder: Path, files: Mapping[str, str], *, overwrite: bool) -> None:
    """Raises NotImportable when a file would be lost that the importer did not write."""
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is not a folder"
        raise NotImportable(message)
    known = _known(folder)
    free = {TEMPLATE, REPORT} if known else {TEMPLATE}
    lost = [
        name
        for name in sorted({*files, *known} - free)
        if (found := _hash_of(folder / name))
        and found not in (known.get(name), _hash(files.get(name, "")))
    ]
    if lost and not overwrite:
        listed = "\n".join(f"  {name}" for name in lost)
        message = (
            f"{folder} holds files that the importer did not write, or that were edited since:\n"
            f"{listed}\nput what you changed into {TEMPLATE}, or give --overwrite"
        )
        raise NotImportable(message)


def write(folder: Path, files: Mapping[str, str]) -> Iterator[str]:
    """Writes file by file and tells which; the template only when there is none.

    What an earlier import wrote and this one does not is removed. An import that was broken off
    can be repeated: each file is whole, the old one or the new one.
    """
    gone = set(_known(folder)) - set(files)
    for name, text in files.items():
        if name != TEMPLATE or not (folder / name).exists():
            _put(folder / name, text)
        yield name
    for name in sorted(gone - {TEMPLATE, REPORT}):
        (folder / name).unlink(missing_ok=True)


def hashes(files: Mapping[str, str]) -> dict[str, str]:
    """By which the next import knows what is its own."""
    return {name: _hash(text) for name, text in files.items() if name != TEMPLATE}


def remarked(files: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each file says that it was written, and what to edit instead."""
    return {name: REMARK + text for name, text in files}


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def _known(folder: Path) -> dict[str, str]:
    """What the last import wrote; nothing that leads out of the folder."""
    try:
        written = json.loads((folder / REPORT).read_text(encoding="utf-8"))["written"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    if not isinstance(written, dict):
        return {}
    return {
        str(name): str(known)
        for name, known in written.items()
        if not Path(name).is_absolute() and ".." not in Path(name).parts
    }


def _hash_of(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:16] if file.is_file() else ""


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
