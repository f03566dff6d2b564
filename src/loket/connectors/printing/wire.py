"""IPP as bytes (RFC 8010): requests written, answers read. Only what a kiosk needs."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

VERSION: Final = b"\x02\x00"
#: Longest answer that is read: printers say much about themselves, but not this much.
LONGEST: Final = 1 << 20


class Tag(IntEnum):
    """Groups, then kinds of values."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49


class Operation(IntEnum):
    """What is asked of a printer."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B


Value = int | bool | str
#: A kind, a name, and one or several values of that kind.
Attribute = tuple[Tag, str, Value | Sequence[str]]


class Unreadable(ValueError):
    """These bytes are no answer of a printer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, and every attribute by name with all its values."""

    status: int
    attributes: dict[str, tuple[Value, ...]]

    @property
    def is_good(self) -> bool:
        """Whether it did what was asked (RFC 8011, B.1)."""
        return self.status <= 0xFF


def request(
    operation: Operation,
    number: int,
    attributes: Sequence[Attribute],
    *,
    job: Sequence[Attribute] = (),
    document: bytes = b"",
) -> bytes:
    """One request; charset and language come first, as the standard wants it."""
    parts = [VERSION, struct.pack(">HI", operation, number), bytes([Tag.OPERATION])]
    first: list[Attribute] = [
        (Tag.CHARSET, "attributes-charset", "utf-8"),
        (Tag.LANGUAGE, "attributes-natural-language", "en"),
    ]
    parts += [_written(one) for one in [*first, *attributes]]
    if job:
        parts += [bytes([Tag.JOB]), *(_written(one) for one in job)]
    return b"".join([*parts, bytes([Tag.END]), document])


def _written(attribute: Attribute) -> bytes:
    tag, name, given = attribute
    values = [given] if isinstance(given, str | int) else list(given)
    written = b""
    for i, value in enumerate(values):
        label = name.encode() if i == 0 else b""
        content = _content(value)
        written += struct.pack(">BH", tag, len(label)) + label
        written += struct.pack(">H", len(content)) + content
    return written


def _content(value: Value) -> bytes:
    if isinstance(value, bool):
        return bytes([value])
    return struct.pack(">i", value) if isinstance(value, int) else value.encode()


def answer(content: bytes) -> Answer:
    """What the printer said; ``Unreadable`` for anything cut short, endless or foreign."""
    if len(content) < 9 or len(content) > LONGEST or content[0] not in (1, 2):
        raise Unreadable("no IPP answer")
    (status,) = struct.unpack_from(">H", content, 2)
    found: dict[str, tuple[Value, ...]] = {}
    try:
        for name, value in _attributes(content):
            found[name] = (*found.get(name, ()), value)
    except (struct.error, IndexError, UnicodeDecodeError) as wrong:
        raise Unreadable("the answer is cut short") from wrong
    return Answer(status, found)


def _attributes(content: bytes) -> Iterator[tuple[str, Value]]:
    at, name = 8, ""
    while content[at] != Tag.END:
        tag = content[at]
        at += 1
        if tag < 0x10:
            continue
        label, at = _counted(content, at)
        value, at = _counted(content, at)
        name = label.decode() or name
        yield name, _read(tag, value)


def _counted(content: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", content, at)
    end = at + 2 + length
    if end > len(content):
        raise IndexError(end)
    return content[at + 2 : end], end


def _read(tag: int, value: bytes) -> Value:
    if tag in (Tag.INTEGER, Tag.ENUM):
        number: int = struct.unpack(">i", value)[0]
        return number
    if tag == Tag.BOOLEAN:
        return value == b"\x01"
    return value.decode("utf-8", "replace")
