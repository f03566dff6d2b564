"""The products of the pack of Antwerp say what the sources say; nobody is left without a way."""

from datetime import date
from pathlib import Path

import pytest

import loket.cities
from loket.domain.catalogue import channels, dated, offer
from loket.domain.catalogue.finding import findable, index, rank
from loket.domain.catalogue.legal import LegalText
from loket.domain.catalogue.product import Product
from loket.domain.places.files import LocationFile
from loket.domain.registers.attests import MODELS
from loket.foundations.catalogue import queries as catalogue
from loket.kit import packs, texts

PACK: packs.Pack = catalogue.read_pack(Path(next(iter(loket.cities.__path__))) / "antwerp")
PRODUCTS: dict[str, Product] = {one.code: one for one in PACK.values("products")}
LAWS: dict[str, LegalText] = {one.code: one for one in PACK.values("legal")}
LOCATIONS: dict[str, LocationFile] = {one.code: one for one in PACK.values("locations")}
SOCIAL = (
    "DISABILITY_ALLOWANCE",
    "PARKING_CARD_DISABLED",
    "PENSION_APPLICATION",
    "REDUCED_RATE",
    "SIT_IN",
)
ATTESTS = (
    "WOONST",
    "WOONST_HIST",
    "WOONST_HUWELIJK",
    "GEZIN",
    "NATIONALITEIT",
    "LEVEN",
    "WETT_SAM",
    "UITTREKSEL_REG",
    "TERAARDE",
    "WOONDUUR",
)
ACTS = ("BIRTH_ACT", "MARRIAGE_ACT", "DEATH_ACT")
DECISION = "college/2021-12-10/9882"
LAST_DAY = date(2021, 12, 31)
NEW_YEAR = date(2022, 1, 1)
TODAY = date(2026, 11, 23)
#: The table of usual lengths: products, least and most minutes for one.
LENGTHS = {
    ("EID", "FOREIGNER_CARD", "KIDSID", "PASSPORT"): (15, 15),
    ("PICKUP",): (10, 10),
    ("DRIVING_LICENCE", "ADDRESS_CHANGE"): (15, 15),
    ("FOREIGN_LICENCE",): (30, 30),
    (*ATTESTS, *ACTS, "CRIMINAL_RECORD"): (5, 10),
    ("BIRTH", "COHABITATION"): (30, 30),
    ("RECOGNITION",): (40, 40),
    ("MARRIAGE",): (45, 60),
    ("EU_REGISTRATION",): (30, 45),
    ("PARKING", "PIN"): (10, 10),
}


def _places(product: Product, on: date) -> set[str]:
    """Where the product can be had on a day."""
    found = set()
    for location in LOCATIONS.values():
        for profile in location.profiles:
            spot = offer.Spot(location.code, profile.tier, frozenset(profile.capabilities))
            if dated.holds(profile, on) and offer.is_offered(product, spot, on):
                found.add(location.code)
    return found


def _open_kinds(product: Product, on: date) -> list[str]:
    return [way.channel.kind for way in channels.ways(product, on, LAWS) if way.is_open]


def test_the_pack_has_no_mistake_and_at_least_25_products() -> None:
    assert [str(one) for one in PACK.problems] == []
    assert len(PRODUCTS) >= 25


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda one: one.code)
@pytest.mark.parametrize("on", [date(2021, 9, 9), LAST_DAY, NEW_YEAR, TODAY], ids=str)
def test_a_person_is_within_reach_for_every_product_on_every_day(
    product: Product, on: date
) -> None:
    assert set(_open_kinds(product, on)) >= channels.PERSONAL


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda one: one.code)
def test_the_least_effort_comes_first_in_every_file(product: Product) -> None:
    kinds = [channels.ORDER.index(one.kind) for one in product.channels]
    assert kinds == sorted(kinds)


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda one: one.code)
def test_a_channel_leads_only_to_what_is_done_here_for_its_own_product(product: Product) -> None:
    here = {"", f"/book?item={product.code}:1", f"/certificates/{product.code}"}
    assert {one.url for one in product.channels} <= here


@pytest.mark.parametrize("code", [*ATTESTS, *ACTS, "CRIMINAL_RECORD"])
def test_from_the_day_we_deliver_it_a_certificate_is_first_of_all_asked_here(code: str) -> None:
    first = channels.ways(PRODUCTS[code], TODAY, LAWS)[0].channel
    assert first.url == f"/certificates/{code}"
    assert dated.certificate_on(PRODUCTS[code], TODAY)
    assert dated.certificate_on(PRODUCTS[code], LAST_DAY) is None


@pytest.mark.parametrize("code", [*ATTESTS, *ACTS, "CRIMINAL_RECORD"])
def test_only_a_certificate_that_the_pack_describes_is_asked_here(code: str) -> None:
    described = {one.code for one in PRODUCTS.values() if one.certificate}
    assert code in described
    asked = {
        one.code
        for one in PRODUCTS.values()
        if any("/certificates/" in w.url for w in one.channels)
    }
    assert asked == described


def test_the_citys_own_attest_has_a_purpose_that_gives_what_it_tells_and_stops_at() -> None:
    (how,) = PRODUCTS["WOONDUUR"].certificate
    purposes = {one.code: one for one in PACK.values("purposes")}
    told = {"names", "first_names", "born_on", "address", "since", "history", "history_since"}
    stops = {"municipality", "deceased_on", "undisclosed_until", "under_investigation"}
    assert told | stops | {"correction_pending"} <= set(purposes[how.purpose].fields)
    assert how.model not in MODELS, "what is on the closed list comes finished from the register"


def test_the_post_is_given_an_address_and_no_more() -> None:
    (post,) = (one for one in PACK.values("purposes") if one.code == "post")
    assert (set(post.fields), post.relations) == ({"names", "first_names", "address"}, ())


def test_an_attest_of_the_register_is_one_of_the_closed_list_under_a_purpose_that_gives_it() -> (
    None
):
    purposes = {one.code: one for one in PACK.values("purposes")}
    for product in PRODUCTS.values():
        for one in product.certificate:
            assert one.purpose in purposes, product.code
            if one.made_by == "attest":
                assert one.model in MODELS, product.code
                assert "attest" in purposes[one.purpose].inquiries
            if one.made_by == "act":
                assert {"acts", "act"} <= set(purposes[one.purpose].inquiries)


def test_a_criminal_record_is_never_printed_where_others_stand_around() -> None:
    found = dated.certificate_on(PRODUCTS["CRIMINAL_RECORD"], TODAY)
    assert found
    assert not found.at_kiosk


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda one: one.code)
def test_every_text_of_a_product_can_be_read_in_dutch_and_english(product: Product) -> None:
    several = [
        product.name,
        product.summary,
        product.who,
        product.ready_after,
        *product.bring,
        *(one.text for one in product.channels),
        *(one.without for one in product.helps),
        *(one.note for one in product.fees if one.note),
        *(one.text for one in product.roadmap),
    ]
    for text in several:
        assert text.get("nl")
        assert texts.show(text, "en", "nl").translated, text["nl"]
    assert {"nl", "en"} <= set(product.keywords)


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda one: one.code)
@pytest.mark.parametrize("language", ["fr", "de"])
def test_name_and_summary_are_there_in_french_and_german_too(
    product: Product, language: str
) -> None:
    assert texts.show(product.name, language, "nl").translated
    assert texts.show(product.summary, language, "nl").translated


@pytest.mark.parametrize(("codes", "bounds"), LENGTHS.items(), ids=lambda one: str(one[0]))
def test_the_usual_lengths_of_visits_are_kept_and_said_to_be_examples(
    codes: tuple[str, ...], bounds: tuple[int, int]
) -> None:
    least, most = bounds
    for code in codes:
        minutes = PRODUCTS[code].minutes
        assert least <= minutes.first <= most, code
        assert minutes.source.startswith("example"), code


@pytest.mark.parametrize("code", SOCIAL)
def test_a_social_product_passes_to_social_services_on_new_years_day(code: str) -> None:
    before, after = (dated.owner_on(PRODUCTS[code], on) for on in (LAST_DAY, NEW_YEAR))
    assert before
    assert before.team == "counters"
    assert after
    assert (after.team, after.decision) == ("social-services", DECISION)


def test_nothing_else_changes_teams_on_that_day() -> None:
    moved = dated.hand_overs(PRODUCTS.values(), since=LAST_DAY, until=NEW_YEAR)
    assert {one.product for one in moved} == set(SOCIAL)


@pytest.mark.parametrize("code", SOCIAL)
def test_social_products_leave_the_city_counters_for_the_social_centres(code: str) -> None:
    centres = {"sociaal-centrum-noord", "sociaal-centrum-zuid"}
    before, after = (_places(PRODUCTS[code], on) for on in (LAST_DAY, NEW_YEAR))
    assert before
    assert not before & centres
    assert after
    assert after <= centres


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda one: one.code)
@pytest.mark.parametrize("on", [date(2021, 12, 10), TODAY], ids=str)
def test_where_a_product_is_offered_a_counter_can_do_it(product: Product, on: date) -> None:
    places = _places(product, on)
    able = {
        location.code
        for location in LOCATIONS.values()
        for counter in location.counters
        if dated.holds(counter, on) and set(product.skills) <= set(counter.skills)
    }
    assert places
    assert places <= able


def test_documents_and_originals_stay_where_there_is_a_safe() -> None:
    assert {"safe", "pickup"} <= set(PRODUCTS["PICKUP"].needs)
    assert "safe" in PRODUCTS["FOREIGN_LICENCE"].needs
    assert "groenenhoek" not in _places(PRODUCTS["PICKUP"], TODAY)


@pytest.mark.parametrize("on", [date(2021, 12, 10), TODAY], ids=str)
def test_what_was_asked_for_waits_at_a_location_that_can_hand_it_over(on: date) -> None:
    pickup = _places(PRODUCTS["PICKUP"], on)
    for product in PRODUCTS.values():
        if product.collect_with != "PICKUP":
            continue
        waiting = {offer.collect_at(product, place, on) for place in _places(product, on)}
        assert waiting <= pickup, product.code


@pytest.mark.parametrize("code", ["BIRTH", "RECOGNITION", "MARRIAGE"])
def test_an_electronic_declaration_waits_for_the_law_and_not_for_an_expectation(code: str) -> None:
    def waiting(on: date) -> list[str]:
        return [
            way.shut.code for way in channels.ways(PRODUCTS[code], on, LAWS) if way.shut is not None
        ]

    assert waiting(date(2022, 6, 21)) == ["waits_for_law"]
    assert waiting(date(2023, 3, 23)) == ["waits_for_law"]
    assert waiting(date(2023, 3, 24)) == []


def test_parking_permits_renew_themselves_since_spring_2021() -> None:
    parking = PRODUCTS["PARKING"]
    assert "automate" not in _open_kinds(parking, date(2021, 3, 20))
    assert _open_kinds(parking, date(2021, 6, 21))[0] == "automate"
    level = dated.maturity_on(parking, date(2021, 6, 21))
    assert level
    assert level.level == "automatic"


def test_only_products_with_a_term_in_law_have_priority() -> None:
    terms = {one.code: one.statutory_term_days for one in PRODUCTS.values()}
    assert {code: days for code, days in terms.items() if days} == {
        "BIRTH": 15,
        "ADDRESS_CHANGE": 8,
        "EU_REGISTRATION": 89,
    }


@pytest.mark.parametrize(
    ("codes", "quarter"),
    [
        ((*ATTESTS, *ACTS), "2022-Q1"),
        (("ADDRESS_CHANGE",), "2022-Q1"),
        (("BIRTH", "RECOGNITION", "MARRIAGE"), "2022-Q2"),
        (("FOREIGN_LICENCE",), "2022-Q2"),
        (("EID", "FOREIGNER_CARD"), "2022-Q2"),
        (("A_KAART", "SORTEERPAS"), "2022-Q4"),
        (ACTS, "2022-Q4"),
    ],
)
def test_the_plans_of_the_decision_stand_with_their_products(
    codes: tuple[str, ...], quarter: str
) -> None:
    for code in codes:
        plans = [one for one in PRODUCTS[code].roadmap if one.quarter == quarter]
        assert plans, code
        assert {one.decision for one in plans} <= {DECISION, "college/2021-05"}


def test_a_price_is_an_example_unless_the_sources_give_it() -> None:
    sure = {
        product.code: fee.amount_cents
        for product in PRODUCTS.values()
        for fee in product.fees
        if not fee.fictional
    }
    assert sure == {"A_KAART": 0, "PICKUP": 0, "SIT_IN": 0}


def test_two_children_and_a_passport_are_one_visit_and_a_marriage_is_its_own() -> None:
    family = [offer.Item(PRODUCTS["KIDSID"], 2), offer.Item(PRODUCTS["PASSPORT"], 1)]
    assert offer.reasons_against_together(family) == []
    assert offer.minutes(family) == 45
    assert not offer.combine(PRODUCTS["MARRIAGE"], PRODUCTS["PASSPORT"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("verhuizen", "ADDRESS_CHANGE"),
        ("paspoort", "PASSPORT"),
        ("buitenlands rijbewijs", "FOREIGN_LICENCE"),
        ("bewonerskaart", "PARKING"),
        ("gezinssamenstelling", "GEZIN"),
        ("strafregister", "CRIMINAL_RECORD"),
        ("pincode vergeten", "PINPUK"),
        ("trouwen", "MARRIAGE"),
        ("zitdag", "SIT_IN"),
    ],
)
def test_residents_find_a_product_by_their_own_words(words: str, code: str) -> None:
    known = [
        findable(
            one.code,
            name=str(one.name["nl"]),
            keywords=one.keywords["nl"],
            summary=str(one.summary["nl"]),
        )
        for one in PRODUCTS.values()
    ]
    assert rank(words, index(known, PACK.values("city")[0].search))[0] == code
