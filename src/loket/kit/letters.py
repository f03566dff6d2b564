"""Short letters from text files in several languages, one of which is authoritative.

A file ``<kind>.<language>.txt`` holds the subject on its first line and the text below. A
translation says that it is one, and the authoritative text follows it. A letter with a hole in it
is never written: what the file asks and the facts lack raises ``ValueError``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.core import UnknownLocaleError
from babel.dates import format_date, format_time
from django.template import Context, Engine, TemplateDoesNotExist

from loket.kit import texts

#: How a clock time is said; elsewhere as 18:20.
TIMES = {"nl": "H.mm 'uur'", "en": "H:mm", "fr": "H 'h' mm", "de": "H:mm 'Uhr'"}

#: What stands above a translation, in the language of the text that counts.
MARKS = {
    "nl": "vertaling — de Nederlandse tekst geldt",
    "fr": "traduction — le texte français fait foi",
    "de": "Übersetzung — der deutsche Text gilt",
    "en": "translation — the English text applies",
}

RULE = "-" * 24


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person gets."""

    subject: str
    text: str
    language: str
    #: The line that says that this is a translation; empty for the authoritative text.
    mark: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as its reader says it."""

    day: str
    time: str


class _Hole(str):  # noqa: SLOT000 (Django asks for a real string)
    """What Django puts where a fact is missing; putting it there raises."""

    def __mod__(self, name: object) -> str:
        raise ValueError(f"the letter asks for {name}, which is not among the facts")

    def __contains__(self, part: object) -> bool:
        return part == "%s"


@lru_cache(maxsize=8)
def _engine(folder: Path) -> Engine:
    return Engine(dirs=[str(folder)], autoescape=False, string_if_invalid=_Hole("%s"))


def letter(
    folder: Path, *, kind: str, language: str, authoritative: str, facts: Mapping[str, Any]
) -> Letter:
    """The letter of this kind in this language, or the authoritative one where there is none.

    Facts may be strings, texts per language, and instants in the zone of the city (an instant in
    UTC is refused: nobody's wall clock shows it).
    """
    original = _read(folder, kind, authoritative, authoritative, facts)
    if language == authoritative:
        return Letter(*original, authoritative, "")
    try:
        subject, text = _read(folder, kind, language, authoritative, facts)
    except TemplateDoesNotExist:
        return Letter(*original, authoritative, "")
    mark = MARKS.get(authoritative, f"[{authoritative}]")
    both = "\n\n".join((mark, text, RULE, original[0], original[1]))
    return Letter(subject, both, language, mark)


def _read(
    folder: Path, kind: str, language: str, authoritative: str, facts: Mapping[str, Any]
) -> tuple[str, str]:
    template = _engine(folder).get_template(f"{kind}.{language}.txt")
    said = {name: _said(value, language, authoritative) for name, value in facts.items()}
    subject, _, text = template.render(Context(said, autoescape=False)).strip().partition("\n")
    return subject.strip(), _tidy(text)


def _tidy(text: str) -> str:
    """At most one empty line between paragraphs, whatever was left out."""
    paragraphs = [part.strip() for part in text.split("\n\n")]
    return "\n\n".join(part for part in paragraphs if part)


def _said(value: Any, language: str, authoritative: str) -> Any:
    if isinstance(value, datetime):
        return moment(value, language)
    if isinstance(value, Mapping):
        return texts.pick(value, language, authoritative)
    return value


def moment(at: datetime, language: str) -> Moment:
    """Day and clock time in a language, on the wall clock of the zone that ``at`` carries."""
    if at.tzinfo is None or at.tzname() == "UTC":
        raise ValueError("a letter tells the time of the city's zone, not of UTC")
    try:
        day = format_date(at, "EEEE d MMMM y", locale=language)
        time = format_time(at, TIMES.get(language, "HH:mm"), locale=language)
    except UnknownLocaleError:
        day, time = f"{at:%Y-%m-%d}", f"{at:%H:%M}"
    return Moment(day, time)
