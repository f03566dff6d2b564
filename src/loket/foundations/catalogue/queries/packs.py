"""A city pack before it is loaded: what it says, what is wrong, what it would change."""

from __future__ import annotations

from pathlib import Path

from loket.foundations.catalogue.models import Loaded
from loket.kit import packs


def read_pack(folder: Path) -> packs.Pack:
    """The pack in a folder with all its problems; nothing is stored."""
    return packs.read(folder, packs.registered(), languages_of(folder))


def difference(pack: packs.Pack) -> packs.Difference:
    """What loading this pack would add, change and remove."""
    known: dict[str, dict[str, str]] = {}
    for section, key, revision in Loaded.objects.values_list("section", "key", "revision"):
        known.setdefault(section, {})[key] = revision
    return packs.compare(pack, known)


def languages_of(folder: Path) -> packs.Languages:
    """As `city.toml` says, before anything else is read; none when it does not say."""
    source = packs.read_file(folder, folder / "city.toml")
    if isinstance(source, packs.Problem):
        return packs.Languages()
    own, others = source.data.get("language"), source.data.get("other_languages", [])
    if not isinstance(own, str) or not isinstance(others, list):
        return packs.Languages()
    return packs.Languages(own, tuple(one for one in others if isinstance(one, str)))
