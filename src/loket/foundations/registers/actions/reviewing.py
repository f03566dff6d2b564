"""A resident contests a look-up; the data protection officer reviews and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction

from loket.domain.refusals import RuleBroken
from loket.domain.registers import complaints as rules
from loket.domain.registers.complaints import Move
from loket.domain.registers.seen import Occasion
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.foundations.registers import queries
from loket.foundations.registers.models import Complaint, LookUp, Review


def complain(*, look_up: UUID, resident: UUID, text: str, actor: str, now: datetime) -> UUID:
    """Contest a look-up that concerned this person, and the others that they read as one with it.

    The complaint is kept with the first of that occasion, which stays the first whatever follows:
    of two complaints about two look-ups of one occasion the database refuses the second.

    Raises ``look_up_unknown`` for one that did not concern them, and for whoever is not that
    person; ``already_contested``, and the reasons against the text.
    """
    occasion = (
        queries.occasion_of(look_up, resident) if people.is_oneself(actor, resident) else None
    )
    if occasion is None:
        raise RuleBroken("look_up_unknown")
    if reasons := rules.reasons_against_text(text):
        raise RuleBroken.because(reasons)
    with transaction.atomic():
        made = _contest(occasion, resident, " ".join(text.split()), now)
        journal.write(
            act="registers.complain",
            actor=actor,
            subject=f"look_up:{made.look_up_id}",
            at=now,
            after={
                "complaint": str(made.pk),
                "state": made.state,
                "look_ups": len(occasion.seen),
            },
        )
    return made.pk


def answer_complaint(
    *, complaint: UUID, move: Move, answer: str, actor: str, now: datetime
) -> None:
    """Take a complaint up, explain it, or call it an incident and say what follows.

    Raises ``not_allowed``, ``complaint_unknown``, ``complaint_cannot_move`` and the reasons against
    an answer that says too little.
    """
    people.check_right(actor=actor, act="registers.review", on=people.local_day(now))
    if move in rules.ANSWERING and (reasons := rules.reasons_against_text(answer)):
        raise RuleBroken.because(reasons)
    with transaction.atomic():
        record = Complaint.objects.select_for_update().filter(pk=complaint).first()
        if record is None:
            raise RuleBroken("complaint_unknown")
        before, after = record.state, rules.moved(record.state, move)  # type: ignore[arg-type]
        if after is None:
            raise RuleBroken("complaint_cannot_move")
        record.state = after
        if move in rules.ANSWERING:
            record.answer, record.answered_at = answer.strip(), now
        record.save(update_fields=["state", "answer", "answered_at"])
        journal.write(
            act="registers.answer_complaint",
            actor=actor,
            subject=f"look_up:{record.look_up_id}",
            at=now,
            before={"state": before},
            after={"state": after},
        )


def review(*, look_up: UUID, verdict: Literal["due", "not_due"], actor: str, now: datetime) -> None:
    """Say of a look-up whether it was due; nobody reviews their own.

    Raises ``not_allowed``, ``look_up_unknown`` and ``already_reviewed``.
    """
    people.check_right(actor=actor, act="registers.review", on=people.local_day(now))
    record = LookUp.objects.filter(pk=look_up).first()
    if record is None:
        raise RuleBroken("look_up_unknown")
    if record.actor == actor:
        raise RuleBroken("not_allowed", act="registers.review", location="")
    with transaction.atomic():
        _store_review(record, verdict, actor, now)
        journal.write(
            act="registers.review",
            actor=actor,
            subject=f"look_up:{look_up}",
            at=now,
            after={"verdict": verdict},
        )


def write_down_look(*, at_what: str, actor: str, now: datetime) -> None:
    """The officer's own look at the evidence, written down like any other.

    ``at_what`` is the kind of list, or the reference of one look-up. Raises ``not_allowed``.
    """
    people.check_right(actor=actor, act="registers.review", on=people.local_day(now))
    with transaction.atomic():
        journal.write(act="registers.look_at_evidence", actor=actor, subject=at_what, at=now)


def _contest(occasion: Occasion, resident: UUID, text: str, now: datetime) -> Complaint:
    """The constraint decides, so that of two at once one is refused and none crashes."""
    same = people.chain_of(resident)
    if Complaint.objects.filter(look_up__in=occasion.look_ups, resident__in=same).exists():
        raise RuleBroken("already_contested")
    try:
        with transaction.atomic():
            return Complaint.objects.create(
                look_up_id=occasion.first.look_up,
                resident=people.newest_of(resident),
                text=text,
                at=now,
            )
    except IntegrityError as refused:
        raise RuleBroken("already_contested") from refused


def _store_review(record: LookUp, verdict: str, actor: str, now: datetime) -> None:
    try:
        with transaction.atomic():
            Review.objects.create(look_up=record, verdict=verdict, actor=actor, at=now)
    except IntegrityError as refused:
        raise RuleBroken("already_reviewed") from refused
