"""Products, channels, charters and the roadmap, as the city that is loaded answers."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.pack import edit, write_pack

from loket.foundations.catalogue import actions, queries

NOW = datetime(2021, 9, 9, 7, tzinfo=UTC)
DAY = date(2021, 9, 9)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, db: None) -> Path:
    write_pack(tmp_path)
    load(tmp_path)
    return tmp_path


def load(folder: Path) -> None:
    actions.load(pack=queries.read_pack(folder), now=NOW, actor="system:test")


def test_a_question_costs_one_small_query_when_nothing_changed(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    queries.list_products(DAY)
    with django_assert_num_queries(1):
        queries.find_product("PASSPORT")
    with django_assert_num_queries(1):
        queries.search("pas", "nl", DAY)


def test_another_load_is_seen_at_once(folder: Path) -> None:
    assert queries.search("boekje", "nl", DAY) == ()
    edit(folder, "products/passport.toml", '"pasboek"', '"boekje"')
    load(folder)
    assert [one.code for one in queries.search("boekje", "nl", DAY)] == ["PASSPORT"]


def test_an_act_asks_one_edition_and_the_next_act_the_next(
    folder: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    @queries.of_one_edition
    def act(between: Callable[[], None] = lambda: None) -> list[str]:
        before = queries.search("boekje", "nl", DAY)
        between()
        return [one.code for one in (*before, *queries.search("boekje", "nl", DAY))]

    def reload() -> None:
        edit(folder, "products/passport.toml", '"pasboek"', '"boekje"')
        load(folder)

    act()
    with django_assert_num_queries(1):
        assert act() == []
    assert act(reload) == []
    assert act() == ["PASSPORT", "PASSPORT"]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("reispas", "nl", ["PASSPORT"]),
        ("paspoort", "nl", ["PASSPORT"]),
        ("passport", "en", ["PASSPORT"]),
        ("reispas", "en", ["PASSPORT"]),
        ("afhalen", "fr", ["PICKUP"]),
        ("kano", "nl", []),
    ],
)
def test_a_search_knows_the_language_the_own_language_and_the_citys_words(
    text: str, language: str, found: list[str]
) -> None:
    assert [one.code for one in queries.search(text, language, DAY)] == found


@pytest.mark.parametrize(
    ("on", "ways"),
    [
        (date(2023, 3, 23), [("swipe", False), ("connect", True)]),
        (date(2023, 3, 24), [("swipe", True), ("connect", True)]),
    ],
)
def test_a_channel_opens_on_the_day_its_law_is_in_force_not_on_the_day_expected(
    on: date, ways: list[tuple[str, bool]]
) -> None:
    product = queries.find_product("PASSPORT")
    assert product is not None
    assert [(one.channel.kind, one.is_open) for one in queries.ways(product, on)] == ways


def test_the_products_that_change_teams_are_listed_with_the_decision() -> None:
    (found,) = queries.list_hand_overs(date(2021, 12, 1), date(2022, 1, 31))
    assert (found.product, found.from_team, found.to_team) == ("PICKUP", "counters", "social")
    assert (found.on, found.decision) == (date(2022, 1, 1), "college/2021-12-10/9882")


def test_the_roadmap_shows_the_plan_beside_what_there_is() -> None:
    (line,) = queries.list_roadmap(DAY)
    assert (line.product.code, line.plan.quarter) == ("PASSPORT", "2022-Q1")
    assert (line.level, line.plan.level) == ("form", "end_to_end")


def test_a_charter_holds_only_what_every_location_of_the_tier_can_deliver() -> None:
    offers = {
        one.tier.code: [product.code for product in one.products]
        for one in queries.list_charters(DAY)
    }
    assert offers == {"city": ["PASSPORT", "PICKUP"], "neighbourhood": ["PASSPORT"]}


def test_products_are_listed_by_theme() -> None:
    assert [one.code for one in queries.list_themes()] == ["identity"]
    assert len(queries.list_products_of("identity", DAY)) == 2
    assert queries.list_products_of("travel", DAY) == ()


def test_a_location_is_shown_beside_its_charter_with_reasons_for_what_it_lacks(
    folder: Path,
) -> None:
    edit(
        folder,
        "locations/hall.toml",
        'capabilities = ["booking", "safe"]',
        'capabilities = ["booking", "kiosk"]\n'
        'deviations = [{ capability = "safe", reason = { nl = "Geen kluis" } }]',
    )
    load(folder)
    (hall,) = queries.list_charters(DAY)[0].locations
    assert not hall.is_standard
    assert [(one.capability, one.kind, one.reason) for one in hall.deviations] == [
        ("safe", "missing", {"nl": "Geen kluis"}),
        ("kiosk", "extra", None),
    ]
    assert [(one.code, one.facts["product"]) for one in hall.departures] == [
        ("location_lacks", "PICKUP")
    ]


def test_a_location_that_follows_its_tier_is_standard() -> None:
    (hall,) = queries.list_charters(DAY)[0].locations
    assert hall.is_standard
    assert queries.list_charters(DAY)[1].locations == ()
