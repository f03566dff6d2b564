"""What a record is called stands in the vocabulary, with the word of the counter beside it."""

import re

from django.apps import apps
from tests.house.sources import REPOSITORY

#: Rooms whose records people at a counter have a word for.
ROOMS = {
    "journal",
    "places",
    "catalogue",
    "messages",
    "appointments",
    "queues",
    "evaluation",
    "programme",
}
#: That a line is in a seal: a row between two words.
BETWEEN = {"Sealed"}


def test_every_record_of_a_room_is_a_word_of_the_house() -> None:
    words = (REPOSITORY / "docs" / "words.md").read_text().lower()
    unknown = {
        f"{model._meta.app_label}.{model.__name__}"
        for model in apps.get_models()
        if model._meta.app_label in ROOMS and model.__module__.startswith("loket.")
        if not model._meta.auto_created and model.__name__ not in BETWEEN
        if _said(model.__name__) not in words
    }
    assert not unknown


def test_no_word_stands_twice_with_two_meanings() -> None:
    lines = (REPOSITORY / "docs" / "words.md").read_text().splitlines()
    ours = [line.split("|")[2].strip() for line in lines if line.count("|") == 4]
    said = [word for word in ours if word not in {"our word", "---"}]
    assert sorted({word for word in said if said.count(word) > 1}) == []


def _said(name: str) -> str:
    """`EarlierWish`: earlier wish."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()
