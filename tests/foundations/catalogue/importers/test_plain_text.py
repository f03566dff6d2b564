"""Descriptions and fees lose their markup and keep their words."""

import tomllib
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.foundations.catalogue.importers.dldb import lands, toml
from loket.foundations.catalogue.importers.dldb.plain import (
    odd_markup,
    one_amount,
    plain,
    split_summary,
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Eins</p><p>Zwei</p>", "Eins\nZwei"),
        ("<ul><li>a</li>\n <li>b &amp; c</li></ul>", "– a\n– b & c"),
        ("Ein<br>Zeilenumbruch &nbsp; hier", "Ein\nZeilenumbruch hier"),
        ('<a href="https://example.org/x">Seite</a>', "Seite (https://example.org/x)"),
        ('<a href="https://example.org">https://example.org</a>', "https://example.org"),
        ('<a href="mailto:a@example.org">Mail</a>', "Mail (a@example.org)"),
        ('<a href="javascript:alert(1)">Klick</a>', "Klick"),
        ("<script>alert(1)</script>Text<style>p{}</style>", "Text"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "‹script>alert(1)‹/script>"),
        ("unter 18 < 21 Jahre", "unter 18 < 21 Jahre"),
        ("<p>\u200b</p>", ""),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<p>offen <b>und nicht zu", "offen und nicht zu"),
    ],
)
def test_html_becomes_lines_of_text(html: str, text: str) -> None:
    assert plain(html) == text


@given(st.text(alphabet="<>/abp ='\"&;!-lt\n", max_size=60))
def test_no_tag_survives_whatever_is_fed(html: str) -> None:
    text = plain(html)
    assert not any(f"<{letter}" in text for letter in "abplt/!")


@pytest.mark.parametrize(
    ("html", "odd"),
    [
        ("<p>x</p>", ()),
        ('<p onclick="x()">x</p><script></script>', ("onclick", "script")),
        ('<a href="javascript:x">x</a>', ("a without address",)),
        ("<table><tr><td></td></tr></table>", ("table", "td", "tr")),
    ],
)
def test_markup_that_has_no_place_in_a_text_is_named(html: str, odd: tuple[str, ...]) -> None:
    assert odd_markup(html) == odd


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("10,50 Euro", 1050),
        ("13 Euro", 1300),
        ("1.200,00 €", 120_000),
        ("5,- EUR", 500),
        ("Gebührenfrei", 0),
        ("kostenlos.", 0),
        ("10 Euro, ab 2 Stück 5 Euro", None),
        ("10 Euro, unter 24 Jahren frei", None),
        ("nach Aufwand", None),
        ("", None),
    ],
)
def test_an_amount_is_read_only_where_it_is_the_only_number(text: str, cents: int | None) -> None:
    assert one_amount(text) == cents


def test_a_summary_ends_with_a_sentence_and_the_rest_loses_nothing() -> None:
    text = "Erster Satz. Zweiter Satz.\nZweiter Absatz."
    assert split_summary(text, longest=15) == ("Erster Satz.", text)
    assert split_summary("Ein Satz.", longest=15) == ("Ein Satz.", "")
    assert split_summary("Einer der zu lange ist", longest=12) == (
        "Einer der…", "Einer der zu lange ist",
    )  # fmt: skip


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_every_text_is_read_back_as_it_was_written(text: str) -> None:
    text = text.replace("\r", "")
    assert tomllib.loads(toml.pairs({"key": text})).get("key", "") == text


def test_a_document_holds_what_was_put_in() -> None:
    head: dict[str, Any] = {"name.de": "Amt", "on": date(2020, 1, 1), "none": None, "empty": ""}
    rows = [{"opens": time(8), "odd key": True, "minutes": {"101": (5, 5)}, "list": []}]
    assert tomllib.loads(toml.document(head, {"rows": rows}, "remark")) == {
        "name": {"de": "Amt"},
        "on": date(2020, 1, 1),
        "rows": [{"opens": time(8), "odd key": True, "minutes": {"101": [5, 5]}, "list": []}],
    }


def test_what_has_no_place_in_a_pack_is_not_written() -> None:
    with pytest.raises(TypeError, match="complex"):
        toml.value(1j)


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(days=28), "28 days"),
        (timedelta(hours=26), "26 h"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(seconds=90), "90 s"),
        (timedelta(0), "0 days"),
    ],
)
def test_a_length_of_time_is_said_in_its_largest_unit(length: timedelta, text: str) -> None:
    assert toml.span(length) == text


@pytest.mark.parametrize(
    ("codes", "land"),
    [(["80337", "81371", "10115"], "BY"), (["10115"], "BE"), (["00000", ""], None)],
)
def test_the_land_of_most_postal_codes_gives_the_holidays(codes: list[str], land: str) -> None:
    assert lands.subdivision(codes).get("subdivision") == land
