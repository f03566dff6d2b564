"""Certificates at the desk: the list, the case, and what stays unsaid."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.channels.desk.helpers import employee, signed_in
from tests.factories import documents as sealing
from tests.factories import registers as make
from tests.offices.certificates.world import World, ask, build

from loket.channels.desk import rule_words
from loket.domain.certificates import criminal
from loket.domain.people.may import Role
from loket.domain.people.standing import of_oneself
from loket.domain.registers.seen import READING
from loket.foundations.registers.models import LookUp
from loket.foundations.registers.queries import list_look_ups_of
from loket.kit import clock
from loket.offices.certificates import actions, tasks
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import Batch, Request

CHILD = Words(whose="child", born_on=date(2014, 5, 20))


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


@pytest.fixture
def desk(world: World) -> Client:
    """The browser of somebody who decides for every team."""
    return signed_in(employee(Role.EXPERT, "hall"))


def stopped(world: World) -> uuid.UUID:
    return ask(world["Tom"], words=CHILD, now=clock.now()).id


def press(desk: Client, request: uuid.UUID, act: str, **told: object) -> str:
    answer = desk.post(f"/desk/certificates/{request}/{act}", told, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_what_waits_and_names_nobody(desk: Client, world: World) -> None:
    stopped(world)
    page = desk.get("/desk/certificates").content.decode()
    assert "1 aanvraag wacht op een mens" in page
    assert "Peeters" not in page


def test_a_case_shows_each_rule_with_its_source_and_what_may_not_be_told(
    desk: Client, world: World
) -> None:
    world.change("Lou", under_investigation=True)
    page = desk.get(f"/desk/certificates/{stopped(world)}").content.decode()
    assert "Het adres wordt onderzocht" in page
    assert "beschermd: zeg dit niet aan de aanvrager" in page
    assert "koninklijk besluit van 16 juli 1992" in page
    assert "15.08.1992" in page


def readings() -> list[uuid.UUID | None]:
    return [one.about for one in LookUp.objects.filter(inquiry=READING).order_by("number")]


def test_subject_and_applicant_find_that_somebody_opened_the_case_once_a_visit(
    desk: Client, world: World
) -> None:
    request = stopped(world)
    assert readings() == []
    for _visit in range(2):
        desk.get(f"/desk/certificates/{request}")
    assert sorted(readings()) == sorted({world["Tom"], world["Lou"]})
    seen = list_look_ups_of(
        world["Lou"], since=clock.now() - timedelta(hours=1), before=clock.now()
    )
    assert (seen[0].is_reading, seen[0].asked_by) == (True, "team")


def test_a_case_whose_facts_were_forgotten_leaves_no_line_when_it_is_opened(
    desk: Client, world: World
) -> None:
    request = stopped(world)
    Request.objects.filter(pk=request).update(file=None)
    assert desk.get(f"/desk/certificates/{request}").status_code == 200
    assert readings() == []


def test_another_team_that_is_refused_reads_nothing_and_leaves_no_line(world: World) -> None:
    who = employee(Role.CLERK, "hall")
    who.assignments.update(team="mobility")
    assert signed_in(who).get(f"/desk/certificates/{stopped(world)}").status_code == 403
    assert readings() == []


def test_who_the_people_are_is_shown_only_when_asked(desk: Client, world: World) -> None:
    request = stopped(world)
    assert "Tom Peeters" not in desk.get(f"/desk/certificates/{request}").content.decode()
    answer = desk.post(f"/desk/certificates/{request}/who", {"look": "1"})
    page = answer.content.decode()
    assert "Tom Peeters, 2.09.1985" in page
    assert "Lou Peeters" in page


def test_a_case_is_taken_over_granted_and_printed(desk: Client, world: World) -> None:
    request = stopped(world)
    assert "Beslis" in press(desk, request, "take_over")
    assert "afgeleverd" in press(desk, request, "grant", note="vonnis gezien")
    pdf = desk.get(f"/desk/certificates/{request}/print")
    assert pdf["Content-Type"] == "application/pdf"
    assert "Peeters" not in pdf["Content-Disposition"]


def test_a_refusal_that_says_too_little_is_said_on_the_page(desk: Client, world: World) -> None:
    request = stopped(world)
    press(desk, request, "take_over")
    page = press(desk, request, "refuse", why="nee", next_step="")
    assert "Schrijf waarom het niet kan" in page
    assert Request.objects.get(pk=request).state == "taken"


def test_what_another_authority_made_is_added_as_a_file(desk: Client, world: World) -> None:
    words = Words(activity="general")
    request = ask(world["Nora"], "RECORD", words=words, now=clock.now()).id
    press(desk, request, "take_over")
    assert "Voeg het document toe" in press(desk, request, "grant")
    big = SimpleUploadedFile("x.pdf", b"%PDF" + b" " * 5_000_001)
    assert "te groot" in press(desk, request, "grant", file=big)
    file = SimpleUploadedFile("x.pdf", b"%PDF-1.7 blanco")
    assert "afgeleverd" in press(desk, request, "grant", file=file)


def test_a_case_that_is_not_there_and_an_act_that_is_not_one_are_404(
    desk: Client, world: World
) -> None:
    assert desk.get(f"/desk/certificates/{uuid.uuid4()}").status_code == 404
    assert desk.post(f"/desk/certificates/{stopped(world)}/burn").status_code == 404


def test_another_team_reads_only_that_it_is_not_theirs(world: World) -> None:
    who = employee(Role.CLERK, "hall")
    who.assignments.update(team="mobility")
    answer = signed_in(who).get(f"/desk/certificates/{stopped(world)}")
    assert answer.status_code == 403
    assert "voor een ander team" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.PLANNER, Role.MANAGER, Role.ADMINISTRATOR])
def test_other_roles_do_not_enter(world: World, role: Role) -> None:
    browser = signed_in(employee(role, "hall"))
    assert browser.get("/desk/certificates").status_code == 403
    assert browser.get("/desk/certificates/post").status_code == 403


def test_paper_is_put_in_a_batch_and_noted_as_gone(desk: Client, world: World) -> None:
    actions.ask(
        product="NATION", standing=of_oneself(world["Nora"]), words=Words(), channel="portal",
        key=uuid.uuid4(), now=clock.now(), way="post",
    )  # fmt: skip
    assert "1 document wacht op de post" in desk.get("/desk/certificates/post").content.decode()
    page = desk.post("/desk/certificates/post/batch", follow=True).content.decode()
    assert "0 van 1 adressen opgezocht" in page
    assert "Druk alles af, met adresbladen" not in page
    tasks.prepare_batches(clock.now())
    page = desk.get("/desk/certificates/post").content.decode()
    assert "Druk alles af, met adresbladen" in page
    assert "Peeters" not in page
    batch = Batch.objects.get()
    desk.post(f"/desk/certificates/post/{batch.pk}")
    batch.refresh_from_db()
    assert batch.posted_at


def test_an_act_on_paper_is_asked_of_its_municipality(desk: Client, world: World) -> None:
    world.register.acts.clear()
    request = ask(world["Nora"], "BIRTH_ACT", now=clock.now()).id
    assert "Welke gemeente?" in press(desk, request, "take_over")
    assert "Schrijf de naam van de gemeente" in press(desk, request, "ask_migration", place="")
    page = press(desk, request, "ask_migration", place="Mechelen")
    assert "We vroegen Mechelen om de akte over te zetten" in page
    assert "wacht op een gemeente" in desk.get("/desk/certificates").content.decode()
    assert "wacht op een gemeente" in press(desk, request, "migrated")
    world.file("Nora")
    assert "afgeleverd" in press(desk, request, "migrated")


def test_the_police_are_asked_before_an_extract_for_work_with_minors(
    desk: Client, world: World
) -> None:
    words = Words(activity="education")
    request = ask(world["Nora"], "RECORD", words=words, now=clock.now()).id
    page = press(desk, request, "take_over")
    assert "lokale politie kijkt eerst na" in page
    assert "onderwijs (model 596.2)" in page
    file = SimpleUploadedFile("x.pdf", b"%PDF-1.7 blanco")
    assert "Vraag eerst de lokale politie" in press(desk, request, "grant", file=file)
    assert "Wacht op de politie" in press(desk, request, "ask_police")
    assert "Kies wat de politie zei" in press(desk, request, "police_answered", police="x")
    page = press(desk, request, "police_answered", police="ban_noted")
    assert "een verbod, dat op het uittreksel moet staan" in page
    file = SimpleUploadedFile("x.pdf", b"%PDF-1.7 verbod")
    assert "afgeleverd" in press(desk, request, "grant", file=file)


def test_a_decision_is_printed_for_who_wants_it_on_paper(desk: Client, world: World) -> None:
    request = stopped(world)
    press(desk, request, "take_over")
    press(
        desk,
        request,
        "refuse",
        why="Je bent geen ouder met gezag.",
        next_step="Vraag het aan wie gezag heeft.",
    )
    sealing.seal_everything()
    assert f"/desk/certificates/{request}/letter/decision" in case_of(desk, request)
    pdf = desk.get(f"/desk/certificates/{request}/letter/decision")
    assert pdf["Content-Type"] == "application/pdf"
    assert desk.get(f"/desk/certificates/{request}/letter/secret").status_code == 404


def case_of(desk: Client, request: uuid.UUID) -> str:
    return desk.get(f"/desk/certificates/{request}").content.decode()


def test_a_batch_is_printed_as_one_file_until_it_has_left(desk: Client, world: World) -> None:
    made = actions.ask(
        product="NATION", standing=of_oneself(world["Nora"]), words=Words(), channel="portal",
        key=uuid.uuid4(), now=clock.now(), way="post",
    )  # fmt: skip
    assert made.state == "delivered"
    desk.post("/desk/certificates/post/batch")
    batch = Batch.objects.get()
    early = desk.post(f"/desk/certificates/post/{batch.pk}/print", follow=True)
    assert "We zoeken de adressen van deze stapel nog op" in early.content.decode()
    tasks.prepare_batches(clock.now())
    pdf = desk.post(f"/desk/certificates/post/{batch.pk}/print")
    assert pdf["Content-Type"] == "application/pdf"
    assert "Nora" not in pdf["Content-Disposition"]
    desk.post(f"/desk/certificates/post/{batch.pk}")
    again = desk.post(f"/desk/certificates/post/{batch.pk}/print", follow=True)
    assert "Deze stapel is al gepost" in again.content.decode()


def test_an_administrator_sees_every_model_with_an_example(world: World) -> None:
    admin = signed_in(employee(Role.ADMINISTRATOR, "hall"))
    page = admin.get("/desk/papers").content.decode()
    assert "Attest van woonduur" in page
    assert "een brief bij een aanvraag" in page
    pdf = admin.get("/desk/papers/attest-woonduur.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert admin.get("/desk/papers/no-such.pdf").status_code == 404


def test_models_are_no_business_of_a_clerk(world: World) -> None:
    clerk = signed_in(employee(Role.CLERK, "hall"))
    assert clerk.get("/desk/papers").status_code == 403
    assert clerk.get("/desk/papers/beslissing.pdf").status_code == 403


def test_the_figures_say_how_long_from_request_to_document(world: World) -> None:
    for _ in range(5):
        ask(world["Nora"], now=clock.now())
    manager = signed_in(employee(Role.MANAGER, "hall"))
    page = manager.get("/desk/figures").content.decode()
    assert "Vanzelf afgeleverd" in page
    assert "Van 5: de helft hoogstens een minuut" in page


def test_every_activity_has_words_that_name_its_model() -> None:
    said = {code: str(words) for code, words in rule_words.ACTIVITIES.items()}
    assert set(said) == {one.code for one in criminal.ACTIVITIES}
    assert [
        one.code for one in criminal.ACTIVITIES if f"model {one.model}" not in said[one.code]
    ] == []
