"""A city pack is loaded whole or not at all; a broken one leaves the running city untouched."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.factories.pack import edit, write_pack

from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import actions, models, queries
from loket.foundations.catalogue.models import City
from loket.foundations.journal.models import Line
from loket.foundations.places import queries as places
from loket.kit import packs
from loket.kit.packs import sections

NOW = datetime(2021, 9, 9, 7, tzinfo=UTC)
DAY = date(2021, 9, 9)
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path)


def load(folder: Path) -> packs.Difference:
    return actions.load(pack=queries.read_pack(folder), now=NOW, actor="system:test")


def everything() -> list[Any]:
    """All that a reader of the catalogue could notice."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (models.City, models.Product, models.Definition, models.Loaded)
    ]


def test_before_the_first_load_there_is_no_city() -> None:
    assert queries.find_city() is None
    with pytest.raises(RuleBroken) as refusal:
        queries.the_city()
    assert refusal.value.code == "no_city"


def test_a_sound_pack_becomes_the_city(folder: Path) -> None:
    assert queries.read_pack(folder).problems == ()
    load(folder)
    assert queries.the_city().name["en"] == "Testville"
    assert [one.code for one in queries.list_products(DAY)] == ["PASSPORT", "PICKUP"]
    assert places.find_zone().key == "Europe/Brussels"


def test_the_same_pack_again_changes_nothing_and_writes_no_line(folder: Path) -> None:
    load(folder)
    before, lines = everything(), Line.objects.count()
    assert not load(folder)
    assert everything() == before
    assert Line.objects.count() == lines


def test_the_difference_is_known_before_the_load_and_told_by_it(folder: Path) -> None:
    load(folder)
    edit(folder, "products/passport.toml", "6500", "7000")
    (folder / "products" / "pickup.toml").rename(folder / "products" / "collect.toml")
    edit(folder, "products/collect.toml", '"PICKUP"', '"COLLECT"')
    edit(folder, "products/passport.toml", '"PICKUP"', '"COLLECT"')
    expected = [
        "added products COLLECT (products/collect.toml:1)",
        "changed products PASSPORT (products/passport.toml:1)",
        "removed products PICKUP",
    ]
    assert [str(one) for one in queries.difference(queries.read_pack(folder)).changes] == expected
    assert [str(one) for one in load(folder).changes] == expected
    assert not queries.difference(queries.read_pack(folder))


def test_a_product_that_is_gone_is_withdrawn_and_its_name_stays(folder: Path) -> None:
    load(folder)
    (folder / "products" / "pickup.toml").unlink()
    edit(folder, "products/passport.toml", 'collect_with = "PICKUP"\n', "")
    load(folder)
    assert queries.find_product("PICKUP") is None
    withdrawn = queries.find_withdrawn("PICKUP")
    assert withdrawn is not None
    assert withdrawn.name == {"nl": "Document afhalen"}


def test_a_product_that_returns_is_in_use_again(folder: Path) -> None:
    load(folder)
    text = (folder / "products" / "pickup.toml").read_text()
    (folder / "products" / "pickup.toml").unlink()
    edit(folder, "products/passport.toml", 'collect_with = "PICKUP"\n', "")
    load(folder)
    (folder / "products" / "pickup.toml").write_text(text)
    load(folder)
    assert queries.find_product("PICKUP") is not None
    assert queries.find_withdrawn("PICKUP") is None


def test_every_load_begins_an_edition_and_writes_who_loaded_what(folder: Path) -> None:
    before = places.find_edition()
    load(folder)
    assert places.find_edition() > before
    line = Line.objects.get(act="catalogue.load")
    assert (line.actor, line.subject, line.at) == ("system:test", "city:testville", NOW)
    assert "added products/PASSPORT" in line.after["entries"]


def test_another_city_in_the_same_database_is_refused(folder: Path) -> None:
    load(folder)
    before = everything()
    edit(folder, "city.toml", 'code = "testville"', 'code = "othertown"')
    with pytest.raises(RuleBroken) as refusal:
        load(folder)
    assert refusal.value.code == "other_city"
    assert refusal.value.facts == {"here": "testville", "asked": "othertown"}
    assert everything() == before
    assert queries.the_city().code == "testville"


def test_the_database_itself_holds_one_city(folder: Path) -> None:
    load(folder)
    with pytest.raises(IntegrityError, match="one_city_per_database"), transaction.atomic():
        City.objects.create(id=2, code="other", revision="", definition={}, loaded_at=NOW)


BROKEN = [
    ("products/passport.toml", "6500", "-1", 27, "fees[1].amount_cents", "0 to 1000000"),
    ("products/passport.toml", '"e-declarations"', '"e-declaration"', 19, "channels[2].gate",
     "e-declarations"),
    ("products/passport.toml", '"connect"', '"conect"', 13, "channels[1].kind", "connect"),
    ("products/passport.toml", '"connect"', '"automate"', 12, "channels", "a person is never"),
    ("products/passport.toml", "keywords.nl", "keywords.xx", 6, "keywords.xx", "one of"),
    ("products/passport.toml", '["identity"]\nkeywords', '["identiti"]\nkeywords', 5,
     "themes[1]", "identity"),
    ("products/passport.toml", "first = 15", "first = 0", 7, "minutes.first", "1 to 480"),
    ("products/passport.toml", 'needs = ["booking"]', 'needs = ["boking"]', 8, "needs[1]",
     "booking"),
    ("products/passport.toml", '"PICKUP"', '"PICKUPS"', 10, "collect_with", "PICKUP"),
    ("products/passport.toml", '"2022-Q1"', '"2022-Q5"', 34, "roadmap[1].quarter", "like"),
    ("products/pickup.toml", '"PASSPORT"', '"PASPORT"', 7, "combines_with[1]", "PASSPORT"),
    ("products/pickup.toml", "2022-01-01", "2020-01-01", 18, "owners[2].valid_from", "its own"),
    ("products/pickup.toml", "/9882", "/9883", 20, "owners[2].decision", "9882"),
    ("skills.toml", 'name.nl = "Identiteit"',
     'name.nl = "Identiteit"\n\n[[skills]]\ncode = "identity"\nname.nl = "Weer"', 6,
     "skills[2].code", "skills.toml:1"),
    ("city.toml", "Europe/Brussels", "Europe/Brussel", 6, "zone", "IANA"),
    ("city.toml", "Europe/Brussels", "Europe", 6, "zone", "IANA"),
    ("products/passport.toml", 'gate = "e-decl', 'url = "javascript:alert(1)"\ngate = "e-decl', 19,
     "channels[2].url", "like (https?://"),
    ("products/passport.toml", '"PASSPORT"', f'"{"P" * 41}"', 1, "code", "at most 40 characters"),
    ("city.toml", '"10 min"\nrem', '"10"\nrem', 16, "booking.hold", "a length of time"),
    ("city.toml", '"28 days"', '"2 h"', 15, "booking.horizon", "at least a day"),
    ("city.toml", "#0057b7", "blue", 10, "branding.primary", "like #"),
    ("city.toml", 'name.en = "Testville"', 'name.de = "Teststadt"', 3, "name.de", "en"),
    ("legal.toml", "2023-03-24", '"spring"', 7, "legal[1].in_force_from", "a date"),
    ("decisions.toml", "2021-12-13", "2021-12-09", 16, "decisions[2].published_on", "or later"),
    ("decisions.toml", 'parent = "college/2016-02-22/1553"',
     'parent = "college/2016-02-22/1554"', 17, "decisions[2].parent", "1553"),
    ("locations/hall.toml", '"booking", "safe"', '"booking"', 10, "profiles[1].capabilities",
     "a deviation with its reason"),
    ("locations/hall.toml", "PASSPORT =", "PASPORT =", 11, "profiles[1].minutes.PASPORT",
     "PASSPORT"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "before", "after", "line", "key", "expected"), BROKEN)
def test_a_pack_with_one_mistake_loads_nothing_and_says_where_it_is(
    folder: Path, file: str, before: str, after: str, line: int, key: str, expected: str
) -> None:
    load(folder)
    untouched, edition = everything(), places.find_edition()
    (folder / "themes.toml").write_text(
        (folder / "themes.toml").read_text().replace("Kaarten", "Alle kaarten")
    )
    edit(folder, file, before, after)
    with pytest.raises(RuleBroken) as refusal:
        load(folder)
    problems = [reason.facts["problem"] for reason in refusal.value.reasons]
    assert [(one.file, one.line, one.key) for one in problems] == [(file, line, key)]
    assert expected in problems[0].expected
    assert everything() == untouched
    assert places.find_edition() == edition
    assert queries.list_themes()[0].summary == {"nl": "Kaarten en passen"}


@dataclass(frozen=True, slots=True)
class Stone:
    code: str


def test_a_load_that_fails_half_way_leaves_nothing_and_is_not_remembered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_: packs.Loading[Stone]) -> None:
        half = queries.find_product("PASSPORT")
        assert half is not None
        assert half.name["nl"] == "Nieuwe naam"
        raise OSError("the machine fell over")

    load(folder)
    untouched, edition = everything(), places.find_edition()
    stones = packs.Section(
        "stones", "stones.toml", Stone, str, stumble, table="stones", after=("products",)
    )
    monkeypatch.setitem(sections._SECTIONS, "stones", stones)
    (folder / "stones.toml").write_text('[[stones]]\ncode = "a"\n')
    edit(folder, "products/passport.toml", "Reispas aanvragen", "Nieuwe naam")
    with pytest.raises(OSError, match="fell over"):
        load(folder)
    assert everything() == untouched
    assert places.find_edition() == edition
    product = queries.find_product("PASSPORT")
    assert product is not None
    assert product.name["nl"] == "Reispas aanvragen"


def test_without_its_city_file_a_pack_is_refused_with_one_sentence(folder: Path) -> None:
    (folder / "city.toml").unlink()
    problems = [str(one) for one in queries.read_pack(folder).problems]
    assert problems == ["city.toml:1: missing; expected at least one entry of city"]
