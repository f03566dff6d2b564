"""Asking for a certificate at home, and collecting it."""

import re
import uuid
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from tests.factories import documents as sealing
from tests.factories import registers as make
from tests.factories import residents
from tests.offices.certificates.world import CIVIL, World, ask, build, clerk

from loket.kit import clock
from loket.offices.certificates import actions
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import Request


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


def enter(client: Client, world: World, name: str, level: int = 500) -> None:
    residents.sign_in(client, world[name], level=level, name=name)


def press(client: Client, code: str, **told: str):
    told = {"key": str(uuid.uuid4()), "whose": "self", **told}
    return client.post(f"/certificates/{code}", told)


def test_a_stranger_signs_in_first(client: Client, world: World) -> None:
    answer = client.get("/certificates/NATION")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in?for=")


def test_a_code_by_text_message_is_not_sure_enough(client: Client, world: World) -> None:
    enter(client, world, "Nora", level=400)
    assert client.get("/certificates/NATION")["Location"].startswith("/sign-in?for=")
    assert press(client, "NATION")["Location"].startswith("/sign-in?for=")
    assert not Request.objects.exists()


def test_one_press_gives_the_document(client: Client, world: World) -> None:
    enter(client, world, "Nora")
    page = client.get("/certificates/NATION").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    answer = press(client, "NATION", key=key[1])
    shown = client.get(answer["Location"])
    assert "Je document is klaar" in shown.content.decode()
    pdf = client.get(f"{answer['Location']}/download")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert "no-store" in pdf["Cache-Control"]


def test_collecting_takes_as_sure_a_sign_in_as_asking(client: Client, world: World) -> None:
    asked = ask(world["Nora"])
    enter(client, world, "Nora", level=400)
    for path in ("", "/download"):
        answer = client.get(f"/me/certificates/{asked.id}{path}")
        assert answer["Location"].startswith("/sign-in?for=")


def test_the_file_name_tells_nothing_of_whom_it_is_about(client: Client, world: World) -> None:
    enter(client, world, "Nora")
    asked = ask(world["Nora"])
    named = client.get(f"/me/certificates/{asked.id}/download")["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="attest-\d{4}-\d\d-\d\d\.pdf"', named)


def test_what_the_city_sealed_carries_its_short_code(client: Client, world: World) -> None:
    asked = ask(world["Nora"], "WOONDUUR", now=clock.now())
    sealing.seal_everything()
    enter(client, world, "Nora")
    page = client.get(f"/me/certificates/{asked.id}").content.decode()
    found = Request.objects.get(pk=asked.id)
    assert found.state == "delivered"
    assert re.search(r'<p class="code[^"]*">[A-Z0-9-]{10,}</p>', page)


def test_an_ex_spouse_reads_one_neutral_sentence_and_a_day(client: Client, world: World) -> None:
    enter(client, world, "Tom")
    answer = press(
        client, "BIRTH_ACT", whose="other", name="Claes", first_name="Nora",
        born_on="1987-03-14", claim="", form="extract",
    )  # fmt: skip
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Een medewerker bekijkt je vraag. Je hebt antwoord ten laatste op" in page
    for never in ("recht", "bewijs", "echtgeno", "onderzoek"):
        assert never not in page.split("<main")[1].split("</main")[0]


def test_a_form_that_lacks_something_says_what_and_asks_no_register(
    client: Client, world: World
) -> None:
    enter(client, world, "Nora")
    answer = press(client, "RECORD", activity="")
    assert answer.status_code == 422
    assert "Waarvoor heb je het nodig" in answer.content.decode()
    assert not Request.objects.exists()


def test_a_copy_without_a_reason_comes_back_with_a_sentence(client: Client, world: World) -> None:
    enter(client, world, "Nora")
    answer = press(client, "BIRTH_ACT", form="copy")
    assert answer.status_code == 422
    assert "Meestal volstaat een uittreksel" in answer.content.decode()


def test_who_describes_somebody_else_says_that_it_is_not_for_oneself(
    client: Client, world: World
) -> None:
    enter(client, world, "Tom")
    answer = press(client, "BIRTH_ACT", born_on="1987-03-14", form="extract")
    assert answer.status_code == 422
    assert "Kies voor wie het is" in answer.content.decode()


def test_somebody_elses_request_is_not_there(client: Client, world: World) -> None:
    asked = ask(world["Nora"])
    enter(client, world, "Tom")
    for path in ("", "/download"):
        assert client.get(f"/me/certificates/{asked.id}{path}").status_code == 404
    assert client.post(f"/me/certificates/{asked.id}/withdraw").status_code == 404


def test_an_unknown_certificate_is_a_page_with_a_way_on(client: Client, world: World) -> None:
    enter(client, world, "Nora")
    assert client.get("/certificates/NO_SUCH").status_code == 404


def test_the_card_on_ones_own_page_shows_what_was_asked(client: Client, world: World) -> None:
    ask(world["Nora"])
    enter(client, world, "Nora")
    page = client.get("/me/").content.decode()
    assert "Attesten en akten" in page
    assert "klaar" in page


def test_what_others_were_given_about_one_stands_on_the_page(client: Client, world: World) -> None:
    ask(world["Nora"], words=Words(whose="child", born_on=date(2014, 5, 20)))
    enter(client, world, "Lou")
    page = client.get("/me/certificates/").content.decode()
    assert "als je ouder" in page


def test_a_request_is_taken_back_with_one_press(client: Client, world: World) -> None:
    asked = ask(world["Tom"], "BIRTH_ACT", words=Words(whose="spouse"), now=clock.now())
    enter(client, world, "Tom")
    client.post(f"/me/certificates/{asked.id}/withdraw")
    assert Request.objects.get(pk=asked.id).state == "withdrawn"


def test_an_address_is_left_and_shown_to_who_left_it(client: Client, world: World) -> None:
    asked = ask(world["Tom"], "BIRTH_ACT", words=Words(whose="spouse"), now=clock.now())
    enter(client, world, "Tom")
    path = f"/me/certificates/{asked.id}"
    assert "Verwittig me" in client.get(path).content.decode()
    assert client.post(f"{path}/email", {"email": "tom"}).status_code == 422
    client.post(f"{path}/email", {"email": "tom@voorbeeld.be"})
    assert "tom@voorbeeld.be" in client.get(path).content.decode()


def test_a_refusal_says_why_what_to_do_and_how_to_object(client: Client, world: World) -> None:
    asked = ask(world["Tom"], "BIRTH_ACT", words=Words(whose="spouse"))
    actor, now = clerk(team=CIVIL), clock.now()
    actions.take_over(request=asked.id, actor=actor, now=now)
    actions.refuse(
        request=asked.id, why="Je bent geen partner meer van deze persoon.",
        next_step="Vraag aan de persoon zelf om de akte te bezorgen.", actor=actor, now=now,
    )  # fmt: skip
    enter(client, world, "Tom")
    page = client.get(f"/me/certificates/{asked.id}").content.decode()
    assert "Je bent geen partner meer" in page
    assert "Vraag aan de persoon zelf" in page


def test_a_receipt_and_a_decision_are_fetched_from_the_own_page(
    client: Client, world: World
) -> None:
    asked = ask(world["Tom"], "BIRTH_ACT", words=Words(whose="spouse"), now=clock.now())
    actor = clerk(team=CIVIL)
    path = f"/me/certificates/{asked.id}"
    sealing.seal_everything()
    enter(client, world, "Tom")
    assert f"{path}/letter/receipt" in client.get(path).content.decode()
    assert client.get(f"{path}/letter/decision").status_code == 404
    actions.take_over(request=asked.id, actor=actor, now=clock.now())
    actions.refuse(
        request=asked.id, why="Je bent geen partner meer van deze persoon.",
        next_step="Vraag aan de persoon zelf om de akte te bezorgen.", actor=actor,
        now=clock.now(),
    )  # fmt: skip
    sealing.seal_everything()
    assert "De beslissing (pdf)" in client.get(path).content.decode()
    pdf = client.get(f"{path}/letter/decision")
    assert pdf["Content-Type"] == "application/pdf"
    assert re.fullmatch(
        r'attachment; filename="brief-\d{4}-\d\d-\d\d\.pdf"', pdf["Content-Disposition"]
    )
    enter(client, world, "Nora")
    assert client.get(f"{path}/letter/decision").status_code == 404


def test_an_act_that_is_put_over_is_told_to_who_it_is_about(client: Client, world: World) -> None:
    world.register.acts.clear()
    asked = ask(world["Nora"], "BIRTH_ACT", now=clock.now())
    actor = clerk(team=CIVIL)
    actions.take_over(request=asked.id, actor=actor, now=clock.now())
    actions.ask_migration(request=asked.id, place="Mechelen", actor=actor, now=clock.now())
    enter(client, world, "Nora")
    page = client.get(f"/me/certificates/{asked.id}").content.decode()
    assert "We vroegen Mechelen om ze over te zetten" in page


def test_who_works_with_minors_reads_that_the_police_look_first(
    client: Client, world: World
) -> None:
    asked = ask(world["Nora"], "RECORD", words=Words(activity="education"), now=clock.now())
    actor = clerk()
    actions.take_over(request=asked.id, actor=actor, now=clock.now())
    actions.ask_police(request=asked.id, actor=actor, now=clock.now())
    enter(client, world, "Nora")
    page = client.get(f"/me/certificates/{asked.id}").content.decode()
    assert "De lokale politie kijkt eerst na" in page


def test_a_parent_chooses_a_child_that_the_register_names_and_types_nothing(
    client: Client, world: World
) -> None:
    keep_authority()
    enter(client, world, "Nora")
    assert "Kies uit mijn kinderen" in client.get("/certificates/NATION").content.decode()
    page = client.get("/certificates/NATION?children=1").content.decode()
    child = f"child:{world['Lou']}"
    assert f'value="{child}"' in page
    told = {"key": str(uuid.uuid4()), "whose": child}
    answer = client.post("/certificates/NATION?children=1", told)
    assert answer.status_code == 302, answer.content.decode()
    made = Request.objects.get()
    assert (made.subject, made.capacity, made.state) == (world["Lou"], "parent", "delivered")


@pytest.mark.parametrize("query", ["", "?children=1"])
def test_nobody_chooses_a_child_of_somebody_else(client: Client, world: World, query: str) -> None:
    keep_authority()
    enter(client, world, "Ludo")
    told = {"key": str(uuid.uuid4()), "whose": f"child:{world['Lou']}"}
    assert client.post(f"/certificates/NATION{query}", told).status_code == 422
    assert not Request.objects.exists()


def test_who_has_no_child_in_the_register_describes_one_and_reads_that_it_proves_nothing(
    client: Client, world: World
) -> None:
    keep_authority()
    enter(client, world, "Ludo")
    page = client.get("/certificates/NATION?children=1").content.decode()
    assert "Dat bewijst niets" in page


def keep_authority() -> None:
    make.keep_purposes(
        make.purpose("parental-authority", relations=("parent",), fields=("first_names", "born_on"))
    )


def test_who_says_that_somebody_helps_reads_that_a_person_looks_and_that_it_is_written_down(
    client: Client, world: World
) -> None:
    enter(client, world, "Nora")
    assert (
        "Zit er iemand naast je die helpt?" in client.get("/certificates/NATION").content.decode()
    )
    answer = press(client, "NATION", helped_by="family")
    page = client.get(answer["Location"]).content.decode()
    assert "Iemand helpt je. Een medewerker kijkt mee." in page
    assert "Je zei dat iemand je hielp." in page
    assert "met iemand naast je die hielp" in client.get("/me/looked").content.decode()
    assert Request.objects.get().capacity == "helper"


def test_help_with_what_is_somebody_elses_is_refused_beside_the_form(
    client: Client, world: World
) -> None:
    enter(client, world, "Nora")
    answer = press(client, "NATION", helped_by="host", whose="child", born_on="2014-05-20")
    assert answer.status_code == 422
    assert "vraagt hier alleen iets over zichzelf" in answer.content.decode()
