"""No code reaches a register but through the guard."""

import ast
from pathlib import Path

from tests.house.sources import SRC, code, short, tree

REGISTERS = ("loket.connectors.population", "loket.connectors.civilstatus")
#: The guard itself, the registers' own rooms, who says where the simulators' people live, the
#: command that says what each connector honestly is, and the bench that brings a simulator.
ALLOWED = (
    "foundations/registers/actions/registers.py",
    "connectors/",
    "demo/synthetic/reading.py",
    "config/health",
    "config/bench/_residents.py",
)
#: The one module that knows which registers answer, and who may ask it for one.
GUARDED = {
    "foundations/registers/actions/guard.py",
    "foundations/registers/actions/looking.py",
    "foundations/registers/actions/fetching.py",
}
DOOR = "loket.foundations.registers.actions.registers"


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                found.update(alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                found.add(module)
                found.update(f"{module}.{alias.name}" for alias in names)
    return found


def test_no_other_code_knows_a_register() -> None:
    knowing = {
        short(path)
        for path in code()
        if not str(path.relative_to(SRC)).startswith(ALLOWED)
        if any(name.startswith(REGISTERS) for name in _imports(path))
    }
    assert not knowing


def test_only_the_guard_asks_for_a_register() -> None:
    asking = {
        str(path.relative_to(SRC))
        for path in code()
        if any(name.startswith(DOOR) for name in _imports(path))
    }
    assert asking <= GUARDED


def test_everything_that_asks_a_register_does_so_inside_the_guard() -> None:
    outside = set()
    for name in GUARDED - {"foundations/registers/actions/guard.py"}:
        for function in tree(SRC / name).body:
            if isinstance(function, ast.FunctionDef):
                whole = ast.dump(function)
                if ("population" in whole or "civil_status" in whole) and "looking" not in whole:
                    outside.add(f"{name}: {function.name}")
    assert not outside
