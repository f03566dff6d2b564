"""Both registers, simulated and real, keep the same contract.

The real clients are asked against messages built after the public documents of the platform; what
those leave open is marked where the simulator gives more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import httpx
import pytest
from lxml import etree
from tests.connectors.documented import (
    AN,
    CHILD,
    LOOK_UP,
    NOBODY,
    NOW,
    OTHER,
    SENDER,
    Known,
    Platform,
    ask,
    caller,
    gezinslid,
    item,
    reply,
)
from tests.factories import registers as make

from loket.connectors.civilstatus import MagdaCivilStatus, SimulatedCivilStatus
from loket.connectors.population import (
    Housemate,
    MagdaPopulation,
    SimulatedPopulation,
)
from loket.domain.registers.asking import NoAnswer, Search, Wanted
from loket.domain.registers.facts import NotGiven
from loket.kit.calling import Breaker


@pytest.fixture
def register() -> make.Register:
    made = make.Register()
    made.add(AN, civil_status="married", municipality="99999")
    made.add(OTHER, names="Wouters", first_names=("Tom",), sex="male", deceased_on=date(2025, 1, 2))
    made.add(CHILD, first_names=("Lien",), born_on=date(2018, 3, 1), birth_year=2018)
    made.house((AN, "reference"), (CHILD, "child"))
    made.acts += [
        make.Filed("b-2", "marriage", date(2010, 5, 1), "Teststad", (AN.digits, OTHER.digits)),
        make.Filed("b-1", "birth", date(1980, 5, 3), "Teststad", (AN.digits,)),
    ]
    return made


@pytest.fixture(params=["simulated", "magda"])
def population(request: pytest.FixtureRequest, register: make.Register):
    if request.param == "simulated":
        return SimulatedPopulation(register)
    return MagdaPopulation(caller(Platform(register)), SENDER)


@pytest.fixture(params=["simulated", "magda"])
def civil_status(request: pytest.FixtureRequest, register: make.Register):
    if request.param == "simulated":
        return SimulatedCivilStatus(register.archive)
    return MagdaCivilStatus(caller(Platform(register)))


class TestContract:
    """What the guard relies on, whoever answers."""

    def test_a_person_is_who_was_asked_about(self, population) -> None:
        who = Known()
        person = population.person(ask(), who)
        assert person.resident == who(AN)
        assert (person.names, person.first_names, person.born_on) == (
            "Peeters", ("An",), date(1980, 5, 2),
        )  # fmt: skip
        assert (person.civil_status, person.sex, person.nationality) == ("married", "female", "BE")
        assert (person.municipality, person.deceased_on) == ("99999", None)

    def test_an_address_is_read_whole(self, population) -> None:
        person = population.person(ask(), Known())
        assert (person.address, person.since) == (make.HOME, date(2010, 1, 1))

    def test_a_death_is_known(self, population) -> None:
        assert population.person(ask(OTHER), Known()).deceased_on == date(2025, 1, 2)

    def test_somebody_unknown_is_said_so(self, population) -> None:
        with pytest.raises(NoAnswer) as none:
            population.person(ask(NOBODY), Known())
        assert none.value.failure == "unknown"

    def test_an_attest_comes_as_a_finished_document(self, population) -> None:
        assert population.attest(ask(), model="life").startswith(b"%PDF-")
        with pytest.raises(NoAnswer) as none:
            population.attest(ask(NOBODY), model="life")
        assert none.value.failure == "unknown"

    @pytest.mark.parametrize("of", [AN, CHILD], ids=["the reference person", "a child"])
    def test_who_live_together_are_named_the_reference_person_first(self, population, of) -> None:
        who = Known()
        household = population.household(ask(of), who)
        assert [(one.person, one.kind, one.first_names) for one in household.members] == [
            (who(AN), "reference", ("An",)),
            (who(CHILD), "child", ("Lien",)),
        ]
        assert household.address == make.HOME
        assert [(one.born_on, one.birth_year) for one in household.members] == [
            (date(1980, 5, 2), 1980), (date(2018, 3, 1), 2018),
        ]  # fmt: skip
        assert {one.since for one in household.members} == {date(2015, 1, 1)}

    def test_who_has_no_household_here_is_unknown(self, population) -> None:
        with pytest.raises(NoAnswer) as none:
            population.household(ask(OTHER), Known())
        assert none.value.failure == "unknown"

    def test_acts_are_listed_the_oldest_first(self, civil_status) -> None:
        who = Known()
        acts = civil_status.acts(ask(), who)
        assert [(one.kind, one.on, one.place) for one in acts] == [
            ("birth", date(1980, 5, 3), "Teststad"),
            ("marriage", date(2010, 5, 1), "Teststad"),
        ]
        assert acts[1].subjects == (who(AN), who(OTHER))
        assert {one.status for one in acts} == {"in_dabs"}

    @pytest.mark.parametrize("form", ["extract", "copy", "multilingual"])
    def test_an_act_is_handed_out_to_whom_it_is_about(self, civil_status, form: str) -> None:
        pdf = civil_status.act(ask(), reference="b-2", form=form)
        assert pdf.startswith(b"%PDF-")

    def test_an_act_of_somebody_else_is_not_handed_out(self, civil_status) -> None:
        with pytest.raises(NoAnswer) as none:
            civil_status.act(ask(OTHER), reference="b-1", form="extract")
        assert none.value.failure == "unknown"


def magda(answer: Callable[[httpx.Request], httpx.Response]) -> MagdaPopulation:
    return MagdaPopulation(caller(answer), SENDER)


def failure_of(act: Callable[[], object]) -> str:
    with pytest.raises(NoAnswer) as none:
        act()
    return none.value.failure


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        (b"", "malformed"),
        (b"<html>onderhoud</html>", "malformed"),
        (b"<Repliek><Antwoorden/></Repliek>", "malformed"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><Repliek><Antwoorden/></Repliek>', "malformed"),
        (reply("GeefPersoon", str(UUID(int=1)), "<Inhoud/>"), "someone_else"),
        (reply("GeefPersoon", str(LOOK_UP), "<Inhoud><Persoon/></Inhoud>"), "malformed"),
        (
            reply("GeefPersoon", str(LOOK_UP),
                  f"<Inhoud><Persoon><INSZ>{OTHER.digits}</INSZ></Persoon></Inhoud>"),
            "someone_else",
        ),
        (
            reply("GeefPersoon", str(LOOK_UP), "", "<Uitzonderingen><Uitzondering>"
                  "<Identificatie>13001</Identificatie><Type>FOUT</Type></Uitzondering>"
                  "</Uitzonderingen>"),
            "refused",
        ),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_has_its_failure(body: bytes, failure: str) -> None:
    taken = reply("RegistreerInschrijving", str(LOOK_UP), "<Inhoud/>")

    def answer(request: httpx.Request) -> httpx.Response:
        enrols = b"RegistreerInschrijving" in request.content
        return httpx.Response(200, content=taken if enrols else body)

    assert failure_of(lambda: magda(answer).person(ask(), Known())) == failure


@pytest.mark.parametrize("items", [
    b"", b"[]", b"{}", b'{"items": 1}', b'{"items": [1]}', b'{"items": [{"type": "BIRTH"}]}',
])  # fmt: skip
def test_a_list_of_acts_that_is_none_is_malformed(items: bytes) -> None:
    client = MagdaCivilStatus(caller(lambda _: httpx.Response(200, content=items)))
    assert failure_of(lambda: client.acts(ask(), Known())) == "malformed"


def test_an_act_without_its_whole_day_is_no_act(register: make.Register) -> None:
    broken = item(register.acts[1])
    del broken["factDate"]["day"]
    answer = httpx.Response(200, json={"items": [broken]})
    client = MagdaCivilStatus(caller(lambda _: answer))
    assert failure_of(lambda: client.acts(ask(), Known())) == "malformed"


def test_a_list_that_holds_somebody_elses_act_is_not_believed(register: make.Register) -> None:
    answer = httpx.Response(200, json={"items": [item(register.acts[1])]})
    client = MagdaCivilStatus(caller(lambda _: answer))
    assert failure_of(lambda: client.acts(ask(OTHER), Known())) == "someone_else"


def test_fields_that_no_document_describes_are_not_given(register: make.Register) -> None:
    person = MagdaPopulation(caller(Platform(register)), SENDER).person(ask(), Known())
    for name in ("undisclosed_until", "under_investigation", "sex_registration_changed"):
        with pytest.raises(NotGiven):
            getattr(person, name)


def test_what_cannot_be_asked_is_refused_and_not_invented(register: make.Register) -> None:
    client = MagdaPopulation(caller(Platform(register)), SENDER)
    search = Search(Wanted("P"), "search", LOOK_UP, NOW)
    for act in (
        lambda: client.relations(ask(), Known()),
        lambda: client.search(search, Known()),
    ):
        assert failure_of(act) == "refused"


def test_nobody_is_taken_for_unprotected_because_a_household_does_not_tell(
    register: make.Register,
) -> None:
    told = SimulatedPopulation(register).household(ask(), Known())
    real = MagdaPopulation(caller(Platform(register)), SENDER).household(ask(), Known())
    assert [one.protection_told for one in told.members] == [True, True]
    assert [one.protection_told for one in real.members] == [False, False]


LIVING = gezinslid(Housemate(AN.digits, "reference", date(2015, 1, 1)), make.entry(AN), "01")


@pytest.mark.parametrize(
    ("members", "failure"),
    [
        ("", "unknown"),
        (LIVING.replace(AN.digits, OTHER.digits), "someone_else"),
        (LIVING.replace("<Code>01<", "<Code>03<"), "malformed"),
        (LIVING + LIVING, "malformed"),
        (LIVING + LIVING.replace("<Code>01<", "<Code>99<"), "malformed"),
        (LIVING + LIVING.replace(AN.digits, "").replace("<Code>01<", "<Code>03<"), "malformed"),
        (LIVING.replace("Achternaam>Peeters", "Achternaam>"), "malformed"),
        (LIVING.replace("2015-01-01", "2015-13-01"), "malformed"),
    ],
    ids=[
        "nobody", "another person's", "nobody to reach", "two to reach", "an unknown place",
        "somebody without a number", "somebody without a name", "since no day",
    ],
)  # fmt: skip
def test_a_household_that_is_none_has_its_failure(members: str, failure: str) -> None:
    content = f"<Inhoud><Gezinsleden>{members}</Gezinsleden></Inhoud>"
    name = "GeefGezinssamenstelling"

    def answer(request: httpx.Request) -> httpx.Response:
        asked = next(etree.fromstring(request.content).iter("Naam")).text
        body = content if asked == name else "<Inhoud/>"
        return httpx.Response(200, content=reply(asked, str(LOOK_UP), body))

    assert failure_of(lambda: magda(answer).household(ask(), Known())) == failure


def test_a_street_that_no_register_of_streets_knows_is_read_too(register: make.Register) -> None:
    class Unlisted(Platform):
        def _content(self, name: str, digits: str) -> str:
            told = super()._content(name, digits)
            for one in ("Straatnaam", "Gemeentenaam"):
                told = told.replace(f"{one}>", f"NietGestandaardiseerde{one}>")
            return told

    client = MagdaPopulation(caller(Unlisted(register)), SENDER)
    assert client.person(ask(), Known()).address == make.HOME


def test_the_case_is_enrolled_before_the_person_is_asked(register: make.Register) -> None:
    platform = Platform(register)
    client = MagdaPopulation(caller(platform), SENDER)
    client.person(ask(), Known())
    client.household(ask(), Known())
    asked = [next(etree.fromstring(one.content).iter("Naam")).text for one in platform.asked]
    assert asked == [
        "RegistreerInschrijving", "GeefPersoon",
        "RegistreerInschrijving", "GeefGezinssamenstelling",
    ]  # fmt: skip
    for request in platform.asked:
        body = etree.fromstring(request.content)
        assert next(body.iter("Vraag")).findtext("Referte") == str(LOOK_UP)
        assert next(body.iter("Afzender")).findtext("Hoedanigheid") == "1300"
        assert not re.search(r"\d{11}", str(request.url))


def test_a_late_register_is_tried_again_and_then_away() -> None:
    tried = []

    def late(request: httpx.Request) -> httpx.Response:
        tried.append(request)
        raise httpx.ReadTimeout("late", request=request)

    assert failure_of(lambda: magda(late).person(ask(), Known())) == "away"
    assert len(tried) == 3


def test_a_register_that_says_when_it_is_back_is_believed() -> None:
    client = magda(lambda _: httpx.Response(503, headers={"Retry-After": "90"}))
    with pytest.raises(NoAnswer) as none:
        client.person(ask(), Known())
    assert (none.value.failure, none.value.retry_after) == ("away", timedelta(seconds=90))


def test_after_many_failures_a_register_is_left_alone_for_a_while() -> None:
    now, tried = [0.0], []
    breaker = Breaker(limit=2, pause=30, clock=lambda: now[0])

    def answer(request: httpx.Request) -> httpx.Response:
        tried.append(request)
        if now[0] < 30:
            raise httpx.ConnectError("down", request=request)
        return httpx.Response(404)

    client = MagdaCivilStatus(caller(answer, breaker=breaker, tries=1))
    for _ in range(5):
        assert failure_of(lambda: client.acts(ask(), Known())) == "away"
    assert len(tried) == 2
    now[0] = 31.0
    assert failure_of(lambda: client.acts(ask(), Known())) == "unknown"
    assert failure_of(lambda: client.acts(ask(), Known())) == "unknown"
    assert len(tried) == 4
