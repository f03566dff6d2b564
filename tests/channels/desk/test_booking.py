"""Book, move and cancel for somebody who calls."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from tests.channels.desk.helpers import booked, employee, open_city, signed_in, tomorrow
from tests.channels.desk.test_calling import page

from loket.domain.people.may import Role
from loket.foundations.journal.models import Line
from loket.foundations.messages.models import Message
from loket.offices.appointments.models import Appointment

pytestmark = pytest.mark.django_db

FAMILY = "item=KIDSID:2&item=PASSPORT:1"


@pytest.fixture
def client() -> Client:
    """Somebody at the reception, who may book at every location of the city."""
    open_city()
    return signed_in(employee(Role.RECEPTION), at="hall")


def first_moment(client: Client, query: str) -> str:
    content = client.get(f"/desk/book/moments?{query}").content.decode()
    found = re.search(r'name="moment" value="([^"]+)"', content)
    assert found, "no moment is offered"
    return found[1]


def hold(client: Client, query: str) -> str:
    """The first moment of a search is held; the address of the next step."""
    fields = parse_qs(query) | {"moment": first_moment(client, query)}
    return str(client.post("/desk/book/hold", fields)["Location"])


def test_a_caller_with_nothing_but_a_name_gets_a_code(client: Client) -> None:
    step = hold(client, FAMILY + "&interpreter=ar&step_free=1")
    assert "2 × Kidsid en Passport" in page(client, step)
    answer = client.post(step, {"name": "An Peeters"}, follow=True)
    made = Appointment.objects.get(state="booked")
    told = answer.content.decode()
    assert made.code in told
    assert "geen: de persoon heeft alleen deze code" in told
    assert (made.channel, made.email, made.phone) == ("desk", "", "")
    assert (made.interpreter, made.step_free, made.ticks) == ("ar", True, 9)
    assert not Message.objects.exists()
    actor = Line.objects.get(act="book").actor
    assert actor.startswith("employee:")


def test_a_caller_with_a_phone_gets_a_text_message(client: Client) -> None:
    client.post(hold(client, FAMILY), {"name": "An", "phone": "0470 12 34 56"})
    assert Message.objects.filter(kind="booked", channel="sms").count() == 1


def test_without_a_name_nothing_is_booked_and_the_moment_is_kept(client: Client) -> None:
    step = hold(client, FAMILY)
    answer = client.post(step, {"name": " "})
    assert answer.status_code == 422
    assert Appointment.objects.get().state == "held"
    assert "vastgehouden tot" in page(client, step)


def test_a_moment_that_was_let_go_is_free_again(client: Client) -> None:
    step = hold(client, FAMILY)
    client.post(f"{step}/release")
    assert not Appointment.objects.filter(state="held").exists()
    assert "De tijd om te bevestigen is voorbij" in page(client, step)


def test_the_search_starts_on_the_day_that_the_caller_asks_for(client: Client) -> None:
    day = tomorrow().isoformat()
    assert day in first_moment(client, f"{FAMILY}&since={day}")
    assert day not in first_moment(client, f"{FAMILY}&since=someday")


def test_only_here_and_where_not_and_why(client: Client) -> None:
    everywhere = page(client, f"/desk/book/moments?{FAMILY}")
    assert "Nook" in everywhere
    assert "Nook" not in page(client, f"/desk/book/moments?{FAMILY}&here=1")
    assert "niemand Arabisch" in page(client, f"/desk/book/moments?{FAMILY}&language=ar")


@pytest.mark.parametrize(
    "query", ["", "item=NOTHING:1", "item=KIDSID:10000", "item=ALONE:1&item=KIDSID:1"]
)
def test_a_wish_that_cannot_be_is_answered_in_words(client: Client, query: str) -> None:
    answer = client.get(f"/desk/book/moments?{query}")
    assert answer.status_code == 422
    assert "Kijk dit even na" in answer.content.decode()


@pytest.mark.parametrize("moment", ["", "hall_2020-01-01_0900", "moon_2026-01-01_0900", "x" * 300])
def test_a_moment_that_is_none_is_refused_in_words(client: Client, moment: str) -> None:
    answer = client.post("/desk/book/hold", {"item": "KIDSID:1", "moment": moment})
    assert answer["Location"].startswith("/desk/book/moments")
    assert not Appointment.objects.exists()


def test_products_are_added_and_taken_out_one_by_one(client: Client) -> None:
    told = client.get("/desk/book?item=KIDSID:1").content.decode()
    assert "item=KIDSID%3A2" in told
    assert "1 × Kidsid" in told
    assert "Waarvoor?" in page(client, "/desk/book")
    assert "Passport" in page(client, "/desk/book?find=passport")


def test_moving_keeps_the_old_moment_until_the_new_one_is_confirmed(client: Client) -> None:
    made = booked()
    url = f"/desk/appointments/{made.code}"
    content = client.get(url).content.decode()
    found = re.search(r'href="(/desk/book/moments\?[^"]+)"', content)
    assert found
    query = urlsplit(found[1].replace("&amp;", "&")).query + f"&since={tomorrow()}"
    step = hold(client, query)
    before = Appointment.objects.get(id=made.id)
    assert before.starts_at == made.starts_at
    told = page(client, step)
    assert made.code in told
    client.post(f"{url}/move", {"hold": step.rsplit("/", 1)[-1]})
    after = Appointment.objects.get(id=made.id)
    assert after.starts_at > made.starts_at
    assert after.code == made.code
    assert Appointment.objects.filter(state="booked").count() == 1


def test_moving_to_a_hold_of_another_is_refused(client: Client) -> None:
    made, other = booked(), hold(client, FAMILY)
    url = f"/desk/appointments/{made.code}"
    for wrong in (other.rsplit("/", 1)[-1], "nonsense", ""):
        client.post(f"{url}/move", {"hold": wrong})
        assert Appointment.objects.get(id=made.id).starts_at == made.starts_at


def test_cancelling_frees_the_moment_once(client: Client) -> None:
    made = booked()
    url = f"/desk/appointments/{made.code}/cancel"
    assert "De afspraak is geannuleerd." in client.post(url, follow=True).content.decode()
    again = client.post(url, follow=True).content.decode()
    assert "Dat kan nu niet" in again
    assert Appointment.objects.get(id=made.id).state == "cancelled"


def test_a_code_that_nobody_has_leads_nowhere(client: Client) -> None:
    assert client.get("/desk/appointments/ACDEFGHJ").status_code == 404
    assert client.get("/desk/appointments/x").status_code == 404


def test_the_list_of_a_day_shows_who_comes_when(client: Client) -> None:
    made = booked(interpreter="ar")
    told = page(client, "/desk/day")
    for words in ("An Peeters", made.code, "tolk Arabisch", "geboekt"):
        assert words in told
    assert "Er zijn geen afspraken." in page(client, f"/desk/day?day={tomorrow()}")
    assert "An Peeters" in page(client, "/desk/day?day=nonsense")
