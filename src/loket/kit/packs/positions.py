"""Where every key of a TOML document stands.

`tomllib` says what a document holds, not where. This scanner walks a document that
`tomllib` has already accepted and notes the line of every key, table and array element,
so it never has to judge: it only has to know where a value ends.
"""

import re
import tomllib
from typing import Final

Path = tuple[str | int, ...]

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE: Final = re.compile(r"[^,\]}#\n]*")
_STRINGS: Final = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


def positions(text: str) -> dict[Path, int]:
    """The line (from 1) of every path in a valid TOML document.

    A path holds keys and, for arrays and arrays of tables, indices from 0:
    `("fees", 1, "valid_from")`. The document itself, `()`, is line 1.
    """
    return _Scanner(text).walk()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.counted = 0
        self.lines: dict[Path, int] = {(): 1}
        self.lengths: dict[Path, int] = {}

    def walk(self) -> dict[Path, int]:
        table: Path = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self.lines

    def _header(self) -> Path:
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        here = self._line()
        *parents, last = self._dotted()
        path = self._table(())
        for name in parents:
            path = self._table((*path, name))
            self.lines.setdefault(path, here)
        path = (*path, last)
        self.lines.setdefault(path, here)
        if many:
            index = self.lengths.get(path, 0)
            self.lengths[path] = index + 1
            path = (*path, index)
        self.lines[path] = here
        self.at += 2 if many else 1
        return path

    def _table(self, path: Path) -> Path:
        """A name that stands for an array of tables means its latest table."""
        length = self.lengths.get(path, 0)
        return (*path, length - 1) if length else path

    def _pair(self, table: Path) -> None:
        here = self._line()
        path = table
        for name in self._dotted():
            path = (*path, name)
            self.lines.setdefault(path, here)
        self.at += 1
        self._skip(_SPACE)
        self._value(path)

    def _dotted(self) -> list[str]:
        """The names of a dotted key; stands afterwards on what follows it."""
        names = []
        while True:
            self._skip(_SPACE)
            names.append(self._name())
            self._skip(_SPACE)
            if self.text[self.at] != ".":
                return names
            self.at += 1

    def _name(self) -> str:
        if self.text[self.at] in "\"'":
            quoted = self._string()
            return str(tomllib.loads(f"name = {quoted}")["name"])
        return self._skip(_BARE_KEY)

    def _value(self, path: Path) -> None:
        match self.text[self.at]:
            case '"' | "'":
                self._string()
            case "[":
                self._array(path)
            case "{":
                self._inline(path)
            case _:
                self._skip(_BARE_VALUE)

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while True:
            self._skip(_BLANK)
            if self.text[self.at] == "]":
                break
            element = (*path, index)
            self.lines[element] = self._line()
            self._value(element)
            self._skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
            index += 1
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while True:
            self._skip(_BLANK)
            if self.text[self.at] == "}":
                break
            self._pair(path)
            self._skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def _string(self) -> str:
        for pattern in _STRINGS:
            if found := pattern.match(self.text, self.at):
                self.at = found.end()
                return found.group()
        raise ValueError(f"not a TOML string at line {self._line()}")

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if not found:
            raise ValueError(f"not TOML at line {self._line()}")
        self.at = found.end()
        return found.group()

    def _line(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line
