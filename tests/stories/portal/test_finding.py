"""Finding one's way in Antwerp: not here but there, where can I go, and every page for everyone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Response, expect
from tests.stories.base import DESKTOP, PHONE, ZOOMED, Story
from tests.stories.portal.helpers import open_antwerp

#: Every public page that needs no appointment of one's own.
PAGES = (
    "/", "/?postal=2600", "/products/", "/products/KIDSID", "/products/PICKUP", "/products/BIRTH",
    "/themes/identity", "/search?q=rijbewijs", "/search?q=xyzzy", "/locations/",
    "/locations/?postal=2600", "/locations/groenenhoek", "/locations/harmonie", "/where",
    "/where?item=KIDSID:1&postal=2600&evening=1", "/book", "/book?item=KIDSID:2&item=PASSPORT:1",
    "/book/moments?item=KIDSID:1", "/book/moments?item=KIDSID:1&postal=2600", "/appointments/",
    "/charter", "/roadmap", "/decisions", "/accessibility", "/hours", "/status", "/no-such-page",
)  # fmt: skip


#: The question of the first page.
HEADINGS = {
    "en": "What do you want to arrange?",
    "fr": "Que voulez-vous régler ?",
    "de": "Was möchten Sie erledigen?",
}


class TestNotHereButThere(Story):
    screen = PHONE

    def test_a_pick_up_is_refused_at_groenenhoek_with_the_way_to_the_nearest_safe(self) -> None:
        self.given("Antwerp", open_antwerp)
        self.visit("/locations/groenenhoek")
        row = self.page.get_by_role("row", name=re.compile("afhalen"))
        expect(row).to_contain_text("geen kluis")
        expect(row).to_contain_text("wel in")
        self.picture("location")
        self.click(row.get_by_role("link", name="Buurtloket Berchem"))
        self.sees_heading("Buurtloket Berchem")
        expect(self.page.locator(".cans")).to_contain_text("afhalen")
        self.visit("/products/PICKUP")
        said = self.page.locator(".instead", has_text="Groenenhoek")
        expect(said).to_contain_text("kluis")
        expect(said).to_contain_text("Wel in")


class TestWhereCanIGo(Story):
    def test_product_postal_code_and_evening_lead_to_places_with_reasons(self) -> None:
        self.given("Antwerp", open_antwerp)
        self.visit("/where?postal=2018")
        shared = self.page.get_by_role("radio")
        assert shared.count() != 1, "one district is no question"
        self.visit("/where")
        self.choose("Waarvoor?", "Kids-ID aanvragen")
        self.fill("Je postcode", "2600")
        self.tick("alleen ’s avonds")
        self.press("Toon waar")
        first = self.page.locator("button.moment").first
        expect(first).to_contain_text("Groenenhoek")
        expect(first).to_contain_text("avond")
        self.click(self.page.locator("button.moment").last)
        self.sees("We houden dit moment voor je vast")
        self.visit("/")
        self.picture("portal")
        self.visit("/book/moments?item=KIDSID:2&item=PASSPORT:1&postal=2600")
        self.picture("moments")


class TestEveryPage(Story):
    @pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "wide"])
    def test_it_is_for_everyone_and_light(self, screen: tuple[int, int]) -> None:
        self.given("Antwerp", open_antwerp)
        for path in PAGES:
            self.page.set_viewport_size({"width": screen[0], "height": screen[1]})
            self.visit(path)
            expect(self.page.locator("h1")).to_have_count(1)
            assert len(self.page.content().encode()) < 40_000, path
            self.page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
            self.fits_the_screen()

    def test_the_first_visit_weighs_less_than_a_hundred_kilobytes(self) -> None:
        self.given("Antwerp", open_antwerp)
        came: list[Response] = []

        def note(response: Response) -> None:
            came.append(response)

        self.page.on("response", note)
        for path in ("/", "/locations/harmonie", "/book/moments?item=KIDSID:1"):
            came.clear()
            self.page.goto(f"{self.base}{path}", wait_until="networkidle")
            counted = (one for one in came if not one.url.endswith(".woff2"))
            weights = {one.url: len(one.body()) for one in counted}
            assert sum(weights.values()) < 100_000, weights


class TestOnASlowLine(Story):
    screen = PHONE

    @pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
    def test_a_page_fits_the_phone_before_its_own_letters_have_come(self, language: str) -> None:
        self.given("Antwerp", open_antwerp)
        self.context.route("**/*.woff2", lambda route: route.abort())
        self.page.goto(f"{self.base}/?lang={language}")
        self.fits_the_screen()


class TestOtherLanguages(Story):
    def test_the_choice_is_kept_and_the_page_says_that_it_is_a_translation(self) -> None:
        self.given("Antwerp", open_antwerp)
        for language, said in HEADINGS.items():
            self.visit(f"/?lang={language}")
            self.sees(said)
            assert self.page.locator("html").get_attribute("lang") == language
            self.visit("/book/moments?item=KIDSID:1")
            assert self.page.locator("html").get_attribute("lang") == language
            expect(self.page.locator(".speaks")).to_be_visible()
