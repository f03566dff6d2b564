"""A letter says the moment as its reader says it, and never has a hole."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from loket.kit.letters import letter, moment

AT = datetime(2021, 11, 25, 18, 20, tzinfo=ZoneInfo("Europe/Brussels"))


@pytest.mark.parametrize(
    ("language", "day", "time"),
    [
        ("nl", "donderdag 25 november 2021", "18.20 uur"),
        ("en", "Thursday 25 November 2021", "18:20"),
        ("fr", "jeudi 25 novembre 2021", "18 h 20"),
        ("de", "Donnerstag 25 November 2021", "18:20 Uhr"),
        ("xx", "2021-11-25", "18:20"),
    ],
)
def test_a_moment_is_said_in_the_language_of_its_reader(language: str, day: str, time: str) -> None:
    said = moment(AT, language)
    assert (said.day, said.time) == (day, time)


def test_a_moment_in_utc_is_refused_because_no_clock_on_a_wall_shows_it() -> None:
    with pytest.raises(ValueError, match="UTC"):
        moment(AT.astimezone(UTC), "nl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hello.nl.txt").write_text("Dag in {{ place }}\n\n{{ extra }}\n\nTot dan")
    (tmp_path / "hello.en.txt").write_text("Hello in {{ place }}\n\n{{ extra }}\n\nBye")
    return tmp_path


def write(folder: Path, language: str, **facts: object):
    given = {"place": {"nl": "loket <Eén>", "en": "counter <One>"}, "extra": ""} | facts
    return letter(folder, kind="hello", language=language, authoritative="nl", facts=given)


def test_the_authoritative_text_stands_alone(folder: Path) -> None:
    told = write(folder, "nl")
    assert (told.subject, told.text, told.mark) == ("Dag in loket <Eén>", "Tot dan", "")


def test_a_translation_says_so_and_the_authoritative_text_follows(folder: Path) -> None:
    told = write(folder, "en", extra="x")
    assert told.subject == "Hello in counter <One>"
    first, english, bye, _, dutch, *_ = told.text.split("\n\n")
    assert first == told.mark == "vertaling — de Nederlandse tekst geldt"
    assert (english, bye, dutch) == ("x", "Bye", "Dag in loket <Eén>")


@pytest.mark.parametrize("language", ["ru", "", "no such", "../en"])
def test_a_language_without_a_text_gets_the_authoritative_one(folder: Path, language: str) -> None:
    assert write(folder, language, extra=AT) == write(folder, "nl", extra=AT)


def test_a_missing_fact_raises_and_no_letter_with_a_hole_is_written(folder: Path) -> None:
    with pytest.raises(ValueError, match="place"):
        letter(folder, kind="hello", language="nl", authoritative="nl", facts={"extra": ""})
