"""Files and functions stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import REPOSITORY, SRC, code, short, tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def test_no_file_is_longer_than_400_lines() -> None:
    files = [*code(SRC), *code(REPOSITORY / "tests")]
    long = {short(path): count for path in files if (count := _lines(path)) > LONGEST_FILE}
    assert not long


def test_no_function_is_longer_than_60_lines() -> None:
    files = [*code(SRC), *code(REPOSITORY / "tests")]
    long = {name: count for path in files for name, count in _functions(path)}
    assert not {name: count for name, count in long.items() if count > LONGEST_FUNCTION}


def _lines(path: Path) -> int:
    return path.read_text().count("\n")


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{short(path)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1
