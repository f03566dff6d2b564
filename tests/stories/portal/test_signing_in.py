"""People sign in in a real browser, at the simulator, and come back to where they were."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from tests.factories.city import SINCE, product
from tests.stories.base import PHONE, ZOOMED, Story
from tests.stories.portal.helpers import open_city
from tests.stories.providers import simulator

from loket.channels.ui import residents
from loket.domain.catalogue.product import Certificate
from loket.foundations.catalogue import models as catalogue
from loket.kit import clock, packs


class SigningIn(Story):
    """A city whose residents sign in at the simulator."""

    @pytest.fixture(autouse=True)
    def _simulator(self, settings, live_server, _enter) -> Iterator[None]:
        with simulator(settings, live_server.url):
            self.given("a city", open_city)
            yield

    def sign_in(self, means: str, who: str = "Nora Claes", at: str = "") -> None:
        """Chooses a means here, and a person there."""
        self.press(means)
        self.sees("Hier meldt niemand zich echt aan")
        self.press(f"{who}: {at or means}")

    def needs(self, level: int, path: str) -> None:
        """As a page does that must be surer: it asks, and keeps the way back."""
        key = next(one["value"] for one in self.context.cookies() if one["name"] == "resident")
        store = residents.SessionStore(key)
        store["ways"] = {"strong": {"path": path, "level": level, "since": None}}
        store.save()
        self.visit("/sign-in?for=strong")


class TestByPhone(SigningIn):
    screen = PHONE

    def test_a_code_does_at_first_and_itsme_when_more_is_needed(self) -> None:
        self.visit("/me/?place=exact")
        self.sees_heading("Meld je aan")
        self.picture("sign-in-phone")
        self.sign_in("Met een code", at="code via sms")
        assert self.page.url == f"{self.base}/me/?place=exact"
        self.sees_heading("Dag Nora")
        self.sees("met een code")
        self.picture("own-phone")
        self.needs(450, "/me/?place=exact&step=2")
        self.sees_heading("Meld je sterker aan")
        self.does_not_see("Met een code")
        self.picture("step-up-phone")
        self.sign_in("Met itsme", at="itsme")
        assert self.page.url == f"{self.base}/me/?place=exact&step=2"
        self.sees("met itsme")


class TestSteppingUp(SigningIn):
    """From a code by text message to itsme, because of what is asked."""

    screen = PHONE

    def test_an_attest_asks_for_itsme_and_one_is_on_its_page_with_what_was_chosen(self) -> None:
        self.given("an attest that the city gives", self._attest)
        self.visit("/me/")
        self.sign_in("Met een code", at="code via sms")
        self.sees("met een code")
        self.visit("/certificates/GEZIN?from=%C3%A9&step=2")
        self.sees_heading("Meld je sterker aan")
        self.does_not_see("Met een code")
        assert "GEZIN" not in self.page.url
        self.sign_in("Met itsme", at="itsme")
        assert self.page.url == f"{self.base}/certificates/GEZIN?from=%C3%A9&step=2"
        self.sees("Vraag het nu")
        self.visit("/me/")
        self.sees("met itsme")

    def _attest(self) -> None:
        how = Certificate(
            SINCE, rules="household", made_by="attest", model="household", purpose="household"
        )
        made = product("GEZIN", certificate=(how,))
        definition, revision = packs.to_json(made), packs.revision(made)
        catalogue.Product.objects.create(
            code=made.code, revision=revision, definition=definition, position=99,
            loaded_at=clock.now(),
        )  # fmt: skip
        catalogue.City.objects.update(stamp=uuid4())


class TestAtHome(SigningIn):
    def test_another_person_after_a_step_up_finds_nobody_signed_in(self) -> None:
        self.visit("/me/")
        self.picture("sign-in")
        self.sign_in("Met een code", at="code via sms")
        self.picture("own")
        self.needs(500, "/me/")
        self.press("Met je identiteitskaart")
        self.picture("simulator")
        self.press("Tom Wouters: eID")
        self.sees("Hier was iemand anders aangemeld")
        self.does_not_see("Nora")
        self.visit("/me/")
        self.sees_heading("Meld je aan")

    def test_two_tabs_come_back_to_a_place_each(self) -> None:
        self.visit("/me/?tab=one")
        self.press("Met itsme")
        first = self.second_person()
        self.visit("/me/?tab=two")
        self.sign_in("Met je identiteitskaart", at="eID")
        assert self.page.url == f"{self.base}/me/?tab=two"
        second, self.page = self.page, first
        self.press("Nora Claes: itsme")
        assert self.page.url == f"{self.base}/me/?tab=one"
        second.reload()
        self.sees_heading("Dag Nora")

    def test_signing_out_leaves_nothing_and_the_provider_asks_again(self) -> None:
        self.visit("/me/")
        self.sign_in("Met itsme", at="itsme")
        self.press("Meld me af")
        self.sees_heading("Je bent afgemeld")
        assert self.page.url == f"{self.base}/signed-out"
        self.page.go_back()
        self.does_not_see("Dag Nora")

    def test_who_goes_back_chooses_again(self) -> None:
        self.visit("/me/")
        self.press("Met itsme")
        self.press("Ga terug")
        self.sees("Kies gerust opnieuw")
        self.sign_in("Met itsme", at="itsme")
        self.sees_heading("Dag Nora")


class TestWithoutScripts(SigningIn):
    javascript = False

    def test_no_script_is_needed_to_sign_in_and_out(self) -> None:
        self.visit("/me/")
        self.sign_in("Met itsme", at="itsme")
        self.sees_heading("Dag Nora")
        self.press("Meld me af")
        self.sees_heading("Je bent afgemeld")


class TestZoomed(SigningIn):
    screen = ZOOMED

    def test_everything_is_in_sight_at_400_per_cent(self) -> None:
        self.visit("/me/")
        self.sign_in("Met itsme", at="itsme")
        self.sees_heading("Dag Nora")


class TestByKeyboard(SigningIn):
    def test_the_keyboard_reaches_every_means_and_every_person(self) -> None:
        self.visit("/me/")
        self.tab_to("Met itsme")
        self.key("Enter")
        self.tab_to("Nora Claes: itsme")
        self.key("Enter")
        self.sees_heading("Dag Nora")
