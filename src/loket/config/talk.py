"""How commands speak: sentences for people, JSON for machines, progress for who watches."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")


class Refused(Exception):
    """A command cannot do what was asked; the message is the reason. Exit code 1."""


def say(text: str) -> None:
    """One line, at once, also when nobody watches."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say_json(value: Any) -> None:
    """One JSON value on one line."""
    say(json.dumps(value, ensure_ascii=False, default=str))


def progress(things: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
    """The same things, with a bar when a person watches and one plain line otherwise."""
    if sys.stderr.isatty():
        from tqdm import tqdm

        yield from tqdm(things, desc=label, total=total, leave=False)
        return
    say(f"{label} …")
    yield from things
