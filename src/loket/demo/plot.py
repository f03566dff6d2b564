"""What makes the demo worth a look: a long wait, a full place, a closure, hope for sooner."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from loket.demo.models import Guest
from loket.domain.places.wallclock import instant, local_day
from loket.foundations.places import queries as places
from loket.offices.appointments import actions as appointments
from loket.offices.appointments import queries as appointment_queries
from loket.offices.evaluation import queries as evaluation

ACTOR = "system:demo"
CLOSED_IN_DAYS = 9
#: How many people hope for an earlier moment at the place that is nearly full.
HOPING = 6
REASON = {
    "nl": "Opleiding van de medewerkers (voorbeeld in de demo)",
    "en": "Training of the staff (an example in the demo)",
    "fr": "Formation du personnel (exemple de la démo)",
    "de": "Schulung des Personals (Beispiel der Demo)",
}


def busy_and_nearly_full() -> tuple[str, str]:
    """Two locations: of the trial, else none."""
    for trial in evaluation.list_trials():
        known = [sample.location for sample in trial.samples]
        return known[0], known[1] if len(known) > 1 else ""
    return "", ""


def announce_closure(now: datetime) -> None:
    """An afternoon at a location that is neither the first nor one of the trial."""
    zone = places.find_zone()
    earliest = local_day(now, zone) + timedelta(days=CLOSED_IN_DAYS)
    chosen = busy_and_nearly_full()
    for site in places.list_locations(earliest)[1:]:
        day = _open_afternoon(site.code, earliest)
        if site.code not in chosen and day is not None:
            appointments.close(
                location=site.code,
                starts_at=instant(day, 14 * 60, zone),
                ends_at=instant(day, 18 * 60, zone),
                reason=REASON, now=now, actor=ACTOR,
            )  # fmt: skip
            return


def _open_afternoon(location: str, since: date) -> date | None:
    for hours in places.hours_of(location, since, since + timedelta(days=6)):
        if any(one.opens < 15 * 60 < one.closes for one in hours.counters):
            return hours.day
    return None


def hope_for_earlier(now: datetime) -> None:
    """Some guests of the nearly full place would rather come sooner."""
    _, nearly_full = busy_and_nearly_full()
    first = local_day(now, places.find_zone()) + timedelta(days=8)
    guests = Guest.objects.filter(location=nearly_full, day__gte=first).order_by("day")
    days = sorted(set(guests.values_list("day", flat=True)))
    known = set(guests.values_list("appointment", flat=True))
    lines = [
        line
        for day in days
        for line in appointment_queries.list_day(nearly_full, day)
        if line.id in known and line.state == "booked"
    ]
    for i, line in enumerate(lines[:: max(1, len(lines) // HOPING)][:HOPING]):
        appointments.join_earlier(
            appointment=line.id, now=now + timedelta(seconds=i), actor=ACTOR, anywhere=i % 3 == 0
        )
