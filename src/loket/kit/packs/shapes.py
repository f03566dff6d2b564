"""From what a file holds to a typed value: a dataclass is the schema.

Understood are `str`, `int`, `float`, `bool`, `date`, aware `datetime`, `time`, `timedelta`
(written `"10 min"`, `"2 h"`, `"28 days"`), `Literal[...]`, `X | None`, `tuple[X, ...]`,
`tuple[X, Y]`, `Mapping[str, X]` and dataclasses of these. `Annotated` adds one of:

* `"texts"`: a text per language, see `loket.kit.texts`
* `"refers to SECTION"`: the key of an entry in that section of the pack
* `"LOW to HIGH"`: a number within these, ends included
* `"like REGEX"`: a string that this pattern matches whole
* `"at most N characters"`: a string that is no longer

A text must not be empty: what has nothing to say is left out. Nor may it hold control characters:
no page shows them, and the database takes no NUL.
"""

import dataclasses
import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from loket.kit.packs.positions import Path
from loket.kit.texts import fingerprint, list_stale

_SPANS: Final = {"s": 1, "min": 60, "h": 3600, "day": 86400, "days": 86400, "weeks": 604800}
_SPAN: Final = re.compile(r"(\d+) ?(s|min|h|days?|weeks)")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Broken:
    """Stands for a value that could not be built; its problem is already reported."""


BROKEN: Final = _Broken()


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """A key that must exist in another section."""

    section: str
    key: str
    path: Path


@dataclasses.dataclass(frozen=True, slots=True)
class Build:
    """What building one value needs and what it finds on the way."""

    report: Callable[[Path, str, str], None]
    authoritative: str = ""
    languages: tuple[str, ...] = ()
    #: Told, not refused: a translation that is older than the text beside it.
    stale: Callable[[Path, str], None] = lambda *_: None
    references: list[Reference] = dataclasses.field(default_factory=list)

    def fail(self, path: Path, found: str, expected: str) -> _Broken:
        self.report(path, found, expected)
        return BROKEN


def build(kind: Any, value: Any, path: Path, b: Build, notes: tuple[str, ...] = ()) -> Any:
    """The typed value, or BROKEN when something in it was reported."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return build(args[0], value, path, b, (*notes, *args[1:]))
    if origin in (Union, UnionType):
        inner = next(one for one in args if one is not NoneType)
        return None if value is None else build(inner, value, path, b, notes)
    if "texts" in notes:
        return _texts(value, path, b)
    if dataclasses.is_dataclass(kind):
        return _table(kind, value, path, b)
    if origin is tuple:
        return _tuple(args, value, path, b)
    if origin is Mapping:
        return _mapping(args[1], value, path, b)
    if origin is Literal:
        return value if value in args else b.fail(path, shown(value), said(kind, value))
    return _plain(kind, value, path, b, notes)


def _plain(kind: Any, value: Any, path: Path, b: Build, notes: tuple[str, ...]) -> Any:
    typed = _PLAIN[kind](value)
    wrong = partial(b.fail, path, shown(value), said(kind, notes=notes))
    if typed is BROKEN:
        return wrong()
    for note in notes:
        match note.split(" ", 1):
            case ["refers", rest]:
                b.references.append(Reference(rest.removeprefix("to "), typed, path))
            case ["like", pattern] if not re.fullmatch(pattern, typed):
                return wrong()
            case ["at", most] if len(typed) > int(most.split()[1]):
                return wrong()
            case [low, rest] if rest.startswith("to ") and not (
                float(low) <= typed <= float(rest.removeprefix("to "))
            ):
                return wrong()
    return typed


def _table(kind: Any, value: Any, path: Path, b: Build) -> Any:
    if not isinstance(value, Mapping):
        return b.fail(path, shown(value), f"a table with {_listed(_hints(kind))}")
    hints = _hints(kind)
    for name in value:
        if name not in hints:
            b.fail((*path, name), "unknown key", _nearest(name, hints))
    built = {}
    for one in dataclasses.fields(kind):
        if one.name in value:
            built[one.name] = build(hints[one.name], value[one.name], (*path, one.name), b)
        elif one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING:
            built[one.name] = b.fail((*path, one.name), "missing", said(hints[one.name]))
    return kind(**built) if _is_whole(built.values()) and not set(value) - set(hints) else BROKEN


def _tuple(args: tuple[Any, ...], value: Any, path: Path, b: Build) -> Any:
    if not isinstance(value, list | tuple):
        return b.fail(path, shown(value), said(tuple[args]))  # type: ignore[valid-type]
    kinds = [args[0]] * len(value) if args[-1] is Ellipsis else list(args)
    if len(kinds) != len(value):
        return b.fail(path, f"a list of {len(value)}", f"a list of {len(kinds)}")
    pairs = enumerate(zip(kinds, value, strict=True))
    built = tuple(build(each, one, (*path, i), b) for i, (each, one) in pairs)
    return built if _is_whole(built) else BROKEN


def _mapping(kind: Any, value: Any, path: Path, b: Build) -> Any:
    if not isinstance(value, Mapping):
        return b.fail(path, shown(value), f"a table of {said(kind)}")
    for name in value:
        if not _is_written(name):
            return b.fail(path, f"the key {shown(name)}", f"a key that is {_SAID[str]}")
    built = {name: build(kind, one, (*path, name), b) for name, one in value.items()}
    return built if _is_whole(built.values()) else BROKEN


def _texts(value: Any, path: Path, b: Build) -> Any:
    wanted = 'a text per language, such as nl = "..."'
    if not isinstance(value, Mapping):
        return b.fail(path, shown(value), wanted)
    if b.authoritative and b.authoritative not in value:
        return b.fail((*path, b.authoritative), "missing", "the text in the city's own language")
    built = {name: _text(name, one, (*path, name), b) for name, one in value.items()}
    if not _is_whole(built.values()):
        return BROKEN
    for language in list_stale(built, b.authoritative) if b.authoritative else ():
        b.stale((*path, language), fingerprint(built[b.authoritative]))
    return built


def _text(language: str, value: Any, path: Path, b: Build) -> Any:
    if b.languages and language not in b.languages:
        return b.fail(path, "unknown language", _nearest(language, b.languages))
    if not b.languages and not _LANGUAGE.fullmatch(language):
        return b.fail(path, "unknown language", "two or three small letters")
    match value:
        case str() if _is_written(value):
            return value
        case {"text": str(text), "of": str(of), **rest} if not rest and _is_written(text + of):
            if language != b.authoritative:
                return dict(value)
            return b.fail(path, "a translation", "the text itself: this language is the city's own")
        case _:
            expected = 'a text, or {text = "...", of = "..."} for a translation'
            return b.fail(path, shown(value), expected)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _is_whole(values: Iterable[Any]) -> bool:
    return not any(value is BROKEN for value in values)


def _number(value: Any) -> Any:
    return value if isinstance(value, int) and not isinstance(value, bool) else BROKEN


def _float(value: Any) -> Any:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return BROKEN
    try:
        number = float(value)
    except OverflowError:
        return BROKEN
    return number if math.isfinite(number) else BROKEN


def _string(value: Any) -> Any:
    return value if isinstance(value, str) and _is_written(value) else BROKEN


def _is_written(text: str) -> bool:
    return bool(text.strip()) and not _CONTROL.search(text)


def _moment(kind: Any, value: Any) -> Any:
    """A date, time or instant; also as the ISO text that a stored definition holds."""
    if isinstance(value, str):
        try:
            value = kind.fromisoformat(value)
        except ValueError:
            return BROKEN
    if type(value) is not kind or (kind is datetime and value.tzinfo is None):
        return BROKEN
    return value


def _span(value: Any) -> Any:
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return BROKEN
    try:
        return timedelta(seconds=int(found[1]) * _SPANS[found[2]])
    except (OverflowError, ValueError):  # longer than any calendar
        return BROKEN


_PLAIN: Final[dict[Any, Callable[[Any], Any]]] = {
    str: _string,
    int: _number,
    float: _float,
    bool: lambda value: value if isinstance(value, bool) else BROKEN,
    date: partial(_moment, date),
    time: partial(_moment, time),
    datetime: partial(_moment, datetime),
    timedelta: _span,
}
_SAID: Final = {
    str: "a text that is not empty and holds no control characters",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2021-09-09",
    time: "a time such as 09:00:00",
    datetime: "a moment with offset such as 2021-09-09T09:00:00+02:00",
    timedelta: 'a length of time such as "10 min", "2 h" or "28 days"',
}


def said(kind: Any, value: Any = None, notes: tuple[str, ...] = ()) -> str:
    """What a type asks for, in words."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return said(args[0], notes=(*notes, *args[1:]))
    if origin in (Union, UnionType):
        return said(next(one for one in args if one is not NoneType), value, notes)
    if "texts" in notes:
        return "a text per language"
    if origin is Literal:
        return _nearest(value, args) if isinstance(value, str) else f"one of {_listed(args)}"
    if origin is tuple:
        return f"a list of {said(args[0])}"
    if origin is Mapping:
        return f"a table of {said(args[1])}"
    return ", ".join([_SAID.get(kind, "a table"), *notes])


def shown(value: Any) -> str:
    """What stands there, short enough for one line."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    words = f'"{value}"' if isinstance(value, str) else str(value).lower()
    words = _CONTROL.sub(lambda one: f"\\u{ord(one[0]):04x}", words)
    return words if len(words) <= 60 else f'{words[:57]}..."'


def _nearest(name: str, known: Iterable[Any]) -> str:
    names = [str(one) for one in known]
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"{close[0]} (did you mean that?)" if close else f"one of {_listed(names)}"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like this one, or all of them when they are few."""
    names = list(known)
    if not names:
        return "an entry that exists; there is none"
    if len(names) > 12 and not difflib.get_close_matches(name, names, n=1, cutoff=0.5):
        return f"one of the {len(names)} that are defined"
    return _nearest(name, names)


def _listed(names: Iterable[Any]) -> str:
    return ", ".join(str(name) for name in names) or "nothing"
