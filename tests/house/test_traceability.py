"""Every line that is claimed names code and a test that exist."""

import ast
import csv
from pathlib import Path

from tests.house.sources import REPOSITORY, tree

FILE = REPOSITORY / "docs" / "traceability.csv"
STATES = {"done", "partly"}


def _lines() -> list[dict[str, str]]:
    with FILE.open(newline="") as text:
        return list(csv.DictReader(text))


def test_the_file_has_the_agreed_columns() -> None:
    assert FILE.read_text().splitlines()[0] == "id,status,where,test"


def test_no_line_is_claimed_twice() -> None:
    ids = [line["id"] for line in _lines()]
    assert len(ids) == len(set(ids))


def test_every_line_has_a_known_state() -> None:
    assert {line["status"] for line in _lines()} <= STATES


def test_every_line_names_code_that_exists() -> None:
    missing = {
        f"{line['id']}: {place}"
        for line in _lines()
        for place in line["where"].split() or ["nothing"]
        if not (REPOSITORY / place).exists()
    }
    assert not missing


def test_every_line_names_a_test_that_exists() -> None:
    missing = {
        f"{line['id']}: {test}"
        for line in _lines()
        for test in line["test"].split() or ["nothing"]
        if not _exists(test)
    }
    assert not missing


def _exists(test: str) -> bool:
    """`tests/x/test_y.py::test_z`."""
    file, _, name = test.partition("::")
    path = REPOSITORY / file
    return bool(name) and path.is_file() and name.split("[")[0] in _tests(path)


def _tests(path: Path) -> set[str]:
    return {node.name for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)}
