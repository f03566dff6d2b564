"""A request is stored by one statement and read by another, and is the same request."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from loket.foundations.journal.models import Line
from loket.offices.certificates.actions.storing import store_first, store_move
from loket.offices.certificates.models import Job, Move, Request
from loket.offices.certificates.queries.reading import FIELDS, read_request

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 11, 25, 10, 0, tzinfo=UTC)
ACTOR = "resident:0c1f1f4e-5d53-4f0e-9f43-2b6d5f0b6c11"


def line(act: str) -> dict[str, Any]:
    return {"act": act, "actor": ACTOR, "subject": "certificate:1", "at": NOW}


def request() -> Request:
    """One in which no field is what it would be by itself."""
    me = uuid.uuid4()
    job = Job.objects.create(
        product="WOON", holder=me, actor=ACTOR, made_at=NOW, waiting=["x"], total=1
    )
    return Request(
        id=uuid.uuid4(), key=uuid.uuid4(), product="WOON", revision="r1", rule_set="0123456789ab",
        subject=me, about=str(me), applicant=me, actor=ACTOR, capacity="mandate",
        mandate=uuid.uuid4(), channel="api", way="post", reach=[str(me)],
        asked_on=date(2021, 11, 25), made_at=NOW, answer_by=date(2021, 12, 5),
        state="refused", try_at=NOW, tries=3,
        words=b"\x00w", file=b"\xfff", file_hash=b"h", reasons=["a", {"b": 1}], four_eyes=True,
        clerk="employee:x", document=uuid.uuid4(), receipt=uuid.uuid4(), decision=uuid.uuid4(),
        decided_at=NOW, delivered_at=NOW, job=job,
    )  # fmt: skip


def facts(one: Request) -> dict[str, Any]:
    told = {name: getattr(one, field.attname) for name, field in FIELDS.items()}
    return {name: bytes(v) if isinstance(v, memoryview) else v for name, v in told.items()}


def test_what_is_stored_is_what_is_read_whichever_way() -> None:
    made = request()
    store_first(made, actor=ACTOR, at=NOW, line=line("certificates.ask"))
    read = read_request(made.pk, lock=True)
    assert read is not None
    assert facts(read) == facts(made) == facts(Request.objects.get(pk=made.pk))


def test_a_request_that_was_stored_can_be_changed_as_any_other() -> None:
    made = request()
    store_first(made, actor=ACTOR, at=NOW, line=line("certificates.ask"))
    made.reach = []
    made.save(update_fields=["reach"])
    assert Request.objects.get().reach == []


def test_a_move_changes_what_it_names_and_leaves_a_step_and_a_line() -> None:
    made = request()
    store_first(made, actor=ACTOR, at=NOW, line=line("certificates.ask"))
    made.tries, made.clerk = 0, "employee:y"
    how: dict[str, Any] = {"actor": ACTOR, "at": NOW, "line": line("certificates.put_back")}
    store_move(made, ["tries"], move="put_back", before="taken", **how)
    stored = Request.objects.get()
    assert (stored.tries, stored.clerk) == (0, "employee:x")
    steps = list(Move.objects.order_by("id").values_list("move", "from_state", "to_state"))
    assert steps == [("ask", "", "refused"), ("put_back", "taken", "refused")]
    acts = Line.objects.order_by("id").values_list("act", flat=True)
    assert list(acts) == ["certificates.ask", "certificates.put_back"]


def test_what_the_database_refuses_leaves_neither_step_nor_line() -> None:
    made = request()
    made.channel = "pigeon"
    with pytest.raises(IntegrityError), transaction.atomic():
        store_first(made, actor=ACTOR, at=NOW, line=line("certificates.ask"))
    assert (Request.objects.count(), Move.objects.count(), Line.objects.count()) == (0, 0, 0)


def test_nobody_is_read_where_nobody_is() -> None:
    assert read_request(uuid.uuid4()) is None
