"""What begins and ends on a day does so on the city's calendar, not on that of UTC."""

import ast
from collections.abc import Iterator

from tests.house.sources import SRC, code, tree

#: Names that stand for an instant of which nobody said on whose clock it is.
INSTANTS = {"now", "at"}
#: Where a day of UTC, or a name that looks like one, is meant.
MEANT = {
    "config/client.py": "who asks is hashed anew each day; any midnight does, so long as it is one",
    "config/bench/booking.py": "a benchmark books on days far from midnight",
    "config/bench/rush.py": "a benchmark books on days far from midnight",
    "connectors/identity/client.py": "a number cannot be of somebody born later; whoever is born"
    " today signs in on another day",
    "domain/registers/alerts.py": "its `at` is on the city's clock, and says so",
    "offices/appointments/queries/days.py": "a memory that begins a day too early, on purpose",
    "offices/appointments/queries/moments.py": "its `now` is on the city's clock, and a moment's"
    " `at` is a wall clock",
}


def test_no_day_is_taken_from_an_instant_that_is_on_nobodys_clock() -> None:
    taken = {name for name, _line in _days_of_instants()}
    assert sorted(taken - MEANT.keys()) == []


def test_every_exception_is_still_one() -> None:
    taken = {name for name, _line in _days_of_instants()}
    assert sorted(MEANT.keys() - taken) == []


def test_the_search_sees_each_way_to_write_it() -> None:
    written = ["now.date()", "clock.now().date()", "case.now.date()", "loading.at.date()"]
    spared = ["local.date()", "timezone.localtime(now).date()", "now.astimezone(zone).date()"]
    assert [one for one in (*written, *spared) if any(_in(ast.parse(one)))] == written


def _days_of_instants() -> Iterator[tuple[str, int]]:
    for path in code(SRC):
        for line in _in(tree(path)):
            yield str(path.relative_to(SRC)), line


def _in(parsed: ast.AST) -> Iterator[int]:
    """The lines with `.date()` of an instant, whatever it is an attribute or answer of."""
    for node in ast.walk(parsed):
        if (
            isinstance(node, ast.Attribute)
            and node.attr == "date"
            and _last_name(node.value) in INSTANTS
        ):
            yield node.lineno


def _last_name(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""
