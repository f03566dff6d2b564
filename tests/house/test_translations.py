"""Who chose another language reads all of a page in it: nothing untranslated, nothing left over."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from tests.house.sources import REPOSITORY, SRC

#: What residents read, in every language that the menus offer; the desk is in the city's own.
PUBLIC = ("channels/portal", "channels/kiosk", "channels/board", "channels/api", "channels/ui")
SPOKEN = {"en": (*PUBLIC, "demo"), "fr": PUBLIC, "de": PUBLIC}
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2)}


@cache
def read(language: str) -> Catalog:
    path = SRC / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as text:
        return read_po(text, locale=language)


@cache
def rooms_by_sentence() -> dict[str, set[str]]:
    """Each sentence in the sources, and the folders below `loket` in which it stands."""
    with (REPOSITORY / "babel.cfg").open() as text:
        methods, options = parse_mapping_cfg(text)
    found = defaultdict(set)
    for name, _, said, _, _ in extract_from_dir(REPOSITORY, methods, options, keywords=KEYWORDS):
        found[key_of(said)].add(str(Path(name).relative_to("src/loket").parent))
    return dict(found)


def key_of(said: str | tuple[str, ...]) -> str:
    return said if isinstance(said, str) else said[0]


def untranslated(language: str) -> Iterator[str]:
    spoken = read(language)
    for sentence, rooms in rooms_by_sentence().items():
        is_read = any(room.startswith(SPOKEN[language]) for room in rooms)
        if is_read and not is_whole(spoken.get(sentence)):
            yield sentence


def is_whole(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return bool(message.string) and all(message.string)


@pytest.mark.parametrize("language", SPOKEN)
def test_everything_a_resident_reads_is_translated(language: str) -> None:
    assert sorted(untranslated(language)) == []


@pytest.mark.parametrize("language", SPOKEN)
def test_no_translation_is_left_of_a_sentence_that_is_gone(language: str) -> None:
    said = {key_of(message.id) for message in read(language) if message.id}
    assert said - rooms_by_sentence().keys() == set()
