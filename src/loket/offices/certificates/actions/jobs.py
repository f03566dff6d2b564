"""Many certificates at once, each under a mandate that its subject granted signed in.

Nothing is decided for many: every mandate is a request of its own, decided by the same rules,
checked again when its document is made, and read by its subject. There is no combined list.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from loket.domain.certificates.rights import MANDATED
from loket.domain.people.standing import MandateFacts, Standing
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.offices.certificates.actions.asking import ask
from loket.offices.certificates.models import Job
from loket.offices.certificates.queries.facts import local_day
from loket.offices.certificates.queries.files import Words
from loket.offices.certificates.queries.products import the_certificate

#: So many in one go; a worker that falls repeats at most these, and gets the same requests.
BATCH: Final = 50
MOST: Final = 20_000


def start_job(
    *, product: str, mandates: Sequence[UUID], holder: UUID, actor: str, now: datetime
) -> UUID:
    """Ask for everybody who gave one of these mandates; the clock does the rest.

    Only the holder starts it. Raises ``not_allowed``, ``not_by_mandate`` and ``nobody_asked``.
    """
    if not people.is_oneself(actor, holder):
        raise RuleBroken("not_allowed")
    if the_certificate(product, local_day(now)).rules not in MANDATED:
        raise RuleBroken("not_by_mandate")
    waiting = [str(one) for one in dict.fromkeys(mandates)]
    if not 0 < len(waiting) <= MOST:
        raise RuleBroken("nobody_asked", most=MOST)
    with transaction.atomic():
        made = Job.objects.create(
            product=product, holder=people.newest_of(holder), actor=actor, made_at=now,
            waiting=waiting, total=len(waiting),
        )  # fmt: skip
        journal.write(
            act="certificates.start_job", actor=actor, subject=f"job:{made.pk}", at=now,
            after={"product": product, "total": made.total},
        )  # fmt: skip
    return made.pk


def work_job(*, job: UUID, now: datetime, limit: int = BATCH) -> int:
    """Ask for the next of a job; says how many were done. Safe to repeat, and to run twice at once.

    The key of each request follows from job and mandate, so that a second try finds the first's.
    """
    found = Job.objects.get(pk=job)
    turn = [UUID(one) for one in found.waiting[:limit]]
    skipped = sum(not _ask(found, mandate, now) for mandate in turn)
    return _cut_off(job, turn, skipped, now)


def _ask(job: Job, mandate: UUID, now: datetime) -> bool:
    """False where the mandate carries nothing any more; the holder learns no reason."""
    given = people.find_mandate(mandate)
    if given is None or not _holds(given, job, now):
        return False
    ask(
        product=job.product,
        standing=Standing(given.grantor, job.holder, job.actor, "mandate", mandate),
        words=Words(),
        channel="mandated",
        key=uuid5(job.pk, str(mandate)),
        now=now,
        job=job,
    )
    return True


def _holds(mandate: MandateFacts, job: Job, now: datetime) -> bool:
    day = local_day(now)
    return (
        mandate.withdrawn_at is None
        and mandate.valid_from <= day < mandate.valid_to
        and job.product in mandate.products
        and mandate.holder in people.chain_of(job.holder)
    )


def _cut_off(job: UUID, turn: list[UUID], skipped: int, now: datetime) -> int:
    """What is done leaves the list; what another worker cut off meanwhile is not counted twice."""
    done = {str(one) for one in turn}
    with transaction.atomic():
        found = Job.objects.select_for_update().get(pk=job)
        left = [one for one in found.waiting if one not in done]
        cut = len(found.waiting) - len(left)
        if cut:
            found.skipped += skipped
        found.waiting = left
        if not left and found.finished_at is None:
            found.finished_at = now
        found.save(update_fields=["waiting", "skipped", "finished_at"])
    return cut
