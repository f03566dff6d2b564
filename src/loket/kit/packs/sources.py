"""A TOML file with its lines, and what is wrong with it said so that a person can mend it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Final

from loket.kit.packs.positions import Path, positions

_DECODE_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: where it is, what stands there and what was expected."""

    file: str
    line: int
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: {self.key}" if self.key else f"{self.file}:{self.line}"
        return f"{where}: {self.found}; expected {self.expected}"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a pack, read."""

    file: str
    data: Mapping[str, Any]
    lines: Mapping[Path, int] = field(repr=False)

    def line_of(self, path: Path) -> int:
        """The line of this path, or of the nearest thing around it that is written down."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def problem(self, path: Path, *, found: str, expected: str) -> Problem:
        return Problem(self.file, self.line_of(path), spoken(path), found, expected)


def spoken(path: Path) -> str:
    """A path as people write it: `fees[2].valid_from`, counted from 1."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"[{step + 1}]"
        else:
            words += f".{step}" if words else step
    return words


def read_file(folder: FilePath, file: FilePath) -> Source | Problem:
    """The file with its lines, or why it is not TOML."""
    name = file.relative_to(folder).as_posix()
    try:
        text = file.read_bytes().decode().replace("\r\n", "\n")
        data = tomllib.loads(text)
        lines = positions(text)
    except OSError as error:
        return Problem(name, 1, "", error.strerror or "unreadable", "a file that can be read")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Problem(name, line, "", "a byte that is not UTF-8", "a file in UTF-8")
    except tomllib.TOMLDecodeError as error:
        return _not_toml(name, text, str(error))
    except RecursionError:
        return Problem(name, 1, "", "lists or tables nested too deeply", "a few levels at most")
    except ValueError:  # Python reads no number of thousands of digits
        return Problem(name, 1, "", "a number that is too long", "numbers of a few digits")
    return Source(name, data, lines)


def _not_toml(name: str, text: str, message: str) -> Problem:
    place = _DECODE_PLACE.search(message)
    line = int(place.group(1)) if place and place.group(1) else max(1, len(text.splitlines()))
    key = _key_near(text, line)
    return Problem(name, line, key, _DECODE_PLACE.sub("", message), "valid TOML")


def _key_near(text: str, line: int) -> str:
    """The last key that starts on or before this line: where a person looks first."""
    for words in reversed(text.splitlines()[:line]):
        if found := re.match(r"\s*([\w.\"'-]+)\s*=", words):
            return found.group(1)
    return ""
