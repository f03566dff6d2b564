"""A resident lets another ask, the other asks, and the resident takes it back."""

from __future__ import annotations

from datetime import timedelta

from tests.stories.base import PHONE
from tests.stories.portal.test_certificates import Certificates

from loket.channels.ui.context import today_of
from loket.kit import clock
from loket.offices.certificates import tasks
from loket.offices.certificates.models import Request

MANDATED = "/me/certificates/mandated"


class TestAMandate(Certificates):
    screen = PHONE

    def test_it_is_given_used_read_by_its_grantor_and_taken_back(self) -> None:
        self.given("a grantor who is signed in", lambda: self.sign_in("Nora"))
        self._grant()
        self.given("the holder, in the same browser", lambda: self.sign_in("Ludo"))
        self._use()
        self.given("the grantor again", lambda: self.sign_in("Nora"))
        self._take_back()
        self.given("the holder again", lambda: self.sign_in("Ludo"))
        self.visit(MANDATED)
        self.sees("Niemand gaf je een volmacht.")
        assert Request.objects.count() == 1

    def _grant(self) -> None:
        self.visit("/me/mandates")
        self.does_not_see("Birth_Act")
        self.fill("Rijksregisternummer van wie het mag", self.world.numbers["Ludo"].digits)
        self.tick("Nation")
        until = today_of(clock.now()) + timedelta(days=10)
        self.fill("Tot en met", until.isoformat())
        self.picture("mandates_give_phone", whole=True)
        self.press("Geef de volmacht")
        self.sees("De volmacht is gegeven.")
        assert self.world.numbers["Ludo"].digits not in self.page.content()
        self.picture("mandates_given_phone", whole=True)

    def _use(self) -> None:
        self.visit("/me/mandates")
        self.sees("Die jij kreeg")
        self.follow("Vraag een attest met je volmachten")
        self.sees("Je hebt 1 volmacht.")
        self.picture("mandates_held_phone", whole=True)
        self.press("Vraag het")
        self.sees("0 van 1 gevraagd")
        self.given("the clock does its work", lambda: tasks.work_jobs(clock.now()))
        self.visit(MANDATED)
        self.sees("1 van 1 gevraagd, 1 klaar")
        self.picture("mandates_used_phone", whole=True)
        made = Request.objects.get()
        assert (made.subject, made.applicant) == (self.world["Nora"], self.world["Ludo"])

    def _take_back(self) -> None:
        self.visit("/me/certificates/")
        self.sees("met jouw volmacht")
        self.visit("/me/mandates")
        self.press("Trek in")
        self.sees("De volmacht is ingetrokken.")
        self.sees("geldt niet meer")


class TestAMandateOnADesktop(TestAMandate):
    screen = (1280, 900)
