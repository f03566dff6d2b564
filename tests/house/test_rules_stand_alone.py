"""The rules import nothing but the standard library and one another."""

import ast
import configparser
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.house.sources import REPOSITORY, SRC, code, short, tree

#: Well-kept pure libraries that are rules themselves; contract 7 names them too.
RULES_OF_OTHERS = {"holidays", "phonenumbers"}


def test_the_rules_import_only_the_standard_library_and_rules_of_others() -> None:
    allowed = sys.stdlib_module_names | RULES_OF_OTHERS | {"loket"}
    strange = {
        f"{short(path)}: {name}"
        for path in code(SRC / "domain")
        for name in _imported(path)
        if name.split(".")[0] not in allowed
    }
    assert not strange


def test_no_rule_looks_at_a_clock() -> None:
    looks = {
        f"{short(path)}:{node.lineno}"
        for path in code(SRC / "domain")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
        if isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date", "time"}
    }
    assert not looks


def test_only_one_file_of_the_house_looks_at_a_clock() -> None:
    looks = {
        short(path)
        for path in code(SRC)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
        if isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date", "timezone"}
    }
    assert looks <= {"src/loket/kit/clock.py"}


def test_the_contract_of_the_rules_names_every_package_that_we_depend_on() -> None:
    config = configparser.ConfigParser()
    config.read(REPOSITORY / ".importlinter")
    forbidden = set(config["importlinter:contract:domain"]["forbidden_modules"].split())
    missing = _packages_we_depend_on() - forbidden - RULES_OF_OTHERS
    assert not missing


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module


def _packages_we_depend_on() -> set[str]:
    """Import names of what `pyproject.toml` asks for, that the graph of imports can know."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    wanted = {_plain(line) for line in project["dependencies"]}
    return {
        module
        for module, owners in packages_distributions().items()
        if wanted & {owner.lower().replace("_", "-") for owner in owners} and module.isidentifier()
        if not module.startswith("_")
    }


def _plain(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    return name[0].lower().replace("_", "-")
