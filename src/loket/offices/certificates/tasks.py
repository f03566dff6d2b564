"""What happens to requests by the clock; each safe to run twice."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from loket.offices.certificates.actions import decide, deliver, work_job
from loket.offices.certificates.models import Job, Request

ACTOR = "system:certificates"
MOST = 100
#: What a decision rests on is kept so long after delivery, then only its hash.
FILE_KEPT = timedelta(days=30)
#: A request that nobody may still argue about loses the applicant's words.
WORDS_KEPT = timedelta(days=90)


def try_again(now: datetime) -> int:
    """Decide what waited for a register, deliver what waited for a document; says how many."""
    due = Request.objects.filter(state__in=["accepted", "granted"], try_at__lte=now)
    rows = list(due.order_by("try_at").values_list("pk", "state")[:MOST])
    for request, state in rows:
        act = decide if state == "accepted" else deliver
        act(request=request, actor=ACTOR, now=now)
    return len(rows)


def work_jobs(now: datetime) -> int:
    """A batch of every job that is not finished; says how many requests were looked at."""
    jobs = Job.objects.filter(finished_at=None).order_by("made_at").values_list("pk", flat=True)
    return sum(work_job(job=job, now=now) for job in jobs)


def forget(now: datetime) -> int:
    """Forget facts and words whose time is over; a hash proves later what they were."""
    ended = Request.objects.exclude(file=None).filter(
        state__in=["delivered", "refused", "withdrawn", "revoked"],
    )
    gone = 0
    for request in ended.filter(made_at__lt=now - FILE_KEPT)[:MOST]:
        last = request.delivered_at or request.decided_at or request.made_at
        if last < now - FILE_KEPT and request.file is not None:
            request.file_hash = hashlib.sha256(bytes(request.file)).digest()
            request.file = None
            request.save(update_fields=["file", "file_hash"])
            gone += 1
    old = Request.objects.exclude(words=None).filter(made_at__lt=now - WORDS_KEPT)
    return gone + old.exclude(state__in=["accepted", "with_clerk", "taken", "proposed"]).update(
        words=None
    )
