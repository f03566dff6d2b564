"""The real files of another city become a pack that loads and books, without a change in code."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.db import transaction
from tests.cities import munich

from loket.domain.catalogue import offer
from loket.domain.catalogue.product import Product
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import actions, queries
from loket.foundations.catalogue.importers import dldb
from loket.foundations.messages.models import Message
from loket.foundations.places import queries as places
from loket.kit import packs
from loket.offices.appointments import actions as appointments
from loket.offices.appointments.queries import Item, Slot, Wish, find_appointment, search
from loket.offices.appointments.queries.days import BOOK

#: One process loads the city for all of these, in one transaction.
pytestmark = pytest.mark.xdist_group("munich")

#: A Monday, after the day on which the files were made.
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
TODAY = NOW.date()
#: What the files hold, counted by hand; another edition of them is another import.
ANOMALIES = {
    "stated_count_differs": 1,
    "field_not_kept": 31,
    "location_not_public": 9,
    "location_without_bookable_services": 32,
    "location_name_shared": 71,
    "location_meta_id_differs": 1,
    "location_elsewhere": 1,
    "location_without_phone": 27,
    "location_phone_odd": 1,
    "location_without_email": 37,
    "location_without_unit": 4,
    "location_looks_like_a_test": 1,
    "location_refers_to_nothing": 1,
    "location_hours_assumed": 109,
    "service_not_public": 125,
    "service_without_place": 6,
    "service_without_public_place": 10,
    "service_without_description": 63,
    "service_markup_odd": 1,
    "service_without_fees": 94,
    "service_fees_many": 110,
    "service_without_leika": 155,
    "service_leika_shared": 40,
    "service_without_keywords": 129,
    "service_not_on_start_page": 9,
    "service_of_several_units": 1,
    "service_without_theme": 31,
    "service_looks_like_a_test": 1,
    "pair_not_public": 133,
    "pair_hidden": 8,
    "pair_minutes_differ": 16,
    "pair_slots_zero": 526,
    "pair_multiple_differs": 292,
    "pair_quantity_differs": 9,
    "combination_unknown": 17,
    "combination_one_sided": 5,
}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> dldb.Draft:
    locations, services = munich.files()
    folder = tmp_path_factory.mktemp("munich") / "pack"
    made = dldb.plan_pack(locations=locations, services=services, code="munich", folder=folder)
    assert len(list(dldb.write_pack(made))) == len(made.files)
    return made


@pytest.fixture(scope="module")
def pack(draft: dldb.Draft) -> packs.Pack:
    return queries.read_pack(draft.folder)


@pytest.fixture(scope="module")
def loaded(
    pack: packs.Pack, django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """Loaded once, with its days open; taken back after the last test of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        BOOK.forget()
        actions.load(pack=pack, now=NOW, actor="system:test")
        appointments.open_days(now=NOW)
        yield
        transaction.set_rollback(True)
    BOOK.forget()


@pytest.fixture
def city(loaded: None, db: None) -> Iterator[None]:
    """The city; what a test does in it is taken back."""
    yield
    BOOK.forget()


def shown(pack: packs.Pack) -> dict[str, Product]:
    """The products that residents can book somewhere."""
    return {
        one.code: one
        for one in pack.values("products")
        if one.stage == "published" and one.channels[0].kind == "swipe"
    }


def common_places(first: Product, second: Product) -> set[str]:
    """Locations that offer both."""
    both = [set(one.offered_at[0].locations) for one in (first, second)]
    return both[0] & both[1]


def couples(pack: packs.Pack) -> list[tuple[str, str]]:
    """Products that go together at two locations at least."""
    pairs = combinations(shown(pack).values(), 2)
    return [
        (one.code, other.code)
        for one, other in pairs
        if offer.combine(one, other) and len(common_places(one, other)) > 1
    ]


def test_every_location_and_service_of_the_files_is_in_the_pack(
    draft: dldb.Draft, pack: packs.Pack
) -> None:
    assert [str(one) for one in pack.problems] == []
    assert len(pack.entries["locations"]) == 109
    assert len(pack.entries["products"]) == 287
    assert all(one.is_even for one in draft.report.balances.values())
    assert {name: one.came_in for name, one in draft.report.balances.items()} == {
        "locations": 109, "services": 287, "services at locations": 526, "combinations": 929,
    }  # fmt: skip


def test_the_city_keeps_german_and_the_holidays_of_its_land(pack: packs.Pack) -> None:
    (city,) = pack.values("city")
    assert (city.language, city.languages, city.zone) == ("de", ("de",), "Europe/Berlin")
    assert (city.holidays.country, city.holidays.subdivision) == ("DE", "BY")


@pytest.mark.parametrize(("kind", "count"), ANOMALIES.items(), ids=list(ANOMALIES))
def test_no_anomaly_of_the_files_is_dropped(draft: dldb.Draft, kind: str, count: int) -> None:
    assert draft.report.counts[kind] == count


def test_nothing_else_in_the_files_is_odd(draft: dldb.Draft) -> None:
    assert {kind for kind, count in draft.report.counts.items() if count} == set(ANOMALIES)


def test_the_only_service_that_is_combined_and_does_not_exist_is_named(draft: dldb.Draft) -> None:
    found = Counter(
        one.detail for one in draft.report.findings if one.kind == "combination_unknown"
    )
    assert found == {"with 10308996": 17}


def test_every_field_of_the_files_is_known(draft: dldb.Draft) -> None:
    assert draft.report.counts["unknown_field"] == 0


def test_minutes_and_numbers_are_those_of_the_files(pack: packs.Pack) -> None:
    """Against the files themselves, read again in another way."""
    raw = {one["id"]: one for one in json.loads(munich.SERVICES.read_text())["data"]}
    products = {one.code: one for one in pack.values("products")}
    assert {code: (one.minutes.first, one.max_quantity) for code, one in products.items()} == {
        id_: (one["duration"], one["maxQuantity"]) for id_, one in raw.items()
    }
    profiles = {one.code: one.profiles[0] for one in pack.values("locations")}
    for place in json.loads(munich.LOCATIONS.read_text())["data"]:
        for pair in place["services"]:
            code, own = pair["service"], profiles[place["id"]].minutes
            if any(place["id"] in one.locations for one in products[code].offered_at):
                here = own.get(code, (products[code].minutes.first,))[0]
                assert here == pair["duration"]


@pytest.mark.parametrize("markup", ["<p", "<li", "<br", "<a ", "</", "&nbsp;", "&amp;", "\u200b"])
def test_no_markup_is_left_in_any_text(draft: dldb.Draft, markup: str) -> None:
    packed = ("products/", "locations/")
    holding = [
        name for name, text in draft.files.items() if name.startswith(packed) and markup in text
    ]
    assert holding == []


def test_all_hours_are_marked_as_assumed(pack: packs.Pack) -> None:
    for location in pack.values("locations"):
        assert location.profiles[0].hours_fictional
        assert all(one.fictional for one in location.windows)


@pytest.mark.usefixtures("city")
def test_only_what_is_public_is_seen() -> None:
    assert len(places.list_locations(TODAY)) == 100
    assert len(queries.list_products(TODAY)) == 162
    found = search(wish=Wish(items=(Item("1063475"),)), now=NOW)
    hidden = {"10469", "54260", "1062496", "10204388", "10500921"}
    assert hidden & {one.location for one in found.unavailable} == set()


@pytest.mark.usefixtures("city")
def test_every_product_that_can_be_booked_online_has_a_free_moment(pack: packs.Pack) -> None:
    none = [
        code
        for code in shown(pack)
        if not search(wish=Wish(items=(Item(code),), limit=1), now=NOW).slots
    ]
    assert none == []
    assert len(shown(pack)) == 150


@pytest.mark.usefixtures("city")
def test_several_services_are_found_together_at_several_places(pack: packs.Pack) -> None:
    for first, second in couples(pack)[::10]:
        wish = Wish(items=(Item(first), Item(second)), limit=40)
        slots = search(wish=wish, now=NOW).slots
        products = shown(pack)
        allowed = common_places(products[first], products[second])
        assert {slot.location for slot in slots} <= allowed
        assert slots
    assert len(couples(pack)) > 100


@pytest.mark.usefixtures("city")
def test_one_sided_combinations_are_refused(draft: dldb.Draft) -> None:
    first, second = "1063475", "1063486"
    assert any(
        one.kind == "combination_one_sided" and one.where == f"services/{first}"
        for one in draft.report.findings
    )
    with pytest.raises(RuleBroken, match="products_do_not_combine"):
        search(wish=Wish(items=(Item(first), Item(second))), now=NOW)


@pytest.mark.usefixtures("city")
def test_two_services_are_held_and_booked_and_the_letter_is_german(pack: packs.Pack) -> None:
    first, second = couples(pack)[0]
    items = (Item(first), Item(second))
    slot: Slot = search(wish=Wish(items=items), now=NOW).slots[0]
    held = appointments.hold(token=slot.token, items=items, client="c", now=NOW, actor="resident")
    booked = appointments.book(
        hold=held.id, name="Anna Muster", email="anna@example.org", now=NOW, actor="resident",
        channel="portal",
    )  # fmt: skip
    record = find_appointment(booked.code, booked.secret, now=NOW)
    assert record is not None
    assert record.state == "booked"
    letter: Any = Message.objects.get(kind="booked")
    assert letter.language == "de"
    assert letter.subject.startswith("Ihr Termin: ")
    assert "Übersetzung" not in letter.body
    products = shown(pack)
    minutes = products[first].minutes.first + products[second].minutes.first
    assert (slot.ends_at - slot.starts_at).total_seconds() == minutes * 60


@pytest.mark.usefixtures("city")
def test_the_holidays_of_the_land_close_the_city() -> None:
    """Epiphany is a holiday there, and not where the house comes from."""
    epiphany = date(2027, 1, 6)
    assert epiphany in {one.day for one in places.snapshot().holidays.values()}


def test_a_second_import_changes_nothing(draft: dldb.Draft) -> None:
    locations, services = munich.files()
    again = dldb.plan_pack(
        locations=locations, services=services, code="munich", folder=draft.folder
    )
    assert again.files == draft.files
    assert (draft.folder / "template.toml").read_text() == again.files["template.toml"]


def test_the_pack_is_not_kept_in_the_repository() -> None:
    assert not list(Path(munich.REPOSITORY / "src").rglob("*munich*"))
