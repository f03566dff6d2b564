"""Stories: a mother on her phone has her household attest within a minute; an ex-spouse asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from tests.channels.desk.helpers import PASSWORD, employee
from tests.factories import documents as sealing
from tests.factories import registers as make
from tests.factories import residents
from tests.offices.certificates.world import World, ask, build
from tests.stories.base import PHONE, ZOOMED, Story

from loket.channels.ui.residents import cookie_name
from loket.domain.people.may import Role
from loket.kit import clock
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import Request


class Certificates(Story):
    """Stories in which somebody is signed in and registers answer."""

    @pytest.fixture(autouse=True)
    def _registers(self, _enter: None):
        self.world: World = build()
        before = make.answer_from(self.world.register)
        yield
        make.put_back(before)

    def sign_in(self, name: str, level: int = 450) -> None:
        client = Client()
        residents.sign_in(client, self.world[name], level=level, name=name, means="itsme")
        self.context.add_cookies(
            [
                {
                    "name": cookie_name(),
                    "value": client.cookies[cookie_name()].value,
                    "url": self.base,
                }
            ]
        )

    def clerk(self) -> None:
        """Somebody who decides for every team, at the one location there is."""
        employee(Role.EXPERT, "hall")

    def to_the_desk(self) -> None:
        self.visit("/desk/")
        self.fill("Aanmeldnaam", "expert")
        self.fill("Wachtwoord", PASSWORD)
        self.press("Aanmelden")


class TestAMotherByPhone(Certificates):
    screen = PHONE

    def test_she_has_her_household_attest_within_a_minute(self) -> None:
        self.given("a mother who is signed in", lambda: self.sign_in("Nora"))
        self.visit("/certificates/GEZIN")
        self.picture("certificate_ask_phone", whole=True)
        self.press("Vraag het nu")
        self.sees("Je document is klaar.")
        self.picture("certificate_ready_phone", whole=True)
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name="Download").click()
        file = coming.value
        assert "Nora" not in file.suggested_filename
        path = file.path()
        assert path
        assert Path(path).read_bytes().startswith(b"%PDF")
        assert self.effort < 60

    def test_for_her_child_she_says_which_one(self) -> None:
        self.given("a mother who is signed in", lambda: self.sign_in("Nora"))
        self.visit("/certificates/NATION")
        self.tick("Voor mijn kind")
        self.page.get_by_text("Niet voor jezelf?").click()
        self.fill("Geboortedag van die persoon", "2014-05-20")
        self.press("Vraag het nu")
        self.sees("Je document is klaar.")
        assert Request.objects.get().subject == self.world["Lou"]


class TestAnExSpouse(Certificates):
    def test_he_gets_the_neutral_sentence_and_a_clerk_decides(self) -> None:
        self.given("an ex who is signed in", lambda: self.sign_in("Tom"))
        self.given("an expert of every team", self.clerk)
        self.visit("/certificates/BIRTH_ACT")
        self.tick("Voor iemand anders")
        self.page.get_by_text("Niet voor jezelf?").click()
        self.fill("Voornaam van die persoon", "Nora")
        self.fill("Familienaam van die persoon", "Peeters")
        self.fill("Geboortedag van die persoon", "1987-03-14")
        self.picture("certificate_other_desktop", whole=True)
        self.press("Vraag het nu")
        self.sees("Een medewerker bekijkt je vraag. Je hebt antwoord ten laatste op")
        self.does_not_see("bewijst")
        self.picture("certificate_neutral_desktop", whole=True)
        theirs = self.page.url
        former = self.second_person()
        self._work()
        self.page = former
        self.visit(theirs)
        self.sees("Je krijgt het document niet")
        self.sees("Vraag aan de persoon zelf")
        sealing.seal_everything()
        self.visit(theirs)
        self.sees("De beslissing (pdf)")
        self.picture(f"certificate_refused_{self.screen[0]}", whole=True)
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name="De beslissing").click()
        assert Path(coming.value.path()).read_bytes().startswith(b"%PDF")

    def _work(self) -> None:
        self.to_the_desk()
        self.visit("/desk/certificates")
        self.picture("desk_certificates", whole=True)
        self.click(self.page.locator("main table a").first)
        self.sees("Geen register bewijst het recht")
        self.press("Neem over")
        self.sees("Beslis")
        self.press("Toon wie het is")
        self.sees("Aanvrager")
        self.press("Zoek")
        self.picture("desk_certificate", whole=True)
        self.click(self.page.get_by_role("button", name="Nora Peeters"))
        self.page.get_by_text("Zeg neen").click()
        self.fill("Waarom niet? De aanvrager leest dit.", "Je bent geen partner van deze persoon.")
        self.fill("Wat kan de aanvrager nu doen?", "Vraag aan de persoon zelf om de akte.")
        self.press("Weiger")
        assert Request.objects.get().state == "refused"


class TestAnExSpouseAtFourHundredPercent(TestAnExSpouse):
    screen = ZOOMED


class TestAStoppedRequest(Certificates):
    def test_a_clerk_takes_it_over_with_keys_only_and_it_is_delivered(self) -> None:
        self.given("a clerk", self.clerk)
        described = Words(whose="child", born_on=date(2014, 5, 20))
        self.given(
            "a parent outside the household who asked",
            lambda: ask(self.world["Tom"], words=described, now=clock.now()),
        )
        assert Request.objects.get().state == "with_clerk"
        self.to_the_desk()
        self.visit("/desk/certificates")
        self.click(self.page.locator("main table a").first)
        for key in ("o", "g"):
            self.key(key)
        self.sees("afgeleverd")
        assert Request.objects.get().state == "delivered"
        self.picture("desk_certificate_delivered", whole=True)


class TestAStoppedRequestAtFourHundredPercent(TestAStoppedRequest):
    screen = ZOOMED


class TestAnActOnPaper(Certificates):
    screen = PHONE

    def test_its_applicant_reads_which_municipality_puts_it_over(self) -> None:
        self.given("a city whose register lacks the act", self.world.register.acts.clear)
        self.given("somebody who is signed in", lambda: self.sign_in("Nora"))
        self.given("an expert of every team", self.clerk)
        self.visit("/certificates/BIRTH_ACT")
        self.press("Vraag het nu")
        self.sees("Een medewerker bekijkt je vraag.")
        own = self.page.url
        former = self.second_person()
        self.to_the_desk()
        self.visit("/desk/certificates")
        self.click(self.page.locator("main table a").first)
        self.press("Neem over")
        self.page.locator("summary", has_text="De akte staat op papier").click()
        self.fill("Welke gemeente?", "Mechelen")
        self.picture("desk_certificate_on_paper_phone", whole=True)
        self.press("Gevraagd aan deze gemeente")
        self.sees("Wacht op een gemeente")
        self.picture("desk_certificate_migrating_phone", whole=True)
        self.page = former
        self.visit(own)
        self.sees("We vroegen Mechelen om ze over te zetten")
        self.picture("certificate_migrating_phone", whole=True)
