"""TOML as the importer writes it: plain keys first, then tables."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any, Final

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_DOTTED: Final = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")
_UNITS: Final = (
    (timedelta(days=1), "days"),
    (timedelta(hours=1), "h"),
    (timedelta(minutes=1), "min"),
    (timedelta(seconds=1), "s"),
)
_DELETE: Final = "\x7f"


def document(
    head: Mapping[str, Any], tables: Mapping[str, Sequence[Mapping[str, Any]]], *remarks: str
) -> str:
    """Remarks, plain keys, then `[[tables]]`. A dotted key is `name.de`, a text of one language."""
    said = "".join(f"# {one}\n" for one in remarks)
    parts = [said, pairs(head)]
    parts += [f"[[{name}]]\n{pairs(one)}" for name, several in tables.items() for one in several]
    return "\n".join(part for part in parts if part)


def pairs(table: Mapping[str, Any]) -> str:
    """A line for each key; what is None or an empty text is left out."""
    return "".join(
        f"{_key(name, may_dot=True)} = {value(one)}\n"
        for name, one in table.items()
        if one is not None and one != ""
    )


def value(one: Any) -> str:
    """Raises TypeError for what the importer never writes."""
    match one:
        case bool():
            return str(one).lower()
        case int() | float() | date() | time():
            return one.isoformat() if isinstance(one, date | time) else repr(one)
        case str():
            return _text(one)
        case Mapping():
            inner = ", ".join(f"{_key(name)} = {value(each)}" for name, each in one.items())
            return f"{{ {inner} }}" if inner else "{}"
        case Sequence():
            return f"[{', '.join(value(each) for each in one)}]"
    message = f"{type(one).__name__} has no place in a pack"
    raise TypeError(message)


def _text(text: str) -> str:
    if "\n" not in text:
        return _quoted(text)
    return '"""\n' + "\n".join(_quoted(line)[1:-1] for line in text.split("\n")) + '"""'


def _quoted(text: str) -> str:
    """JSON escapes what TOML escapes, and the same way, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")


def _key(name: str, *, may_dot: bool = False) -> str:
    known = _BARE.fullmatch(name) or (may_dot and _DOTTED.fullmatch(name))
    return name if known else _quoted(name)


def span(length: timedelta) -> str:
    """A length of time as packs write it, in the largest unit that holds it whole."""
    whole = (f"{length // unit} {name}" for unit, name in _UNITS if not length % unit)
    return next(whole)
