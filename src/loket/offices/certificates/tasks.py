"""What happens to requests by the clock; each safe to run twice."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import BinaryField, Exists, F, Func, OuterRef
from django.db.models.functions import Coalesce

from loket.domain.certificates.life import OPEN
from loket.domain.certificates.terms import last_day_to_object
from loket.offices.certificates.actions import (
    decide,
    deliver,
    forget_askings,
    look_for_act,
    prepare_batch,
    put_off,
    raise_late,
    work_job,
)
from loket.offices.certificates.models import Batch, FollowUp, Job, Request
from loket.offices.certificates.queries.facts import find_terms, local_day

log = logging.getLogger(__name__)

ACTOR = "system:certificates"
MOST = 100
ENDED = ("delivered", "refused", "withdrawn", "revoked")
#: What is tried again in each state: a decision, a document, an act that is being put over.
ACTS: Final = {"accepted": decide, "granted": deliver, "migrating": look_for_act}
#: A request that nobody may still argue about loses the applicant's words.
WORDS_KEPT = timedelta(days=90)
ASKINGS_KEPT = timedelta(days=1)


def try_again(now: datetime) -> int:
    """Decide and deliver what waited for a register, a document or an act; says how many.

    One that fails by a mistake of ours keeps nobody else waiting.
    """
    due = Request.objects.filter(state__in=list(ACTS), try_at__lte=now)
    rows = list(due.order_by("try_at").values_list("pk", "state")[:MOST])
    for request, state in rows:
        try:
            ACTS[state](request=request, actor=ACTOR, now=now)
        except Exception:
            log.exception("the certificate request %s stays %s", request, state)
            put_off(request=request, now=now)
    return len(rows)


def raise_what_is_late(now: datetime) -> int:
    """Put what is late before a lead; says how many that was new of.

    One that fails by a mistake of ours keeps no other silent.
    """
    day = local_day(now)
    late = Request.objects.for_clerks().filter(answer_by__lt=day).order_by("answer_by", "pk")
    heard = FollowUp.objects.filter(request=OuterRef("pk"), answer_by=OuterRef("answer_by"), step=2)
    return sum(_raise(one, now) for one in late.exclude(Exists(heard)).values_list("pk", flat=True))


def _raise(request: UUID, now: datetime) -> bool:
    try:
        return raise_late(request=request, actor=ACTOR, now=now)
    except Exception:
        log.exception("that the certificate request %s is late was said to nobody", request)
        return False


def work_jobs(now: datetime) -> int:
    """A batch of every job that is not finished; says how many requests were looked at.

    One job that fails by a mistake of ours keeps no other waiting.
    """
    jobs = Job.objects.filter(finished_at=None).order_by("made_at").values_list("pk", flat=True)
    return sum(_work(job, now) for job in list(jobs))


def _work(job: UUID, now: datetime) -> int:
    try:
        return work_job(job=job, now=now)
    except Exception:
        log.exception("the job %s waits", job)
        return 0


def prepare_batches(now: datetime) -> int:
    """Ask the next addresses of every batch that lacks some; says how many.

    One batch that fails by a mistake of ours keeps no other waiting.
    """
    due = Batch.objects.filter(posted_at=None, try_at__lte=now).order_by("made_at")
    return sum(_prepare(batch, now) for batch in list(due.values_list("pk", flat=True)))


def _prepare(batch: UUID, now: datetime) -> int:
    try:
        return prepare_batch(batch=batch, actor=ACTOR, now=now)
    except Exception:
        log.exception("the batch %s waits for addresses", batch)
        return 0


def forget(now: datetime) -> int:
    """Forget facts and words whose time is over; a hash proves later what they were.

    What a decision rests on is kept for ``FACTS_KEPT_DAYS`` after its end, then only its hash; of a
    refusal at least as long as one may object to it, and the applicant's words with it.
    """
    forget_askings(before=now - ASKINGS_KEPT)
    last = Coalesce("delivered_at", "decided_at", "made_at")
    ended = Request.objects.exclude(file=None).filter(state__in=ENDED).alias(last=last)
    contested = _open_to_objection(local_day(now))
    over = ended.exclude(pk__in=contested)
    gone = over.filter(last__lt=now - timedelta(days=settings.FACTS_KEPT_DAYS)).update(
        file_hash=Func(F("file"), function="sha256", output_field=BinaryField()), file=None
    )
    old = Request.objects.exclude(words=None).filter(made_at__lt=now - WORDS_KEPT)
    answered = old.exclude(state__in=OPEN - {"granted"}).exclude(pk__in=contested)
    return gone + answered.update(words=None)


def _open_to_objection(day: date) -> list[UUID]:
    """Refusals of which something is kept, and to which one may still object on this day."""
    kept = Request.objects.filter(state="refused").exclude(file=None, words=None)
    return [
        request
        for request, decided_at in kept.values_list("pk", "decided_at")
        if decided_at and day <= _last_day(local_day(decided_at))
    ]


def _last_day(refused_on: date) -> date:
    return last_day_to_object(refused_on, find_terms(refused_on))
