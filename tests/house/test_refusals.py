"""Every refusal can be said, in every language that has a translation."""

import ast
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from tests.house.sources import SRC, code, short, tree

from loket.channels.ui.sentences import SENTENCES

TRANSLATIONS = sorted((SRC / "locale").glob("*/LC_MESSAGES/django.po"))
#: What carries a code: the refusal, one of its reasons, and the helpers that make them.
CARRIERS = {"RuleBroken", "Reason"}


def _codes() -> Iterator[tuple[str, str]]:
    """Each code with the place that uses it."""
    for path in code():
        for node in ast.walk(tree(path)):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text)), *_]):
                    if name in CARRIERS:
                        yield text, f"{short(path)}:{node.lineno}"


def test_every_refusal_code_has_a_sentence() -> None:
    unsaid = {f"{text} ({place})" for text, place in _codes() if text not in SENTENCES}
    assert not unsaid


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_every_sentence_has_a_translation(language: str) -> None:
    untranslated = set()
    for file in (one for one in TRANSLATIONS if one.parts[-3] == language):
        with file.open("rb") as text:
            catalogue = read_po(text, locale=language)
        for said in SENTENCES.values():
            with translation.override("nl"):
                source = str(said)  # sentences are written in Dutch
            message = catalogue.get(source)
            if message is None or not message.string or message.fuzzy:
                untranslated.add(source)
    assert not untranslated
