"""Every key of a TOML document is found on the line where a person wrote it."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.kit.packs.positions import Path, positions

WRITTEN = '''\
title = "a # no comment"          # 1
dotted.inside.key = 1
"quoted.name".plain = 'x = [ 1'

text = """
[not.a.table]
key = "" \\""" still text"""
after = true                      # 8
list = [
  1, # one ] not the end
  [2, 3],
  { name = "four", deep = { five = 5 } },
]
empty = []
times = [1979-05-27 07:32:00, 07:32:00]

[table]
key = 1.5e3

[[many]]
code = 'A'
[many.sub]
key = 1
[[many.inner]]
code = "B"
[[many.inner]]
code = "C"

[[many]]
[many.sub]
key = 2

[a.b.c]
d = 1
[a]
e = """"quoted" at both ends"""""
f = \'\'\'
raw \\\'\'\'
g = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("dotted", "inside", "key"), 2),
        (("quoted.name", "plain"), 3),
        (("text",), 5),
        (("after",), 8),
        (("list",), 9),
        (("list", 0), 10),
        (("list", 1, 1), 11),
        (("list", 2, "deep", "five"), 12),
        (("empty",), 14),
        (("times", 1), 15),
        (("table",), 17),
        (("table", "key"), 18),
        (("many", 0), 20),
        (("many", 0, "code"), 21),
        (("many", 0, "sub", "key"), 23),
        (("many", 0, "inner", 0), 24),
        (("many", 0, "inner", 1, "code"), 27),
        (("many", 1), 29),
        (("many", 1, "sub", "key"), 31),
        (("a", "b", "c", "d"), 34),
        (("a",), 35),
        (("a", "e"), 36),
        (("a", "f"), 37),
        (("a", "g"), 39),
    ],
)
def test_a_key_stands_where_it_was_written(path: Path, line: int) -> None:
    assert positions(WRITTEN)[path] == line


def test_every_path_of_a_document_has_a_line_and_nothing_else_has() -> None:
    assert set(positions(WRITTEN)) == set(_paths(tomllib.loads(WRITTEN), ()))


def _paths(value: Any, path: Path) -> Iterator[Path]:
    yield path
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _paths(one, (*path, name))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _paths(one, (*path, index))


class Writer:
    """Writes a document in a drawn style and remembers on which line it put each key."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.lines: dict[Path, int] = {(): 1}

    def note(self, path: Path) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def gap(self) -> None:
        self.text += self.draw(st.sampled_from(["", "\n", '# [x] = """\n', "  \n\t# '''\n"]))

    def pairs(self, path: Path, table: dict[str, Any]) -> None:
        for name, value in table.items():
            self.gap()
            self.note((*path, name))
            self.text += f"{self.key(name)} = "
            self.value((*path, name), value, inline=False)
            self.text += self.draw(st.sampled_from(["\n", " # = [\n"]))

    def key(self, name: str) -> str:
        plain = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
        return name if plain and self.draw(st.booleans()) else f'"{name}"'

    def value(self, path: Path, value: Any, *, inline: bool) -> None:
        match value:
            case list():
                self.array(path, value, inline=inline)
            case dict():
                self.inline(path, value)
            case str():
                self.text += self.string(value, inline=inline)
            case _:
                self.text += str(value)

    def string(self, value: str, *, inline: bool) -> str:
        styles = [f'"{value}"', f"'{value}'"]
        if not inline:
            styles += [f'"""\n{value}"""', f"'''{value}\n\n'''", f'"""{value}\\\n   x"""']
        return self.draw(st.sampled_from(styles))

    def array(self, path: Path, values: list[Any], *, inline: bool) -> None:
        self.text += "["
        for index, one in enumerate(values):
            self.gap() if not inline else None
            self.note((*path, index))
            self.value((*path, index), one, inline=inline)
            self.text += self.draw(st.sampled_from([",", " , "]))
        self.gap() if not inline else None
        self.text += "]"

    def inline(self, path: Path, table: dict[str, Any]) -> None:
        self.text += "{"
        for number, (name, one) in enumerate(table.items()):
            self.text += ", " if number else " "
            self.note((*path, name))
            self.text += f"{self.key(name)} = "
            self.value((*path, name), one, inline=True)
        self.text += " }"


NAMES = st.text(st.sampled_from("abz09-_. é#=["), min_size=1, max_size=6)
PLAIN = st.one_of(st.integers(0, 99), st.text(st.sampled_from("ab #=[]{},."), max_size=8))
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
TABLES = st.dictionaries(NAMES, VALUES, max_size=3)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[Path, int]]:
    writer = Writer(draw)
    writer.pairs((), {f"top {name}": one for name, one in draw(TABLES).items()})
    for number, tables in enumerate(draw(st.lists(st.lists(TABLES, max_size=3), max_size=3))):
        name = f"many{number}"
        for index, table in enumerate(tables):
            writer.gap()
            writer.note((name,))
            writer.note((name, index))
            writer.text += f"[[ {name} ]]\n"
            writer.pairs((name, index), table)
            writer.gap()
            writer.note((name, index, "a sub"))
            writer.text += f'[{name}."a sub"]\n'
            writer.pairs((name, index, "a sub"), draw(TABLES))
    return writer.text, writer.lines


@given(documents())
def test_whatever_the_style_each_key_is_on_the_line_where_it_was_put(
    document: tuple[str, dict[Path, int]],
) -> None:
    text, lines = document
    assert set(_paths(tomllib.loads(text), ())) == set(lines)
    assert positions(text) == lines
