"""A receipt while one waits, a sealed decision when a clerk says no; neither tells a secret."""

import io
import json
import subprocess
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from tests.factories import documents as sealing
from tests.offices.certificates.world import NOW, World, ask, clerk

from loket.domain.refusals import RuleBroken
from loket.foundations.documents import queries as documents
from loket.foundations.documents.models import Document
from loket.foundations.journal import queries as journal
from loket.offices.certificates import actions, queries, tasks
from loket.offices.certificates.actions import Words, letters
from loket.offices.certificates.models import Request

CHILD = Words(whose="child", born_on=date(2014, 5, 20))
WHY = "Je bent geen ouder met gezag over dit kind."
NEXT = "Vraag de andere ouder om het attest voor je aan te vragen."


def words_on(pdf: bytes, folder: Path) -> str:
    """What a reader sees, on one line."""
    file = folder / "letter.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    return " ".join(said.stdout.split())


def letter(request: uuid.UUID, kind: queries.Letter, who: uuid.UUID) -> bytes:
    sealing.seal_everything()
    return actions.fetch_letter(request=request, letter=kind, actor=f"resident:{who}", now=NOW)


def refused(world: World, why: str = WHY) -> uuid.UUID:
    request, actor = ask(world["Tom"], words=CHILD).id, clerk()
    actions.take_over(request=request, actor=actor, now=NOW)
    actions.refuse(request=request, why=why, next_step=NEXT, actor=actor, now=NOW)
    return request


def test_a_request_that_a_register_keeps_waiting_has_a_sealed_receipt(
    world: World, failing: Callable[[str], None], tmp_path: Path
) -> None:
    failing("away")
    asked = ask(world["Nora"])
    assert asked.state == "accepted"
    said = words_on(letter(asked.id, "receipt", world["Nora"]), tmp_path)
    for one in ("Ontvangstbewijs", "23 november 2026", "3 december 2026", "register antwoordt nu"):
        assert one in said
    assert Request.objects.get(pk=asked.id).mark in said


def test_it_can_be_checked_by_its_code(world: World, failing: Callable[[str], None]) -> None:
    failing("away")
    found = Request.objects.get(pk=ask(world["Nora"]).id)
    sealing.seal_everything()
    line = documents.find(found.receipt) if found.receipt else None
    assert line
    told = documents.verify(line.code)
    assert (told.answer, told.title) == ("authentic", "Ontvangstbewijs")


def test_trying_again_writes_no_second_receipt(
    world: World, failing: Callable[[str], None]
) -> None:
    failing("away")
    asked = ask(world["Nora"])
    tasks.try_again(NOW + timedelta(minutes=5))
    assert Document.objects.filter(reference=f"receipt:{asked.id}").count() == 1
    failing("")
    tasks.try_again(NOW + timedelta(hours=2))
    assert Request.objects.get(pk=asked.id).state == "delivered"


def test_a_receipt_that_cannot_be_written_keeps_no_request_from_being_received(
    world: World, failing: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(letters.TEMPLATES, "receipt", "no-such")
    failing("away")
    asked = ask(world["Nora"])
    assert asked.state == "accepted"
    assert Request.objects.get(pk=asked.id).receipt is None
    failing("")
    tasks.try_again(NOW + timedelta(minutes=5))
    assert Request.objects.get(pk=asked.id).state == "delivered"


def test_what_is_granted_at_once_needs_no_receipt(world: World) -> None:
    assert Request.objects.get(pk=ask(world["Nora"]).id).receipt is None


def test_on_paper_too_nothing_tells_why_a_person_looks(world: World, tmp_path: Path) -> None:
    """The same sentence for a protected stop, another one, and nobody at all."""
    described = Words(whose="other", name="Claes", first_name="Nora", born_on=date(1987, 3, 14))
    nobody = Words(whose="other", name="Claes", first_name="Niemand", born_on=date(1987, 3, 14))
    world.change("Nora", under_investigation=True)
    told = []
    for words in (described, nobody):
        asked = ask(world["Tom"], "BIRTH_ACT", words=words)
        pdf = letter(asked.id, "receipt", world["Tom"])
        told.append(claims_in(pdf, but=Request.objects.get(pk=asked.id).mark))
        said = words_on(pdf, tmp_path)
        assert not [
            one for one in ("Claes", "Nora", "bewijst het recht", "onderzoek") if one in said
        ]
    assert told[0] == told[1]


def claims_in(pdf: bytes, *, but: str) -> str:
    """What the letter says, as its data tell it, without the mark that each request has."""
    with pikepdf.open(io.BytesIO(pdf)) as made:
        (attached,) = made.Root.AF
        about = json.loads(bytes(attached.EF.F.read_bytes()))["about"]
    assert about["identifier"] == but
    return json.dumps(about, sort_keys=True).replace(but, "")


def test_a_refusal_is_a_sealed_decision_that_says_why_what_next_and_how_to_object(
    world: World, tmp_path: Path
) -> None:
    said = words_on(letter(refused(world), "decision", world["Tom"]), tmp_path)
    for one in ("Tom Peeters", "We geven dit document niet", WHY, NEXT):
        assert one in said


def test_it_says_nothing_of_what_stopped_the_machine(world: World, tmp_path: Path) -> None:
    world.change("Lou", under_investigation=True)
    said = words_on(letter(refused(world), "decision", world["Tom"]), tmp_path)
    assert not [one for one in ("onderzoek", "right_not_proven", "Lou") if one in said]


def test_a_register_that_is_away_keeps_no_decision_back(
    world: World, tmp_path: Path, failing: Callable[[str], None]
) -> None:
    request, actor = ask(world["Tom"], words=CHILD).id, clerk()
    actions.take_over(request=request, actor=actor, now=NOW)
    failing("away")
    actions.refuse(request=request, why=WHY, next_step=NEXT, actor=actor, now=NOW)
    said = words_on(letter(request, "decision", world["Tom"]), tmp_path)
    assert WHY in said
    assert "Peeters" not in said


def test_signs_that_no_font_has_are_told_to_the_clerk_and_nothing_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken, match="words_not_printable"):
        refused(world, why="Je bent geen ouder met gezag \U0001f600 over dit kind.")
    assert Request.objects.get().state == "taken"
    assert not Document.objects.filter(reference__startswith="decision:").exists()


def test_markup_in_the_words_of_a_clerk_is_printed_and_not_obeyed(
    world: World, tmp_path: Path
) -> None:
    why = 'Kijk #read("/etc/passwd") en *dit* $x$ na.'
    said = words_on(letter(refused(world, why), "decision", world["Tom"]), tmp_path)
    assert '#read("/etc/passwd")' in said.replace("“", '"').replace("”", '"')


def test_a_letter_leaves_the_house_only_sealed(world: World) -> None:
    request = refused(world)
    me = f"resident:{world['Tom']}"
    assert queries.find_own(request, world["Tom"]).letters == ()
    with pytest.raises(RuleBroken, match="not_sealed_yet"):
        actions.fetch_letter(request=request, letter="decision", actor=me, now=NOW)
    sealing.seal_everything()
    assert queries.find_own(request, world["Tom"]).letters == ("receipt", "decision")


def test_a_stranger_and_another_team_do_not_get_a_letter(world: World) -> None:
    request = refused(world)
    sealing.seal_everything()
    for actor, code in (
        (f"resident:{world['Nora']}", "unknown_certificate_request"),
        (clerk("bo", team="civil-status"), "another_team_answers"),
    ):
        with pytest.raises(RuleBroken, match=code):
            actions.fetch_letter(request=request, letter="decision", actor=actor, now=NOW)


def test_each_time_a_letter_is_fetched_leaves_a_line(world: World) -> None:
    request = refused(world)
    letter(request, "decision", world["Tom"])
    assert journal.list_about(f"certificate:{request}")[0].act == "certificates.fetch_decision"


def test_the_database_gives_a_decision_to_a_refusal_only(world: World) -> None:
    found = Request.objects.get(pk=ask(world["Tom"], words=CHILD).id)
    with (
        pytest.raises(IntegrityError, match="only_a_refusal_carries_a_decision"),
        transaction.atomic(),
    ):
        Request.objects.filter(pk=found.pk).update(decision=uuid.uuid4())
