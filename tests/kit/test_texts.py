"""A translation that is older than the text it was made from is hidden, not shown."""

import pytest

from loket.kit.texts import Shown, Texts, fingerprint, is_stale, list_stale, pick, show

FRESH = {"text": "Passport", "of": fingerprint("Reispas")}
STALE = {"text": "Travel card", "of": fingerprint("Reiskaart")}


@pytest.mark.parametrize(
    ("texts", "language", "shown"),
    [
        ({"nl": "Reispas", "en": "Passport"}, "en", Shown("Passport", "en", translated=True)),
        ({"nl": "Reispas", "en": "Passport"}, "nl", Shown("Reispas", "nl", translated=False)),
        ({"nl": "Reispas", "en": "Passport"}, "fr", Shown("Reispas", "nl", translated=False)),
        ({"nl": "Reispas", "en": FRESH}, "en", Shown("Passport", "en", translated=True)),
        ({"nl": "Reispas", "en": STALE}, "en", Shown("Reispas", "nl", translated=False)),
        ({}, "en", Shown("", "nl", translated=False)),
    ],
)
def test_the_fresh_translation_shows_or_else_the_text_that_counts(
    texts: Texts, language: str, shown: Shown
) -> None:
    assert show(texts, language, "nl") == shown
    assert pick(texts, language, "nl") == shown.text


def test_a_change_of_the_text_makes_its_translation_stale() -> None:
    assert not is_stale({"nl": "Reispas", "en": FRESH}, "en", "nl")
    assert is_stale({"nl": "Reispas.", "en": FRESH}, "en", "nl")


def test_stale_translations_are_listed_for_those_who_translate() -> None:
    texts: Texts = {"nl": "Reispas", "en": FRESH, "fr": STALE, "de": "Reisepass"}
    assert list_stale(texts, "nl") == ["fr"]
