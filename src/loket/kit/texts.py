"""Texts of a city in several languages: one is authoritative, the others are translations.

A text is stored as JSON, a language code to a string: `{"nl": "Reispas", "en": "Passport"}`.
A plain string was made for the text beside it. `{"text": "Passport", "of": "1f3a90bc"}`
names the authoritative text it was made from; when that has changed since, the
translation is stale, and a stale translation is hidden: the authoritative text shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

#: What a dataclass says for a text per language; `kit.packs` knows the word "texts".
Texts = Annotated[Mapping[str, str | Mapping[str, str]], "texts"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One text as a reader gets it, and whether the page must say that it is a translation."""

    text: str
    language: str
    translated: bool


def fingerprint(text: str) -> str:
    """Eight hexadecimal digits that change when the text changes."""
    return sha256(text.encode()).hexdigest()[:8]


def pick(texts: Texts, language: str, authoritative: str) -> str:
    """The text in this language, or the authoritative one where there is no fresh translation."""
    return show(texts, language, authoritative).text


def show(texts: Texts, language: str, authoritative: str) -> Shown:
    """Like `pick`, and says which language it became."""
    if language == authoritative or is_stale(texts, language, authoritative):
        return Shown(_words(texts.get(authoritative, "")), authoritative, translated=False)
    words = _words(texts.get(language, ""))
    if not words:
        return Shown(_words(texts.get(authoritative, "")), authoritative, translated=False)
    return Shown(words, language, translated=True)


def is_stale(texts: Texts, language: str, authoritative: str) -> bool:
    """Whether the translation was made from another text than the authoritative one of now."""
    match texts.get(language):
        case {"of": of}:
            return of != fingerprint(_words(texts.get(authoritative, "")))
        case _:
            return False


def list_stale(texts: Texts, authoritative: str) -> list[str]:
    """The languages whose translation is hidden."""
    return [language for language in texts if is_stale(texts, language, authoritative)]


def _words(value: str | Mapping[str, str]) -> str:
    return value if isinstance(value, str) else value.get("text", "")
