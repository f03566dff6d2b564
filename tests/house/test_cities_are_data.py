"""No city, district or place is named in code."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import SRC, kept_files, short

CITIES = SRC / "cities"
#: Names that are also ordinary words of the trade or of a language.
WORDS_TOO = {"kiosk", "centrum", "zentrum"}
SHORTEST = 5


def test_no_place_of_any_pack_is_named_outside_the_packs() -> None:
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(_names())))})", re.IGNORECASE)
    named = {
        f"{short(path)}:{number}: {match[0]}"
        for path in kept_files()
        if path.is_relative_to(SRC) and not path.is_relative_to(CITIES) and _is_text(path)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (match := pattern.search(line))
    }
    assert not named


def _names() -> set[str]:
    """Codes and names of cities, districts and locations, in every language."""
    found = {folder.name for folder in CITIES.iterdir() if folder.is_dir()}
    for file in CITIES.glob("*/city.toml"):
        found |= set(_texts(tomllib.loads(file.read_text()), {"code", "name"}))
    for file in CITIES.glob("*/districts.toml"):
        for table in tomllib.loads(file.read_text()).get("districts", []):
            found |= set(_texts(table, {"code", "name"}))
    for file in CITIES.glob("*/locations/*.toml"):
        found |= set(_texts(tomllib.loads(file.read_text()), {"code"}))
    return {name for name in found if len(name) >= SHORTEST and name.lower() not in WORDS_TOO}


def _texts(table: dict[str, object], keys: set[str]) -> Iterator[str]:
    for key in keys & set(table):
        match table[key]:
            case str(text):
                yield text
            case dict(texts):
                yield from (text for text in texts.values() if isinstance(text, str))


def _is_text(path: Path) -> bool:
    return path.suffix in {".py", ".html", ".txt", ".js", ".scss", ".po", ".toml"}
