"""An employee signs in with a passkey or a code beside the password, in a real browser."""

from __future__ import annotations

import re

import pytest
from tests.stories.base import Story
from tests.stories.portal.helpers import open_city

from loket.domain.people.may import Role
from loket.domain.people.onetime import code_at, counter_of
from loket.foundations.people import actions, queries
from loket.kit import clock

PASSWORD = "zeven-groene-bakfietsen"


class AtTheDesk(Story):
    @pytest.fixture(autouse=True)
    def _quick_passwords(self, settings) -> None:
        """What is slow on purpose outside tests."""
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def hire(self, role: Role = Role.ADMINISTRATOR) -> None:
        open_city()
        now = clock.now()
        made = actions.hire(login="an", name="An", password=PASSWORD, actor="system:test", now=now)
        actions.assign(employee=made.pk, role=role, since=now.date(), actor="system:test", now=now)
        self.employee = made

    def sign_in(self) -> None:
        self.visit("/desk/sign-in")
        self.fill("Aanmeldnaam", "an")
        self.fill("Wachtwoord", PASSWORD)
        self.press("Aanmelden")

    def prove(self, button: str, then: str) -> None:
        """Presses what asks the key first, and goes on when it has answered."""
        self.press(button)
        assert self.page.url == f"{self.base}{then}"

    def carry_a_key(self) -> None:
        """A laptop with a passkey of its own, that says yes."""
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        session.send(
            "WebAuthn.addVirtualAuthenticator",
            {"options": {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True,
                         "isUserVerified": True, "hasResidentKey": True}},
        )  # fmt: skip


class TestPasskey(AtTheDesk):
    def test_a_passkey_is_made_and_then_asked_at_every_sign_in(self) -> None:
        self.given("an administrator", self.hire)
        self.carry_a_key()
        self.sign_in()
        self.visit("/desk/second/mine")
        self.fill("Naam van dit toestel", "Laptop")
        self.prove("Maak een passkey", "/desk/second/passkey")
        self.sees("Laptop")
        self.sees_heading("Je codes voor op papier")
        self.picture("second-step-own")
        self.press("Afmelden")
        self.sign_in()
        self.sees_heading("Nog een stap")
        self.picture("second-step")
        self.visit("/desk/")
        self.sees_heading("Aanmelden aan de balie")
        self.sign_in()
        self.prove("Gebruik je passkey", "/desk/")


class TestApp(AtTheDesk):
    javascript = False

    def test_an_app_and_a_code_on_paper_do_without_scripts(self, settings) -> None:
        self.given("an administrator", self.hire)
        self.sign_in()
        settings.DEMO = False
        self.visit("/desk/colleagues")
        self.sees_heading("Zo meld je je aan")
        secret = self._secret()
        self.fill("Code uit je app", code_at(secret, counter_of(clock.now())))
        self.press("Bewaar")
        self.sees_heading("Je codes voor op papier")
        paper = self.page.locator(".paper-codes li").first.inner_text()
        self.visit("/desk/colleagues")
        self.sees_heading("Medewerkers")
        settings.DEMO = True
        self.press("Afmelden")
        self.sign_in()
        self.fill("Code uit je app of van papier", "000000")
        self.press("Ga verder")
        self.sees("klopt niet")
        self.fill("Code uit je app of van papier", paper)
        self.press("Ga verder")
        assert self.page.url == f"{self.base}/desk/"
        codes = [one for one in queries.list_factors(self.employee.pk) if one.kind == "recovery"]
        assert [bool(one.used_at) for one in codes].count(True) == 1 < len(codes)

    def _secret(self) -> bytes:
        import base64

        shown = self.page.locator("code").all_inner_texts()
        typed = next(one for one in shown if re.fullmatch(r"[A-Z2-7 ]{30,}", one))
        return base64.b32decode(typed.replace(" ", ""))
