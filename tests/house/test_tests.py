"""Every process that collects the tests finds the same ones, under the same names."""

import ast
from collections.abc import Iterator

import pytest
from tests.house.sources import REPOSITORY, code, short, tree

#: What answers otherwise each time it is asked: chance, clocks, and the numbers of processes.
FICKLE = {
    "uuid1", "uuid4", "new_id", "new_code", "token_hex", "token_urlsafe", "token_bytes", "random",
    "randint", "randrange", "choice", "choices", "sample", "shuffle", "urandom", "getrandbits",
    "now", "today", "utcnow", "time", "time_ns", "monotonic", "perf_counter", "getpid", "mkdtemp",
    "free_port", "gettempdir", "localtime",
}  # fmt: skip
#: These keep the order of what they are given, or make one.
ORDERED = {"sorted", "len", "min", "max", "sum"}


def test_no_test_is_named_or_chosen_by_chance_by_a_clock_or_by_the_order_of_a_set() -> None:
    """Two workers would collect different tests, and then none of them runs."""
    found = {
        f"{short(path)}:{line} {what}"
        for path in code(REPOSITORY / "tests")
        for line, what in fickle(tree(path))
    }
    assert not found


@pytest.mark.parametrize(
    ("decorator", "what"),
    [
        ('pytest.mark.parametrize("id_", [uuid4()])', "uuid4()"),
        ('pytest.mark.parametrize("id_", [str(uuid.uuid4())])', "uuid4()"),
        ('pytest.mark.parametrize("at", [clock.now() - DAY])', "now()"),
        ('pytest.mark.parametrize("x", CASES)', "uuid4()"),
        ('pytest.mark.parametrize("x", {1, 2})', "the order of a set"),
        ('pytest.mark.parametrize("x", [*KNOWN])', "the order of a set"),
        ('pytest.fixture(params=set("ab"))', "the order of a set"),
        ('pytest.mark.parametrize("x", list(OTHERS - {1}))', "the order of a set"),
    ],
)
def test_what_differs_between_two_collections_is_found(decorator: str, what: str) -> None:
    module = f"CASES = [uuid4()]\nKNOWN = {{1, 2}}\nOTHERS = frozenset((1, 2))\n@{decorator}\n"
    assert what in [one for _, one in fickle(ast.parse(module + "def test_x(x): ..."))]


@pytest.mark.parametrize(
    "decorator",
    [
        'pytest.mark.parametrize("at", [datetime(2021, 11, 25, tzinfo=UTC)])',
        'pytest.mark.parametrize("x", sorted({1, 2}))',
        'pytest.mark.parametrize("x", sorted(KNOWN))',
        'pytest.mark.parametrize("make", [lambda: uuid4(), clock.now])',
        'pytest.mark.parametrize("x", [({1, 2}, 3)], ids=str)',
        'pytest.mark.parametrize("opens", [time(9), time(10, 30)])',
    ],
)
def test_what_is_the_same_in_every_collection_is_let_be(decorator: str) -> None:
    module = f"KNOWN = {{1, 2}}\n@{decorator}\ndef test_x(x): ..."
    assert list(fickle(ast.parse(module))) == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    unwilling = {
        f"{short(path)}:{node.lineno}"
        for path in code(REPOSITORY / "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"skip", "skipif", "xfail", "importorskip"}
    }
    assert not unwilling


@pytest.mark.xdist_group("together")
def test_a_group_is_heard_by_what_spreads_the_tests(request: pytest.FixtureRequest) -> None:
    """A storm blows once and alone, a city is loaded once; of a group that nobody hears both do."""
    spread = getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.partition("::")[2] == request.node.name + "@together" * spread


@pytest.fixture(scope="module")
def _once() -> None:
    """As a browser is started, or a city loaded: for all tests of a file."""


@pytest.mark.usefixtures("_once")
def test_who_shares_what_is_made_once_for_a_file_is_grouped(request: pytest.FixtureRequest) -> None:
    (group,) = request.node.iter_markers("xdist_group")
    assert group.args == ("tests/house/test_tests.py",)


def test_storms_are_one_group_and_blow_first(request: pytest.FixtureRequest) -> None:
    items = request.session.items
    storms = [one for one in items if "faults" in one.path.parts]
    assert items[: len(storms)] == storms
    groups = {mark.args for one in storms for mark in one.iter_markers("xdist_group")}
    assert groups <= {("storms",)}


def fickle(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and reason of every value that two collections of this file may see differently."""
    known = dict(_assigned(module))
    for decorator in _decorators(module):
        for values in _values(decorator):
            for name in {one.id for one in ast.walk(values) if isinstance(one, ast.Name)}:
                if name in known:
                    yield from _called(known[name])
            yield from _called(values)
            yield from _unordered(values, known)


def _assigned(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value


def _decorators(module: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from (one for one in node.decorator_list if isinstance(one, ast.Call))


def _values(decorator: ast.Call) -> Iterator[ast.expr]:
    """What the tests are made from: the second argument of parametrize, `params` of a fixture."""
    match decorator.func:
        case ast.Attribute(attr="parametrize") if len(decorator.args) > 1:
            yield decorator.args[1]
    yield from (one.value for one in decorator.keywords if one.arg in {"argvalues", "params"})


def _called(values: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(values, ast.Lambda):
        return
    if isinstance(values, ast.Call) and (name := _name(values.func)) in FICKLE:
        is_time_of_day = name == "time" and bool(values.args)
        if not is_time_of_day:
            yield values.lineno, f"{name}()"
    for inner in ast.iter_child_nodes(values):
        if isinstance(inner, ast.expr | ast.keyword | ast.comprehension):
            yield from _called(inner)


def _unordered(values: ast.expr, known: dict[str, ast.expr]) -> Iterator[tuple[int, str]]:
    """A set whose members become tests; a set inside one case is only a value."""
    match values:
        case ast.Set() | ast.SetComp():
            yield values.lineno, "the order of a set"
        case ast.Name(id=name) if name in known:
            yield from _unordered(known[name], {})
        case ast.Call(func=ast.Name(id="set" | "frozenset")):
            yield values.lineno, "the order of a set"
        case ast.Call(func=function, args=[first, *_]) if _name(function) not in ORDERED:
            yield from _unordered(first, known)
        case ast.BinOp(left=left, right=right):
            yield from _unordered(left, known)
            yield from _unordered(right, known)
        case ast.List(elts=members) | ast.Tuple(elts=members):
            for one in members:
                if isinstance(one, ast.Starred):
                    yield from _unordered(one.value, known)
        case ast.ListComp(generators=[ast.comprehension(iter=source), *_]):
            yield from _unordered(source, known)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
