"""The queue of a location, as anybody may know it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from loket.channels.api import shapes
from loket.channels.api.answering import answer, as_bytes
from loket.channels.api.speech import speaking
from loket.kit import clock
from loket.offices.queues import queries as queues

router = Router(tags=["locations"])


@router.get(
    "/locations/{code}/queue",
    response={200: shapes.QueueOut, 404: shapes.Problem},
    summary="How long it takes now",
)
def show_queue(request: HttpRequest, code: str) -> HttpResponse:
    """Who waits, and what somebody without an appointment should expect, with an interval."""
    now = clock.now()
    with speaking(request):
        found = queues.describe_queue(code, now)
        percent = queues.find_rules(timezone.localtime(now).date()).interval_percent
        return answer(as_bytes(as_answer(found, percent)))


def as_answer(found: queues.QueueNow, percent: int) -> dict[str, Any]:
    """The queue; `expected_wait` is null when no counter that can help is open."""
    wait = found.expected.wait
    return {
        "location": found.location,
        "at": timezone.localtime(found.at).isoformat(),
        "is_open": found.is_open,
        "gives_tickets": found.gives_tickets,
        "waiting": found.waiting,
        "at_counters": found.at_counters,
        "longest_minutes": found.longest_minutes,
        "expected_wait": wait
        and {
            "minutes": round(wait.middle),
            "low": int(wait.low),
            "high": -int(-wait.high // 1),
            "percent": percent,
        },
    }
