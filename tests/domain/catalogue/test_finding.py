"""A resident finds a product by their own words: inflected, half typed or mistyped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.catalogue.city import Dictionary
from loket.domain.catalogue.finding import findable, index, rank, slips, words_of

PRODUCTS = (
    findable("KIDSID", name="Kids-ID aanvragen", keywords=["kinderpas"], summary="Voor een kind."),
    findable("PASSPORT", name="Reispas aanvragen", keywords=["paspoort"], summary="Om te reizen."),
    findable(
        "LICENCE", name="Rijbewijs vernieuwen", keywords=[], summary="Je rijbewijs is verlopen."
    ),
    findable(
        "MOVE", name="Adreswijziging", keywords=["verhuizen"], summary="Je verhuist in de stad."
    ),
    findable("EID", name="Identiteitskaart aanvragen", keywords=["eID"], summary="Voor Belgen."),
    findable("STRASSE", name="Straßenfest", keywords=[], summary="Gebühr"),
)
DICTIONARY = Dictionary(
    synonyms={"permis": ("rijbewijs",), "trouwen": ("huwelijk",)}, stop=("een", "de", "voor")
)
INDEX = index(PRODUCTS, DICTIONARY)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("kids-id", "KIDSID"),
        ("kidsid", "KIDSID"),
        ("KIDS ID", "KIDSID"),
        ("kinderpas", "KIDSID"),
        ("reispas", "PASSPORT"),
        ("paspoor", "PASSPORT"),
        ("pasport", "PASSPORT"),
        ("reispsa", "PASSPORT"),
        ("rijbewijzen", "LICENCE"),
        ("rybewijs", "LICENCE"),
        ("permis", "LICENCE"),
        ("verhuis", "MOVE"),
        ("verhuizing", "MOVE"),
        ("adres wijzigen", "MOVE"),
        ("identiteitskaarten", "EID"),
        ("een identiteitskaart voor de reis", "EID"),
        ("strasse", "STRASSE"),
        ("gebuhr", "STRASSE"),
    ],
)
def test_the_product_meant_stands_first(text: str, first: str) -> None:
    assert rank(text, INDEX)[0] == first


@pytest.mark.parametrize("text", ["", "  ", "een de voor", "xyzzy", "?!", "a"])
def test_words_that_mean_nothing_find_nothing(text: str) -> None:
    assert rank(text, INDEX) == []


def test_a_product_for_both_words_stands_before_products_for_one() -> None:
    found = rank("reispas aanvragen", INDEX)
    assert found[0] == "PASSPORT"
    assert set(found) >= {"KIDSID", "EID"}


@given(st.text(max_size=400))
def test_no_text_breaks_the_search_and_none_finds_a_product_twice(text: str) -> None:
    found = rank(text, INDEX)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("pas", "pas", 0),
        ("pas", "paas", 1),
        ("pas", "ps", 1),
        ("pas", "psa", 1),
        ("pas", "pus", 1),
        ("", "pas", 3),
        ("reispas", "reisspsa", 2),
    ],
)
def test_slips_are_counted_as_a_typist_makes_them(one: str, other: str, count: int) -> None:
    assert slips(one, other) == count


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_do_not_depend_on_the_direction(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)


def test_words_lose_case_accents_and_hyphens() -> None:
    assert words_of("Crème-brûlée") == ["creme", "brulee", "cremebrulee"]
