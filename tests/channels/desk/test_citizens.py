"""One view of a citizen: opened on a ground, written down, and no more than one's teams answer."""

import uuid
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from tests.channels.desk.helpers import employee, signed_in
from tests.factories import registers as make
from tests.offices.certificates.world import CIVIL, World, ask, build
from tests.offices.identitydocs.helpers import OLD_CARD

from loket.domain.people.may import Role
from loket.foundations.people import actions as people
from loket.foundations.registers.models import LookUp
from loket.kit import clock
from loket.offices.certificates import actions
from loket.offices.certificates.actions import Words
from loket.offices.identitydocs import actions as codes

CHILD = Words(whose="child", born_on=date(2014, 5, 20))
REASON = "mevrouw staat aan de balie zonder kaart"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


@pytest.fixture
def desk(world: World) -> Client:
    return signed_in(employee(Role.CLERK, "hall"))


def stopped(world: World) -> uuid.UUID:
    return ask(world["Tom"], words=CHILD, now=clock.now()).id


def opened(desk: Client, request: uuid.UUID, whom: str = "applicant"):
    return desk.post(f"/desk/citizen/of-certificate/{request}", {"whom": whom})


def by_number(desk: Client, number: str, reason: str = REASON):
    return desk.post("/desk/citizen", {"number": number, "reason": reason})


def requested_codes(world: World, name: str) -> uuid.UUID:
    who = world[name]
    return codes.ask(
        subject=who, applicant=who, wish=OLD_CARD, channel="portal", now=clock.now(),
        actor=f"resident:{who}",
    ).id  # fmt: skip


def test_an_open_case_opens_all_that_its_applicant_has_here(desk: Client, world: World) -> None:
    request = stopped(world)
    ask(world["Tom"], now=clock.now())
    requested_codes(world, "Tom")
    page = opened(desk, request).content.decode()
    assert "Tom Peeters" in page
    assert page.count("/desk/certificates/") >= 2
    assert "Pin en puk: Identiteitskaart" in page
    assert world.numbers["Tom"].digits not in page


def test_who_opened_it_stands_in_the_list_of_the_person(desk: Client, world: World) -> None:
    request = stopped(world)
    opened(desk, request)
    line = LookUp.objects.filter(purpose="search").get()
    assert line.about == world["Tom"]
    assert (line.ground_kind, line.ground_reference) == ("certificate_request", str(request))


def test_of_the_subject_it_is_opened_when_the_subject_is_known(desk: Client, world: World) -> None:
    request = stopped(world)
    assert "Lou Peeters" in opened(desk, request, "subject").content.decode()
    world.change("Lou", born_on=date(2013, 1, 1))
    unknown = ask(world["Nora"], words=CHILD, now=clock.now()).id
    assert opened(desk, unknown, "subject").status_code == 404


def test_a_case_that_is_over_opens_nothing(desk: Client, world: World) -> None:
    request = stopped(world)
    actions.withdraw(request=request, actor=f"resident:{world['Tom']}", now=clock.now())
    answer = opened(desk, request)
    assert answer.status_code == 403
    assert "Tom" not in answer.content.decode()


def test_what_another_team_answers_for_is_there_without_its_name_and_without_a_way(
    world: World,
) -> None:
    who = employee(Role.CLERK, "hall")
    who.assignments.update(team=CIVIL)
    ask(world["Tom"], now=clock.now())
    other = Words(whose="other", name="Maes", born_on=date(1950, 1, 1))
    act = ask(world["Tom"], "BIRTH_ACT", words=other, now=clock.now())
    assert act.state == "with_clerk"
    page = opened(signed_in(who), act.id).content.decode()
    assert "Een aanvraag bij het team" in page
    assert "Birth_Act" in page
    assert "Nation" not in page


def test_without_a_case_a_reason_is_typed_and_reviewed(desk: Client, world: World) -> None:
    page = by_number(desk, world.numbers["Nora"].digits).content.decode()
    assert "Nora Peeters" in page
    line = LookUp.objects.filter(purpose="search").get()
    assert (line.ground_kind, line.reason) == ("reason", REASON)


@pytest.mark.parametrize(
    ("number", "reason", "said"),
    [
        ("Nora", "zomaar", "Leg uit waarom je deze gegevens nodig hebt"),
        ("Nora", "", "govuk-error-message"),
        ("12345678901", REASON, "nummer"),
        (make.number(counter=977).digits, REASON, "Deze persoon kennen we niet."),
    ],
)
def test_what_does_not_do_is_said_and_opens_nothing(
    desk: Client, world: World, number: str, reason: str, said: str
) -> None:
    digits = world.numbers[number].digits if number in world.numbers else number
    answer = by_number(desk, digits, reason)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not LookUp.objects.exists()


def test_a_card_whose_codes_are_handled_opens_its_holder(desk: Client, world: World) -> None:
    make.keep_purposes(make.purpose("pin-puk"))
    request = requested_codes(world, "Nora")
    assert "Nora Peeters" in desk.post(f"/desk/citizen/of-code/{request}").content.decode()
    codes.withdraw(request=request, actor=f"resident:{world['Nora']}", now=clock.now())
    assert desk.post(f"/desk/citizen/of-code/{request}").status_code == 403
    assert desk.post(f"/desk/citizen/of-code/{uuid.uuid4()}").status_code == 404


def test_somebody_whom_the_register_does_not_know_is_shown_without_a_name(
    desk: Client, world: World
) -> None:
    number = make.number(date(1990, 1, 1), 611)
    people.recognise(number=number, now=clock.now(), actor="system:test")
    answer = by_number(desk, number.digits)
    assert answer.status_code == 200
    assert "Attesten en akten" in answer.content.decode()


def test_a_request_that_is_not_there_opens_nothing(desk: Client) -> None:
    assert opened(desk, uuid.uuid4()).status_code == 404


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.PLANNER, Role.ADMINISTRATOR, Role.DPO])
def test_other_roles_do_not_enter(world: World, role: Role) -> None:
    browser = signed_in(employee(role, "hall"))
    assert browser.get("/desk/citizen").status_code == 403
    assert by_number(browser, world.numbers["Nora"].digits).status_code == 403
    assert opened(browser, stopped(world)).status_code == 403
