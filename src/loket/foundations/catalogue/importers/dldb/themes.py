"""To which themes a service belongs: the words of the template against its name and keywords."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from loket.foundations.catalogue.importers.dldb.source import Service
from loket.foundations.catalogue.importers.dldb.template import ThemeWords

_WORD: Final = re.compile(r"[\w-]+")
#: Shorter words are matched whole: too many words begin with them.
SHORTEST_BEGINNING: Final = 4
MOST: Final = 2


def fitting(service: Service, themes: Iterable[ThemeWords]) -> tuple[ThemeWords, ...]:
    """At most two, in the order of the template; the name says more than the keywords."""
    known = tuple(themes)
    for text in (service.name, " ".join(service.keywords)):
        words = _WORD.findall(text.lower())
        found = tuple(one for one in known if _is_about(words, one.words))
        if found:
            return found[:MOST]
    return ()


def _is_about(words: list[str], beginnings: Iterable[str]) -> bool:
    return any(_begins(word, one) for one in beginnings for word in words)


def _begins(word: str, beginning: str) -> bool:
    return word.startswith(beginning) if len(beginning) >= SHORTEST_BEGINNING else word == beginning
