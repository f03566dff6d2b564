"""A kiosk and a phone, each its own browser: one product crosses, and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.channels.kiosk.machines import (
    PRODUCT,
    begin,
    number_on,
    open_city_with_kiosk,
    scan,
    show_square,
    token_of,
)
from tests.factories.residents import resident, sign_in

from loket.domain.people.standing import helper_actor
from loket.foundations.journal.models import Line
from loket.kit import clock
from loket.offices.identitydocs.models import CodeMove, CodeRequest
from loket.offices.kiosks import actions
from loket.offices.kiosks.models import Device, Pairing, Tally

pytestmark = pytest.mark.django_db
ANSWERS = "?card=eid&lost=both&age=old"


def paired(kiosk: Client, phone: Client, visit: str) -> str:
    """Up to the moment at which the screen has its product; the address of the waiting screen."""
    waiting = show_square(
        kiosk, visit, f"codes/request{ANSWERS}".replace("?", "%3F").replace("&", "%26")
    )
    assert scan(phone, token_of(waiting))["Location"] == "/k/number"
    sign_in(phone, name="Amal")
    typed = number_on(kiosk, waiting)
    assert phone.post("/k/number", {"number": typed})["Location"] == "/k/number"
    return waiting


def test_codes_are_requested_at_the_kiosk_with_the_sign_in_of_a_phone(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    visit = begin(kiosk)
    waiting = paired(kiosk, client, visit)
    onwards = kiosk.get(waiting)["Location"]
    assert onwards == f"{visit}codes/request{ANSWERS}"
    assert "Hoe verwittigen we je?" in kiosk.get(onwards).content.decode()
    kiosk.post(onwards, {"asked": "way", "do": "email"})
    answer = kiosk.post(onwards, {"asked": "email", "do": "next", "typed": "amal@example.org"})
    done = kiosk.get(answer["Location"]).content.decode()
    made = CodeRequest.objects.get()
    assert (made.channel, made.card, made.lost, made.email, made.subject) == (
        "kiosk", "eid", "both", "amal@example.org", resident(),
    )  # fmt: skip
    assert f"{made.code[:4]} {made.code[4:]}" in done
    assert "De codes komen nooit aan dit scherm" in done
    assert {(one.product, one.count) for one in Tally.objects.all()} == {("", 1), (PRODUCT, 1)}


def test_who_helps_at_the_kiosk_is_named_and_the_holder_reads_it(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    onwards = kiosk.get(paired(kiosk, client, begin(kiosk)))["Location"]
    assert "Iemand naast me helpt" in kiosk.get(onwards).content.decode()
    asked = kiosk.post(onwards, {"asked": "way", "do": "helped"}).content.decode()
    assert "Wie helpt je nu?" in asked
    said = {"helper": "host"}
    for step in ({"do": "way"}, {"asked": "way", "do": "email"}):
        page = kiosk.post(onwards, step | said).content.decode()
        assert '<input type="hidden" name="helper" value="host">' in page
    kiosk.post(onwards, {"asked": "email", "do": "next", "typed": "amal@example.org"} | said)
    assert CodeMove.objects.get().actor == helper_actor(resident(), "host")
    assert "met hulp van iemand van een bibliotheek" in client.get("/me/codes").content.decode()


def test_the_phone_names_screen_and_product_before_anybody_signs_in(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    waiting = show_square(kiosk, begin(kiosk))
    page = client.get(f"/k/{token_of(waiting)}").content.decode()
    assert "Bibliotheek" in page
    assert PRODUCT.title() in page
    assert Pairing.objects.get().state == "shown"


def test_a_person_who_was_signed_in_before_signs_in_again(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    sign_in(client, ago=timedelta(minutes=5))
    waiting = show_square(kiosk, begin(kiosk))
    scan(client, token_of(waiting))
    away = client.get("/k/number")
    assert away.status_code == 302
    assert away["Location"].startswith("/sign-in?for=")
    typed = number_on(kiosk, waiting)
    assert client.post("/k/number", {"number": typed})["Location"].startswith("/sign-in")
    assert Pairing.objects.get().state == "scanned"


def test_a_square_that_a_second_phone_opens_ends_for_both_and_says_so(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    waiting = show_square(kiosk, begin(kiosk))
    token = token_of(waiting)
    other = Client()
    pages = {one: one.get(f"/k/{token}").content.decode() for one in (client, other)}
    seen = {one: re.search(r'name="seen" value="([^"]+)"', page)[1] for one, page in pages.items()}  # type: ignore[index]
    assert client.post(f"/k/{token}", {"seen": seen[client]}).status_code == 302
    answer = other.post(f"/k/{token}", {"seen": seen[other]})
    assert answer.status_code == 409
    assert "al door een ander toestel gescand" in answer.content.decode()
    assert "De verbinding is voorbij" in client.get("/k/number").content.decode()
    assert "al door een ander toestel gescand" in kiosk.get(waiting).content.decode()


def test_a_square_of_more_than_a_minute_ago_opens_nothing_and_says_so(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    waiting = show_square(kiosk, begin(kiosk))
    Pairing.objects.update(shown_at=clock.now() - timedelta(seconds=61))
    answer = client.get(f"/k/{token_of(waiting)}")
    assert answer.status_code == 409
    assert "ouder dan een minuut" in answer.content.decode()
    assert "ouder dan een minuut" in kiosk.get(waiting).content.decode()


def test_a_form_that_was_never_opened_in_time_takes_no_square(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    waiting = show_square(kiosk, begin(kiosk))
    for seen in ("", "forged", "x:y:z"):
        assert client.post(f"/k/{token_of(waiting)}", {"seen": seen}).status_code == 409
    assert Pairing.objects.get().resident is None


def test_three_wrong_numbers_end_it_on_phone_and_screen(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    waiting = show_square(kiosk, begin(kiosk))
    scan(client, token_of(waiting))
    sign_in(client)
    wrong = "0000" if number_on(kiosk, waiting) != "0000" else "1111"
    said = [client.post("/k/number", {"number": wrong}) for _ in range(3)]
    assert [one.status_code for one in said] == [409, 409, 409]
    assert "de verbinding is verbroken" in said[2].content.decode()
    assert "de verbinding is verbroken" in kiosk.get(waiting).content.decode()


def test_the_phone_stops_the_screen(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    visit = begin(kiosk)
    waiting = paired(kiosk, client, visit)
    onwards = kiosk.get(waiting)["Location"]
    assert client.post("/k/end").status_code == 200
    assert kiosk.get(onwards)["Location"] == f"{visit}codes"
    assert kiosk.post(onwards, {"asked": "way", "do": "none"}).status_code == 302
    assert not CodeRequest.objects.exists()
    assert "je telefoon beëindigd" in kiosk.get(waiting).content.decode()


def test_the_next_client_at_the_same_kiosk_has_nothing_of_it(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    visit = begin(kiosk)
    waiting = paired(kiosk, client, visit)
    onwards = kiosk.get(waiting)["Location"]
    next_visit = begin(kiosk)
    for address in (waiting, onwards):
        assert kiosk.get(address)["Location"] == "/kiosk/library/"
        moved = address.replace(visit, next_visit)
        assert kiosk.get(moved)["Location"] in ("/kiosk/library/", f"{next_visit}codes")


def test_leaving_ends_the_pairing_at_once(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    paired(kiosk, client, begin(kiosk))
    kiosk.get("/kiosk/library/leave")
    kept = Pairing.objects.get()
    assert (kept.state, kept.resident) == ("ended", None)


def test_a_browser_that_is_no_machine_of_the_city_gets_no_square() -> None:
    open_city_with_kiosk()
    stranger = Client()
    visit = begin(stranger)
    page = stranger.post(f"{visit}connect/{PRODUCT}").content.decode()
    assert "Dit kan alleen aan een zelfbedieningsloket van de stad" in page
    assert stranger.get(f"{visit}codes")["Location"] == "/kiosk/library/"
    assert "pukcode" not in stranger.get("/kiosk/library/").content.decode()
    assert not Pairing.objects.exists()


def test_a_revoked_machine_falls_back_to_what_anybody_may_do(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    visit = begin(kiosk)
    waiting = paired(kiosk, client, visit)
    device = Device.objects.get().id
    actions.revoke(device=device, actor="system:test", now=clock.now())
    assert kiosk.get(waiting)["Location"] == "/kiosk/library/"
    assert "pukcode" not in kiosk.get("/kiosk/library/").content.decode()
    assert "buiten dienst" in client.get("/k/number").content.decode()


@pytest.mark.parametrize("then", ["//evil.example/", "https://evil.example", "../../desk/", "a b"])
def test_no_address_leads_the_screen_out_of_its_visit(client: Client, then: str) -> None:
    kiosk = open_city_with_kiosk()
    visit = begin(kiosk)
    answer = kiosk.post(f"{visit}connect/{PRODUCT}", query_params={"then": then})
    waiting = answer["Location"]
    assert waiting.endswith("?then=")
    scan(client, token_of(waiting))
    sign_in(client)
    client.post("/k/number", {"number": number_on(kiosk, waiting)})
    assert kiosk.get(waiting)["Location"] == "/kiosk/library/"


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ("", "Voor welke kaart?"),
        ("?card=eid", "Wat ben je kwijt?"),
        ("?card=eid&lost=both", "Kreeg je je kaart vóór"),
        ("?card=eid&lost=pin", "Dat kan meteen, aan een loket"),
        ("?card=eid&lost=both&age=new", "Dat kan meteen, aan een loket"),
        ("?card=passport&lost=x", "Voor welke kaart?"),
    ],
)
def test_who_needs_no_new_codes_is_sent_to_a_counter_before_signing_in(
    answers: str, says: str
) -> None:
    kiosk = open_city_with_kiosk()
    visit = begin(kiosk)
    assert says in kiosk.get(f"{visit}codes{answers}").content.decode()


def test_no_address_and_no_journal_line_holds_token_secret_or_number(client: Client) -> None:
    kiosk = open_city_with_kiosk()
    waiting = paired(kiosk, client, begin(kiosk))
    secret = client.cookies["kiosk_phone"].value.partition(".")[2]
    for told in (waiting, str(list(Line.objects.values()))):
        assert token_of(waiting) not in told
        assert secret not in told
