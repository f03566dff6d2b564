"""A wish survives every click: what is read from an address is written back whole."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loket.channels.portal.asking import MOST_ITEMS, Asked
from loket.offices.appointments.queries import Item

TODAY = date(2026, 11, 26)
CODES = st.text(alphabet="ABC1-", min_size=1, max_size=6)
WISHES = st.builds(
    Asked,
    items=st.lists(
        st.builds(Item, CODES, st.integers(1, 99)),
        max_size=MOST_ITEMS,
        unique_by=lambda item: item.product,
    ).map(tuple),
    since=st.none() | st.dates(),
    evening=st.booleans(),
    saturday=st.booleans(),
    step_free=st.booleans(),
    mobility=st.booleans(),
    language=st.sampled_from(["", "ar", "fr"]),
    interpreter=st.sampled_from(["", "ti"]),
    postal=st.sampled_from(["", "2600"]),
    pages=st.integers(1, 6),
    replaces=st.sampled_from(["", "ACDEFGHJ"]),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(WISHES)
def test_what_is_written_is_read_again(asked: Asked) -> None:
    query = urlsplit(asked.url()).query
    assert Asked.read(QueryDict(query), on=TODAY) == asked


@given(st.text(max_size=200))
def test_no_address_is_too_strange_to_be_read(text: str) -> None:
    names = ("item", "since", "day", "near", "postal", "pages", "language", "replaces", "s")
    query = QueryDict(mutable=True)
    for name in names:
        query[name] = text
    Asked.read(query, on=TODAY)


def test_the_same_product_twice_is_asked_once_with_the_sum() -> None:
    read = Asked.read(QueryDict("item=A:2&item=B&item=A:1&item=C:0"), on=TODAY)
    assert read.items == (Item("A", 3), Item("B", 1))


@pytest.mark.parametrize("text", ["91,181,3", "north", "51.2", "1e5,4"])
def test_a_point_that_is_none_is_not_asked(text: str) -> None:
    assert Asked.read(QueryDict(f"near={text}"), on=TODAY).near == ""


def test_a_postal_code_typed_now_wins_from_a_place_found_before() -> None:
    read = Asked.read(QueryDict("near=51.2,4.4&postal=2600"), on=TODAY)
    assert (read.near, read.postal) == ("", "2600")


def test_a_link_keeps_what_it_does_not_change() -> None:
    asked = Asked(items=(Item("A", 2),), evening=True)
    assert parse_qs(urlsplit(asked.url(saturday=True)).query) == {
        "item": ["A:2"],
        "evening": ["1"],
        "saturday": ["1"],
    }
