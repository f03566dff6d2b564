"""How far a job is, what waits for the post: numbers and references, nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from loket.foundations.people import queries as people
from loket.offices.certificates.models import Batch, Job, Request
from loket.offices.certificates.queries.facts import local_day


@dataclass(frozen=True, slots=True)
class JobLine:
    """How far a job is."""

    id: UUID
    product: str
    made_at: datetime
    total: int
    #: Asked for; what was skipped among them.
    done: int
    skipped: int
    delivered: int
    is_finished: bool


@dataclass(frozen=True, slots=True)
class BatchLine:
    """What was, or is to be, posted in one go; each document by its request and product."""

    id: UUID
    made_at: datetime
    posted_at: datetime | None
    documents: tuple[tuple[UUID, str], ...]
    #: Of how many documents it is known where they go.
    addressed: int
    is_ready: bool
    #: The register gave no answer when it was asked last.
    is_away: bool
    #: Marks of requests that do not leave with it.
    left_out: tuple[str, ...]


def list_jobs(holder: UUID) -> list[JobLine]:
    """Jobs that this holder started, the latest first."""
    mine = Job.objects.filter(holder__in=people.chain_of(holder)).order_by("-made_at")
    return [_job(one) for one in mine]


def _job(job: Job) -> JobLine:
    return JobLine(
        id=job.pk,
        product=job.product,
        made_at=job.made_at,
        total=job.total,
        done=job.total - len(job.waiting),
        skipped=job.skipped,
        delivered=job.requests.filter(state="delivered").count(),
        is_finished=job.finished_at is not None,
    )


def list_mandated(holder: UUID, now: datetime) -> dict[str, list[UUID]]:
    """The mandates that this person holds today, by product."""
    found: dict[str, list[UUID]] = {}
    for mandate in people.list_mandates_held(holder, local_day(now)):
        for product in sorted(mandate.products):
            found.setdefault(product, []).append(mandate.id)
    return found


def count_to_post() -> int:
    """Documents that wait for a batch."""
    return Request.objects.to_post().count()


def list_batches(limit: int = 20) -> list[BatchLine]:
    """The batches, the latest first."""
    known = Count("requests", filter=Q(requests__address__isnull=False))
    return [
        BatchLine(
            one.pk,
            one.made_at,
            one.posted_at,
            tuple(one.requests.order_by("delivered_at", "pk").values_list("pk", "product")),
            one.addressed,
            one.try_at is None,
            one.tries > 0,
            tuple(one.left_out),
        )
        for one in Batch.objects.annotate(addressed=known).order_by("-made_at")[:limit]
    ]
