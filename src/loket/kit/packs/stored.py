"""Values of a pack as JSON and back, and the hash that stands for their content."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, time, timedelta
from hashlib import sha256
from typing import Any, TypeVar, cast

from loket.kit.packs.positions import Path
from loket.kit.packs.shapes import BROKEN, Build, build
from loket.kit.packs.sources import spoken

T = TypeVar("T")


def to_json(value: Any) -> Any:
    """The value as JSON knows it; what equals its default in a dataclass is left out."""
    if dataclasses.is_dataclass(value):
        return {
            one.name: to_json(getattr(value, one.name))
            for one in dataclasses.fields(value)
            if getattr(value, one.name) != one.default
        }
    if isinstance(value, Mapping):
        return {name: to_json(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(one) for one in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds())} s"
    return value


def from_json(kind: type[T], data: Any) -> T:
    """The value that `to_json` wrote down. Raises ValueError when it does not fit the type."""
    wrong: list[str] = []

    def report(path: Path, found: str, expected: str) -> None:
        wrong.append(f"{spoken(path)}: {found}; expected {expected}")

    value = build(kind, data, (), Build(report))
    if value is BROKEN:
        raise ValueError(f"not a {kind.__name__}: {'; '.join(wrong)}")
    return cast("T", value)


def revision(value: Any) -> str:
    """Sixteen hexadecimal digits that change when the content changes."""
    text = json.dumps(to_json(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:16]
