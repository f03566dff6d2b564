"""The reception: who comes in, what is asked, where people are sent."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.test import Client
from tests.channels.desk.helpers import booked, employee, open_city, signed_in, tomorrow
from tests.channels.desk.test_calling import page

from loket.domain.people.may import Role
from loket.foundations.places.models import Location, ReceptionShift, Window
from loket.offices.appointments.models import Appointment
from loket.offices.queues.models import Question, Referral, Ticket, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """Somebody at the reception of the hall."""
    open_city()
    return signed_in(employee(Role.RECEPTION), at="hall")


def test_a_question_keeps_topic_level_and_outcome_and_nothing_else(client: Client) -> None:
    told = page(client, "/desk/reception?topic=taxes")
    assert "Hoe liep het af?" in told
    client.post(
        "/desk/reception/questions",
        {"topic": "taxes", "level": "federal", "outcome": "referred", "name": "An Peeters"},
    )
    kept = Question.objects.values().get()
    assert (kept["level"], kept["outcome"]) == ("federal", "referred")
    assert set(kept) == {"id", "location_id", "at", "topic_id", "level", "outcome"}
    assert "1 Taxes Federale overheid" in page(client, "/desk/reception")
    assert "Vandaag 1, waarvan 1 voor een ander bestuur." in page(client)


def test_a_question_without_an_outcome_is_not_counted(client: Client) -> None:
    client.post("/desk/reception/questions", {"topic": "taxes", "level": "federal"})
    assert not Question.objects.exists()


def test_every_topic_has_a_key_of_its_own(client: Client) -> None:
    content = client.get("/desk/reception").content.decode()
    assert content.count('data-key="1"') == content.count('data-key="2"') == 1


def test_somebody_without_an_appointment_gets_a_number(client: Client) -> None:
    answer = client.post(
        "/desk/reception/ticket", {"product": "KIDSID", "quantity": "2"}, follow=True
    )
    assert "Nummer W 01, 2 × Kidsid." in answer.content.decode()


@pytest.mark.parametrize("quantity", ["0", "10000", "-1", "two"])
def test_a_number_for_a_strange_quantity_is_refused(client: Client, quantity: str) -> None:
    client.post("/desk/reception/ticket", {"product": "KIDSID", "quantity": quantity})
    assert not Ticket.objects.exists()


def test_where_one_comes_by_appointment_only_the_page_says_where_to_go_today() -> None:
    open_city()
    client = signed_in(employee(Role.RECEPTION, location="nook"), at="nook")
    assert "Waar kan dit vandaag wel?" in page(client, "/desk/reception")
    answer = client.post("/desk/reception/ticket", {"product": "KIDSID"}, follow=True)
    told = answer.content.decode()
    assert "In Nook kan je alleen terecht met een afspraak." in told
    assert "Je kan vandaag wel zonder afspraak terecht in Hall." in told


def test_a_visitor_is_found_by_part_of_a_name_whatever_its_accents(client: Client) -> None:
    made = booked("Zoë Müller")
    assert made.code in page(client, "/desk/find?q=mull zoe")
    assert made.code not in page(client, "/desk/find?q=zz")
    assert made.code not in page(client, "/desk/find?q=z")


def test_a_visitor_is_found_by_code_however_it_is_typed_and_checked_in(client: Client) -> None:
    made = booked()
    typed = f"{made.code[:4].lower()}-{made.code[4:]}"
    assert "Meld aan" in page(client, f"/desk/find?q={typed}")
    answer = client.post("/desk/check-in", {"appointment": str(made.id)}, follow=True)
    assert "Aangemeld met nummer A 01." in answer.content.decode()
    assert Appointment.objects.get(id=made.id).state == "checked_in"
    assert "A 01" in page(client, "/desk/find?q=a1")


def test_an_appointment_of_another_day_or_place_is_shown_and_not_checked_in(client: Client) -> None:
    later, elsewhere = booked(since=tomorrow()), booked("Bo Smets", location="nook")
    assert "andere locatie" in page(client, f"/desk/find?q={elsewhere.code}")
    for made, why in ((later, "op een andere dag"), (elsewhere, "is in Nook, niet hier")):
        answer = client.post("/desk/check-in", {"appointment": str(made.id)}, follow=True)
        assert why in answer.content.decode()
    assert not Ticket.objects.exists()


def test_the_directory_is_searched_by_word_and_by_government(client: Client) -> None:
    for topic, name in (("taxes", "FOD Financiën"), ("waste", "Recyclagepark")):
        about = Topic.objects.get(code=topic)
        Referral.objects.create(code=topic, topic=about, level=about.level, name={"nl": name})
    assert "FOD Financiën" in page(client, "/desk/reception/referrals?q=financien")
    assert "Recyclagepark" not in page(client, "/desk/reception/referrals?q=financien")
    assert "Recyclagepark" not in page(client, "/desk/reception/referrals?level=federal")
    assert "Recyclagepark" not in page(client, "/desk/reception?topic=taxes")


def open_reception() -> None:
    """The reception of the hall opens every day from nine to noon."""
    from loket.foundations.places.actions import begin_edition

    hall = Location.objects.get(code="hall")
    Window.objects.bulk_create(
        Window(
            location=hall, purpose="reception", weekday=day, opens=time(9), closes=time(12),
            valid_from="2020-01-01",
        )
        for day in range(7)
    )  # fmt: skip
    begin_edition()


def test_an_empty_shift_is_an_alert_until_somebody_stands_there(client: Client) -> None:
    open_reception()
    assert "15 keer is er niemand aan het onthaal ingepland" in page(client, "/desk/reception")
    planner = signed_in(employee(Role.PLANNER), at="hall")
    mine = employee(Role.RECEPTION, login="second")
    day = tomorrow()
    shift = {"day": day.isoformat(), "opens": "09:00", "closes": "12:00", "employee": str(mine.pk)}
    planner.post("/desk/roster/plan", shift)
    assert "14 keer is er niemand" in page(client, "/desk/reception")
    planned = ReceptionShift.objects.get()
    planner.post(f"/desk/roster/{planned.pk}", {"employee": ""})
    assert "15 keer is er niemand" in page(client, "/desk/reception")


def test_a_shift_that_ends_before_it_begins_and_a_receptionist_who_plans_are_refused(
    client: Client,
) -> None:
    day = (tomorrow() + timedelta(days=1)).isoformat()
    shift = {"day": day, "opens": "12:00", "closes": "09:00"}
    planner = signed_in(employee(Role.PLANNER), at="hall")
    planner.post("/desk/roster/plan", shift)
    assert client.post("/desk/roster/plan", shift).status_code == 403
    assert planner.post("/desk/roster/plan", {"day": "soon"}).status_code == 422
    assert not ReceptionShift.objects.exists()
