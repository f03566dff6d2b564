"""The packs that come with the house are whole, and say what the decision of 2021 says."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import loket.cities
from loket.domain.catalogue import offer
from loket.domain.catalogue.legal import status_on
from loket.foundations.catalogue import actions
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.kit import texts
from loket.offices.programme.queries import find_decision, list_decisions

CITIES = Path(next(iter(loket.cities.__path__)))
PACKS = sorted(folder.parent for folder in CITIES.glob("*/city.toml"))
NOW = datetime(2021, 12, 14, 7, tzinfo=UTC)
TRIAL = date(2021, 9, 9)


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_a_pack_that_comes_with_the_house_has_no_mistake(folder: Path) -> None:
    pack = catalogue.read_pack(folder)
    assert [str(one) for one in pack.problems] == []
    assert [str(one) for one in pack.stale] == []


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
@pytest.mark.django_db
def test_a_pack_that_comes_with_the_house_loads_and_then_changes_nothing(folder: Path) -> None:
    assert actions.load(pack=catalogue.read_pack(folder), now=NOW, actor="system:test")
    assert not actions.load(pack=catalogue.read_pack(folder), now=NOW, actor="system:test")


@pytest.fixture
def antwerp(db: None) -> None:
    actions.load(pack=catalogue.read_pack(CITIES / "antwerp"), now=NOW, actor="system:test")


@pytest.mark.usefixtures("antwerp")
@pytest.mark.parametrize(
    ("key", "published"),
    [
        ("college/2016-02-22/1553", None),
        ("management/2019-02-06/31", None),
        ("college/2021-05", None),
        ("college/2021-06-11/4787", None),
        ("management/2021-09-22/31", None),
        ("college/2021-12-10/9882", date(2021, 12, 13)),
    ],
)
def test_the_register_holds_the_decisions_that_the_evaluation_names(
    key: str, published: date | None
) -> None:
    decision = find_decision(key)
    assert decision is not None
    assert decision.published_on == published
    assert len(list_decisions()) >= 6


@pytest.mark.usefixtures("antwerp")
def test_the_trial_descends_from_the_decision_that_started_it() -> None:
    trial = find_decision("management/2021-09-22/31")
    assert trial is not None
    assert trial.parent == "college/2021-06-11/4787"
    assert len(trial.contact_points) == 7


@pytest.mark.usefixtures("antwerp")
@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2021, 12, 10), "draft"),
        (date(2022, 6, 21), "draft"),
        (date(2023, 3, 23), "approved"),
        (date(2023, 3, 24), "in_force"),
    ],
)
def test_electronic_declarations_wait_for_the_day_the_decree_takes_effect(
    on: date, status: str
) -> None:
    assert status_on(catalogue.the_catalogue().laws["e-declarations"], on) == status


@pytest.mark.usefixtures("antwerp")
def test_a_location_without_a_safe_hands_nothing_over_and_others_do() -> None:
    pickup = catalogue.find_product("PICKUP")
    assert pickup is not None
    lacking = {
        site.code: {
            reason.facts["capability"]
            for reason in offer.reasons_against(pickup, site, TRIAL)
            if reason.code == "location_lacks"
        }
        for site in places.list_locations(TRIAL)
    }
    assert "safe" in lacking["groenenhoek"]
    assert lacking["harmonie"] == set()


@pytest.mark.usefixtures("antwerp")
def test_every_location_publishes_why_it_lacks_something_standard() -> None:
    for charter in catalogue.list_charters(TRIAL):
        for line in charter.locations:
            missing = [one for one in line.deviations if one.kind == "missing"]
            assert all(one.reason for one in missing), line.site.code


@pytest.mark.usefixtures("antwerp")
def test_every_product_and_theme_is_named_in_english_too() -> None:
    found = catalogue.the_catalogue()
    for named in (*found.products.values(), *found.themes.values(), *found.tiers.values()):
        assert texts.show(named.name, "en", "nl").translated, named.code
        assert texts.show(named.summary, "en", "nl").translated, named.code


@pytest.mark.usefixtures("antwerp")
def test_the_social_products_pass_to_social_services_on_new_years_day_of_2022() -> None:
    found = catalogue.list_hand_overs(date(2021, 12, 1), date(2022, 1, 31))
    assert {(one.to_team, one.on) for one in found} == {("social-services", date(2022, 1, 1))}
    assert "SIT_IN" in {one.product for one in found}
    assert all(one.decision == "college/2021-12-10/9882" for one in found)
