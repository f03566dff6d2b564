"""PIN and PUK codes at the desk, from the telephone to the second signature."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.channels.desk.helpers import employee, open_city, signed_in
from tests.factories import registers as make
from tests.factories import residents

from loket.domain.identitydocs.asking import Home, Wish
from loket.domain.people.may import Role
from loket.domain.people.standing import helper_actor
from loket.foundations.messages.models import Message
from loket.foundations.registers.models import LookUp
from loket.kit import clock
from loket.offices.identitydocs import actions
from loket.offices.identitydocs.models import CodeRequest

pytestmark = pytest.mark.django_db


def phoned(clerk: Client, **more: str) -> CodeRequest:
    """Somebody calls; the clerk types what they say."""
    given = {
        "number": residents.number().digits, "card": "eid", "lost": "both",
        "issued_on": "2019-05-04", "email": "an@example.org",
    }  # fmt: skip
    answer = clerk.post("/desk/codes/new", given | more)
    assert answer.status_code == 302, answer.content.decode()
    return CodeRequest.objects.latest("requested_at")


def do(clerk: Client, request: CodeRequest, act: str, **more: str) -> str:
    answer = clerk.post(f"/desk/codes/{request.id}", {"act": act, **more}, follow=True)
    return answer.content.decode()


def test_a_request_by_telephone_goes_to_the_counter_and_is_handed_over_with_the_card() -> None:
    open_city()
    clerk = signed_in(employee())
    made = phoned(clerk)
    assert made.code in clerk.get("/desk/codes").content.decode()
    do(clerk, made, "send")
    page = do(clerk, made, "arrive")
    assert "Verwittigd" in page
    assert Message.objects.count() == 1
    assert "Zonder de kaart worden geen codes overhandigd" in do(clerk, made, "hand_over")
    assert "Afgehaald" in do(clerk, made, "hand_over", card_seen="yes")
    assert "Er is niets te doen" in clerk.get("/desk/codes").content.decode()


def test_the_number_is_never_shown_stored_in_the_open_or_in_an_address() -> None:
    open_city()
    clerk = signed_in(employee())
    made = phoned(clerk)
    digits = residents.number().digits
    page = clerk.get(f"/desk/codes/{made.id}").content.decode()
    assert digits not in page + str(CodeRequest.objects.values())
    wrong = clerk.post("/desk/codes/new", {"number": "85073099712", "card": "eid", "lost": "both",
                                           "issued_on": "2019-05-04"})  # fmt: skip
    assert wrong.status_code == 422


def test_a_card_of_2022_is_sent_to_a_counter_and_no_request_is_made() -> None:
    open_city()
    clerk = signed_in(employee())
    answer = clerk.post("/desk/codes/new", {
        "number": residents.number().digits, "card": "eid", "lost": "both",
        "issued_on": "2022-01-01",
    })  # fmt: skip
    assert "een loket deblokkeert ze meteen" in answer.content.decode()
    assert not CodeRequest.objects.exists()


def test_two_colleagues_destroy_and_one_cannot_do_it_alone() -> None:
    open_city()
    first = signed_in(employee())
    second = signed_in(employee(Role.EXPERT))
    made = phoned(first)
    do(first, made, "send")
    do(first, made, "arrive")
    CodeRequest.objects.update(collect_until=clock.now().date() - timedelta(days=1))
    assert "Niet afgehaald" in first.get("/desk/codes").content.decode()
    do(first, made, "condemn")
    assert "Een collega moet de tweede keer tekenen" in do(first, made, "destroy")
    assert "Vernietigd" in do(second, made, "destroy")
    assert CodeRequest.objects.get().state == "destroyed"


def test_a_clerk_reads_who_helped_and_the_holder_that_the_city_did(client: Client) -> None:
    open_city()
    holder = residents.resident()
    asked = actions.ask(
        subject=holder, applicant=holder, wish=Wish("eid", "both"), channel="portal",
        home=Home(), now=clock.now(), actor=helper_actor(holder, "family"),
    )  # fmt: skip
    clerk = signed_in(employee())
    page = clerk.get(f"/desk/codes/{asked.id}").content.decode()
    assert "<dt>Hulp van</dt><dd>iemand die de aanvrager kent</dd>" in page
    do(clerk, CodeRequest.objects.get(), "withdraw")
    made = phoned(clerk)
    assert "Hulp van" not in clerk.get(f"/desk/codes/{made.id}").content.decode()
    residents.sign_in(client, holder)
    told = client.get("/me/codes").content.decode()
    assert "met hulp van een medewerker van de stad" in told


def test_a_request_is_found_by_the_code_that_somebody_says() -> None:
    open_city()
    clerk = signed_in(employee())
    made = phoned(clerk)
    spoken = f"{made.code[:4].lower()} {made.code[4:]}"
    assert clerk.get("/desk/codes", {"code": spoken})["Location"] == f"/desk/codes/{made.id}"
    assert "geen aanvraag" in clerk.get("/desk/codes", {"code": "NOTHING"}).content.decode()


def test_it_waits_for_a_change_and_goes_on_after_it() -> None:
    open_city()
    clerk = signed_in(employee())
    made = phoned(clerk)
    page = do(clerk, made, "block", pending="new_card")
    assert "Je nieuwe kaart is nog in behandeling" in page
    assert not re.search(r'value="send"', page)
    do(clerk, made, "release")
    assert "Doorgestuurd" in do(clerk, made, "send")
    page = do(clerk, made, "arrive_elsewhere", municipality="Elders")
    assert "In een andere gemeente" in page


def test_who_does_not_handle_codes_does_not_enter() -> None:
    open_city()
    for role in (Role.RECEPTION, Role.PLANNER, Role.ADMINISTRATOR):
        assert signed_in(employee(role)).get("/desk/codes").status_code == 403


def test_an_act_that_does_not_exist_does_nothing() -> None:
    open_city()
    clerk = signed_in(employee())
    made = phoned(clerk)
    do(clerk, made, "explode")
    assert CodeRequest.objects.get().state == "requested"


def test_an_employee_who_writes_by_hand_sees_the_address_once_and_the_look_is_written_down() -> (
    None
):
    open_city()
    known = make.Register()
    known.add(residents.number(), first_names=("Amal",))
    make.keep_purposes(make.purpose("pin-puk", inquiries=("person",)))
    before = make.answer_from(known)
    try:
        clerk = signed_in(employee())
        made = phoned(clerk, email="")
        page = clerk.get(f"/desk/codes/{made.id}").content.decode()
        assert "Toon naam en adres" in page
        assert "Voorbeeldstraat" not in page
        assert "Voorbeeldstraat 12" in do(clerk, made, "look")
    finally:
        make.put_back(before)
    row = LookUp.objects.get()
    assert (row.purpose, row.about, row.ground_kind) == ("pin-puk", made.subject, "codes")
    assert "Voorbeeldstraat" not in clerk.get(f"/desk/codes/{made.id}").content.decode()
