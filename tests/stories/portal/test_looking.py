"""A resident finds a curious look-up, contests it, and reads the answer of the officer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.channels.desk.helpers import employee, signed_in
from tests.factories import registers as make
from tests.factories import residents as people
from tests.foundations.registers.asking import clerk, known
from tests.stories.base import PHONE, Story
from tests.stories.portal.helpers import open_city

from loket.channels.ui import residents
from loket.domain.people.may import Role
from loket.domain.registers.grounds import Ground, typed
from loket.foundations.registers import actions, kinds
from loket.kit import clock

AN = make.number()
CURIOUS = "ik wil even weten waar zij nu woont"
ANSWER = "We spraken de medewerker hierop aan."


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch):
    """An's own request, a run of the house, and somebody who was curious."""
    made = make.Register()
    before = make.answer_from(made)
    monkeypatch.setitem(kinds._KINDS, "case", kinds.GroundKind(lambda *_, **__: True))
    made.add(AN)
    yield made
    make.put_back(before)


def looked_up() -> None:
    make.keep_purposes(
        make.purpose(name={"nl": "een attest afleveren dat werd aangevraagd"}),
        make.purpose("search", name={"nl": "iemand opzoeken die geholpen wordt"}),
    )
    who, now = known(AN), clock.now()
    asking = {"of": who, "now": now}
    own = Ground("case", "42")
    actions.look_up_person(**asking, ground=own, purpose="certificate", actor=f"resident:{who}")
    actions.look_up_person(
        **asking, ground=typed(CURIOUS), purpose="search", actor=clerk(team="counters")
    )


def asked_and_read() -> None:
    """A clerk asks twice for one case; a colleague opens it two hours later."""
    make.keep_purposes(make.purpose(name={"nl": "een attest afleveren dat werd aangevraagd"}))
    who, own, now = known(AN), Ground("case", "42"), clock.now() - timedelta(hours=2)
    asking = {"of": who, "ground": own, "purpose": "certificate", "actor": clerk(), "now": now}
    actions.look_up_person(**asking)
    actions.look_up_relations(**asking)
    reader = clerk("bob", name="Bob Maes", team="counters")
    actions.write_down_reading(of=who, ground=own, actor=reader, now=clock.now())


class TestWhoLooked(Story):
    screen = PHONE

    @pytest.fixture(autouse=True)
    def _register(self, register: make.Register) -> None:
        """Registers that answer from here."""

    def test_a_resident_finds_a_curious_look_up_and_complains(self) -> None:
        self.given("a city", open_city)
        self.given("somebody looked at An without a case", looked_up)
        self._sign_in()
        self.visit("/me/")
        self.sees("Wie bekeek mijn gegevens")
        self.visit("/me/looked")
        self.sees("Er was geen dossier")
        assert CURIOUS not in self.page.content()
        self.follow("Ik begrijp dit niet")
        self.fill("Wat klopt er volgens jou niet?", "Ik was die dag niet aan het loket.")
        self.press("Verstuur mijn klacht")
        self.sees("Je klacht is binnen")
        self._officer_answers()
        self.visit("/me/looked")
        self.sees("Dit had niet mogen gebeuren")
        self.sees(ANSWER)

    def test_what_is_read_as_one_is_contested_as_one_and_the_officer_reads_each_of_it(self) -> None:
        self.given("a city", open_city)
        self.given("a clerk asked twice for a case, and a colleague opened it", asked_and_read)
        self._sign_in()
        self.visit("/me/looked")
        self.sees("De medewerker las wat al in het dossier stond.")
        self.click(self.page.get_by_role("link", name="Ik begrijp dit niet").last)
        self.sees("Je klacht gaat over alle:")
        self.fill("Wat klopt er volgens jou niet?", "Waarom werd er twee keer gekeken?")
        self.press("Verstuur mijn klacht")
        self._keep_cookie("sessionid", signed_in(employee(Role.DPO, location="")))
        self.visit("/desk/look-ups?tab=complaints")
        self.click(self.page.locator("main ul.why a").first)
        self.sees("De klacht gaat over al deze opzoekingen:")
        self.click(self.page.get_by_role("table").get_by_role("link"))
        self.sees("Waarom werd er twee keer gekeken?")

    def _officer_answers(self) -> None:
        """The officer reads at the desk what was said, of whom, and calls it an incident."""
        self._keep_cookie("sessionid", signed_in(employee(Role.DPO, location="")))
        self.visit("/desk/look-ups?tab=complaints")
        self.sees("Ik was die dag niet aan het loket.")
        self.click(self.page.locator("main ul.why a").first)
        self.sees("An Peeters")
        self.sees(CURIOUS)
        self.press("Neem in onderzoek")
        self.fill("Antwoord, zoals de inwoner het leest", ANSWER)
        self.press("Het is een incident")
        self.follow("Alle opzoekingen van deze persoon")
        self.sees("Alles over de persoon met nummer")

    def _sign_in(self) -> None:
        browser = Client()
        people.sign_in(browser, known(AN), name="An")
        self._keep_cookie(residents.cookie_name(), browser)

    def _keep_cookie(self, name: str, browser: Client) -> None:
        self.context.add_cookies(
            [{"name": name, "value": browser.cookies[name].value, "url": self.base}]
        )
