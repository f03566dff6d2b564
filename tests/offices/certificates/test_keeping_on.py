"""What the clock does for all goes on, whatever one request or one job is made of."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from tests.offices.certificates.test_jobs import give, start
from tests.offices.certificates.world import NOW, World, ask, clerk

from loket.foundations.documents.models import Document
from loket.foundations.registers.models import Purpose
from loket.offices.certificates import actions, tasks
from loket.offices.certificates.actions import Words, deciding
from loket.offices.certificates.models import Job, Request, Terms

LATER = NOW + timedelta(minutes=5)
DAYS = timedelta(days=1)
CHILD = date(2014, 5, 20)


def accepted(world: World, name: str, product: str = "NATION") -> Request:
    """A request as the house left it when it fell, before the registers were asked."""
    asked = ask(world[name], product)
    Request.objects.filter(pk=asked.id).update(
        state="accepted", document=None, delivered_at=None, decided_at=None, try_at=NOW
    )
    Document.objects.filter(reference=f"certificate:{asked.id}").update(reference=uuid.uuid4())
    return Request.objects.get(pk=asked.id)


@pytest.fixture
def _forgotten_references(db: None) -> None:
    """A document is never edited, but by a test that undoes what a fall would have prevented."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE documents_document DISABLE TRIGGER a_document_is_never_edited")


@pytest.mark.usefixtures("_forgotten_references")
def test_a_request_that_fails_by_our_mistake_keeps_nobody_else_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = accepted(world, "Nora"), accepted(world, "Tom")
    Request.objects.filter(pk=second.pk).update(try_at=NOW + timedelta(seconds=1))
    # The words of the first can no longer be read: as if somebody had taken its key away.
    Request.objects.filter(pk=first.pk).update(words=b"\0" * 40)
    tasks.try_again(LATER)
    first.refresh_from_db()
    second.refresh_from_db()
    assert second.state == "delivered"
    assert first.state == "accepted"
    assert first.try_at is not None
    assert first.try_at > LATER


@pytest.mark.usefixtures("_forgotten_references")
def test_a_purpose_that_is_no_longer_in_force_hands_the_request_to_a_person(world: World) -> None:
    request = accepted(world, "Nora")
    Purpose.objects.all().delete()
    tasks.try_again(LATER)
    request.refresh_from_db()
    assert request.state == "with_clerk"
    assert request.reasons == []


def test_who_asks_under_a_purpose_that_is_not_there_reads_no_word_of_it(world: World) -> None:
    Purpose.objects.all().delete()
    asked = ask(world["Nora"])
    assert (asked.state, asked.reasons) == ("with_clerk", ())


def test_a_job_that_nobody_can_read_keeps_no_other_job_waiting(world: World) -> None:
    broken = start(world, give(world, "Nora"))
    other = start(world, give(world, "Tom"))
    Job.objects.filter(pk=broken).update(waiting=["no mandate"])
    tasks.work_jobs(NOW)
    assert Job.objects.get(pk=other).finished_at is not None
    assert Job.objects.get(pk=broken).finished_at is None


def test_putting_off_changes_nothing_of_what_is_done(world: World) -> None:
    asked = ask(world["Nora"])
    actions.put_off(request=asked.id, now=LATER)
    assert Request.objects.get(pk=asked.id).try_at is None


def test_however_much_was_delivered_one_night_forgets_all_whose_time_is_over(world: World) -> None:
    asked = ask(world["Nora"])
    found = Request.objects.get(pk=asked.id)
    assert found.file
    kept = hashlib.sha256(bytes(found.file)).digest()
    for number in range(tasks.MOST + 5):
        found.pk, found.key = uuid.UUID(int=number + 1), uuid.UUID(int=number + 1)
        found.document = uuid.UUID(int=number + 1)
        found.save(force_insert=True)
    tasks.forget(NOW + 31 * DAYS)
    assert not Request.objects.exclude(file=None).exists()
    assert {bytes(one.file_hash) for one in Request.objects.all()} == {kept}


def test_old_questions_that_were_answered_late_do_not_keep_others_from_being_forgotten(
    world: World,
) -> None:
    asked = ask(world["Nora"])
    found = Request.objects.get(pk=asked.id)
    for number in range(tasks.MOST + 5):
        found.pk, found.key = uuid.UUID(int=number + 1), uuid.UUID(int=number + 1)
        found.document, found.delivered_at = uuid.UUID(int=number + 1), NOW + 20 * DAYS
        found.save(force_insert=True)
    tasks.forget(NOW + 31 * DAYS)
    assert Request.objects.get(pk=asked.id).file is None
    assert Request.objects.exclude(file=None).count() == tasks.MOST + 5


@pytest.mark.parametrize(("days", "kept"), [(4, True), (6, False)])
def test_the_city_says_how_long_facts_are_kept(
    world: World, settings: Any, days: int, kept: bool
) -> None:
    settings.FACTS_KEPT_DAYS = 5
    asked = ask(world["Nora"])
    tasks.forget(NOW + days * DAYS)
    assert (Request.objects.get(pk=asked.id).file is not None) is kept


def refused(world: World) -> Request:
    asked, actor = ask(world["Tom"], words=Words(whose="child", born_on=CHILD)).id, clerk()
    actions.take_over(request=asked, actor=actor, now=NOW)
    said = {"why": "Je bent geen partner van deze persoon.", "next_step": "Vraag het hem zelf."}
    actions.refuse(request=asked, **said, actor=actor, now=NOW)
    return Request.objects.get(pk=asked)


def objection(days: int) -> None:
    since = date(2020, 1, 1)
    told = {"valid_from": str(since), "source": "regulation", "objection_days": days}
    Terms.objects.create(valid_from=since, definition=told)


@pytest.mark.parametrize(
    ("term", "after", "kept"),
    [
        (120, 119, True), (120, 120, True), (120, 121, False),
        (30, 30, True), (30, 31, False), (5, 29, True), (5, 31, False),
    ],
)  # fmt: skip
def test_what_a_refusal_rests_on_is_there_as_long_as_one_may_object(
    world: World, term: int, after: int, kept: bool
) -> None:
    objection(term)
    request = refused(world)
    tasks.forget(NOW + after * DAYS + timedelta(minutes=1))
    request.refresh_from_db()
    assert (request.file is not None) is kept
    assert (request.file_hash is None) is kept


def test_the_words_of_who_was_refused_are_kept_for_the_objection_and_no_others(
    world: World,
) -> None:
    objection(200)
    request, other = refused(world), ask(world["Nora"]).id
    tasks.forget(NOW + 150 * DAYS)
    assert Request.objects.get(pk=request.pk).words is not None
    assert Request.objects.get(pk=other).words is None
    tasks.forget(NOW + 201 * DAYS)
    assert Request.objects.get(pk=request.pk).words is None


def test_the_term_is_that_of_the_day_of_the_refusal(world: World) -> None:
    objection(120)
    request = refused(world)
    later = {"valid_from": "2026-12-01", "source": "regulation", "objection_days": 1}
    Terms.objects.create(valid_from=date(2026, 12, 1), definition=later)
    tasks.forget(NOW + 119 * DAYS)
    request.refresh_from_db()
    assert request.file is not None


def test_each_pause_is_longer_than_the_last_and_none_than_an_hour() -> None:
    pauses = [deciding.pause(tries) for tries in range(40)]
    assert pauses == sorted(pauses)
    assert max(pauses) == deciding.LONGEST_PAUSE
