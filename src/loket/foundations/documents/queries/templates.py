"""The templates that this house has, as files: a layout they share, a text and a description each.

Layout, text and description together are the *bundle*; its SHA-256 is the template's hash, which
every document pins.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loket.domain.documents.models import Model
from loket.domain.refusals import RuleBroken

FOLDER = Path(__file__).parents[1] / "papers"
LAYOUT = "layout.typ"


@dataclass(frozen=True, slots=True)
class Template:
    """One template, read whole."""

    code: str
    hash: str
    model: Model
    bundle: bytes
    #: Claims of nobody, for previews and tests.
    example: dict[str, Any]

    @property
    def source(self) -> bytes:
        """What the typesetter gets: the layout, then the text."""
        files: dict[str, str] = json.loads(self.bundle)
        return (files[LAYOUT] + "\n" + files["text.typ"]).encode()


def list_templates(folder: Path = FOLDER) -> list[str]:
    """Codes of all templates."""
    return sorted(path.stem for path in folder.glob("*.toml") if path.stem != "prescribed")


@lru_cache(maxsize=64)
def find_template(code: str, folder: Path = FOLDER) -> Template:
    """The template of this code. Raises ``RuleBroken("template_unknown")``.

    ``RuleBroken("template_altered")`` when its words are prescribed and no longer what they were;
    a model that was reviewed stays prescribed, also when its description no longer says so.
    """
    if code not in list_templates(folder):
        raise RuleBroken("template_unknown", template=code)
    files = {
        LAYOUT: (folder / LAYOUT).read_text(),
        "text.typ": (folder / f"{code}.typ").read_text(),
        "about.toml": (folder / f"{code}.toml").read_text(),
    }
    found = unpacked(code, json.dumps(files, ensure_ascii=False, sort_keys=True).encode())
    reviewed = _prescribed(folder)
    if (found.model.prescribed or code in reviewed) and found.hash not in reviewed.get(code, ()):
        raise RuleBroken("template_altered", template=code, hash=found.hash)
    return found


def unpacked(code: str, bundle: bytes) -> Template:
    """The template that these bytes are, today's or one that a document pinned."""
    told = tomllib.loads(json.loads(bundle)["about.toml"])
    model = Model(
        title=told["title"],
        needs=tuple(told["needs"]),
        may_have=tuple(told.get("may_have", ())),
        in_code=tuple(told.get("in_code", ())),
        about=told.get("about", "Person"),
        properties=told.get("properties", {}),
        prescribed=told.get("prescribed", ""),
    )
    hashed = hashlib.sha256(bundle).hexdigest()
    return Template(code, hashed, model, bundle, told.get("example", {}))


def _prescribed(folder: Path) -> dict[str, list[str]]:
    """The hashes of prescribed models, by code: a file that is reviewed, not the template's own."""
    path = folder / "prescribed.toml"
    return tomllib.loads(path.read_text()) if path.exists() else {}
