"""The trial of 2021 is told through the acts of the offices, with exactly the published shares.

The whole trial is told once for all tests of this file: more than a thousand visits, some minutes
on a slow machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
import pytest_django
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, F
from tests import afterwards

from loket.config import env, loading
from loket.demo import script, story
from loket.demo.history import ACTOR
from loket.demo.models import Chapter
from loket.foundations.journal.models import Line
from loket.offices.appointments.models import Appointment
from loket.offices.evaluation import queries
from loket.offices.queues.models import Question, Ticket

pytestmark = pytest.mark.django_db

CITY = env.REPOSITORY / "src" / "loket" / "cities" / "antwerp"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
#: When the places were open that the decision names, and how many asked there where they live.
MONDAY, WEDNESDAY, THURSDAY = 0, 2, 3
ASKED = 500


@dataclass(frozen=True, slots=True)
class Told:
    """The trial as told, and what was said while it was."""

    scenes: list[script.Scene]
    said: list[str]


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[Told]:
    """The whole past of the city, committed chapter by chapter as in the demo."""
    said: list[str] = []
    with django_db_blocker.unblock():
        afterwards.forget()
        loading.load(CITY)
        scenes = story.announce()
        story.tell_past(scenes, clock=lambda: NOW, say=said.append)
        yield Told(scenes, said)
        call_command("flush", verbosity=0, interactive=False)


def residence(number: int):
    """Of the sample of this number, over the days of the trial."""
    (trial,) = queries.list_trials()
    place = trial.samples[number].location
    return trial.district, queries.residence_of(place, trial.since, trial.until).residence


def days_of(location: str) -> set[date]:
    visits = Appointment.objects.filter(location__code=location, booked_at__isnull=False)
    return set(visits.values_list("day", flat=True))


def test_239_of_500_visitors_of_the_first_counter_live_in_the_district(told: Told) -> None:
    district, found = residence(0)
    row = found.row(district)
    assert (found.n, row.visits, row.share) == (ASKED, 239, 4780)
    assert row.interval.low < 0.478 < row.interval.high


def test_77_of_500_visitors_of_the_second_counter_live_in_the_district(told: Told) -> None:
    district, found = residence(1)
    row = found.row(district)
    assert (found.n, row.visits, row.share) == (ASKED, 77, 1540)


def test_the_others_are_84_60_percent_mainly_from_two_districts(told: Told) -> None:
    district, found = residence(1)
    assert found.elsewhere(district) == 8460
    assert found.mainly(besides=district) == ("borgerhout", "deurne")


@pytest.mark.parametrize("number", [0, 1])
def test_the_shares_add_up_to_a_hundred(told: Told, number: int) -> None:
    _, found = residence(number)
    assert sum(row.share for row in found.rows if row.share) + found.hidden_share == 10_000
    assert sum(row.visits for row in found.rows if row.visits) + found.hidden_visits == ASKED


def test_four_visitors_from_far_are_hidden_together_with_others(told: Told) -> None:
    _, found = residence(0)
    assert {row.district for row in found.rows if row.is_hidden} == {"ekeren", "merksem"}
    assert found.hidden_visits == 11


def test_nobody_comes_on_armistice_day(told: Told) -> None:
    armistice = date(2021, 11, 11)
    assert armistice.weekday() == THURSDAY
    assert not Appointment.objects.filter(day=armistice).exists()
    assert not Ticket.objects.filter(day=armistice).exists()


def test_the_second_counter_receives_on_thursdays_only(told: Told) -> None:
    assert {day.weekday() for day in days_of("groenenhoek")} == {THURSDAY}
    assert len(days_of("groenenhoek")) == 11


def test_the_first_counter_receives_on_two_days_a_week(told: Told) -> None:
    assert {day.weekday() for day in days_of("berchem")} == {MONDAY, WEDNESDAY}


@pytest.mark.parametrize("location", ["berchem", "groenenhoek"])
def test_two_counters_served_everybody(told: Told, location: str) -> None:
    served = Ticket.objects.filter(location__code=location, state="done")
    assert served.count() == ASKED
    assert served.values("counter").distinct().count() == 2


def test_the_trial_lasts_from_its_first_day_to_its_last(told: Told) -> None:
    (trial,) = queries.list_trials()
    days = Appointment.objects.order_by("day").values_list("day", flat=True)
    assert (trial.since, trial.until) == (date(2021, 9, 9), date(2021, 11, 25))
    assert (days.first(), days.last()) == (trial.since, trial.until)


def test_every_visit_was_made_through_journaled_acts(told: Told) -> None:
    acts = dict(Line.objects.filter(actor=ACTOR).values_list("act").annotate(n=Count("id")))
    appointments = Appointment.objects.count()
    assert acts["hold"] == acts["book"] == appointments > 2 * ASKED
    assert acts["cancel"] == Appointment.objects.filter(state="cancelled").count() > 0
    served = Ticket.objects.filter(state="done").count()
    assert acts["queues.call_next"] == acts["queues.start"] == acts["queues.finish"] == served
    assert acts["queues.log_question"] == Question.objects.count() > 0


def test_every_visit_has_its_own_lines_in_the_journal(told: Told) -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT count(*) FROM appointments_appointment AS a
            WHERE NOT EXISTS (SELECT FROM journal_line AS l
                WHERE l.subject = 'appointment:' || a.id AND l.act = 'book' AND l.at = a.booked_at)
            OR a.state IN ('done', 'no_show') AND NOT EXISTS (SELECT FROM journal_line AS l
                WHERE l.subject = 'appointment:' || a.id AND l.act = 'mark'
                AND l.after ->> 'state' = a.state)
        """)
        assert cursor.fetchone() == (0,)


def test_some_stay_away_some_cancel_and_nobody_is_left_waiting(told: Told) -> None:
    states = dict(Appointment.objects.values_list("state").annotate(n=Count("id")))
    assert states.keys() == {"done", "no_show", "cancelled"}
    assert set(Ticket.objects.values_list("state", flat=True)) == {"done"}
    assert Ticket.objects.filter(kind="walk_in", location__code="harmonie").count() > 50


def test_everybody_booked_before_coming_and_was_called_after_coming(told: Told) -> None:
    assert not Appointment.objects.filter(booked_at__gte=F("starts_at")).exists()
    assert not Ticket.objects.filter(called_at__lt=F("arrived_at")).exists()
    assert not Ticket.objects.filter(finished_at__lte=F("started_at")).exists()


def test_a_small_offer_is_booked_longer_ahead(told: Told) -> None:
    (trial,) = queries.list_trials()
    first, hub = (
        queries.days_ahead(place, trial.since, trial.until)
        for place in (trial.samples[0].location, trial.hub)
    )
    assert first.median > hub.median


def test_evenings_bring_people_from_outside_office_hours(told: Told) -> None:
    (trial,) = queries.list_trials()
    found = {one.use.location: one.use for one in queries.outside_hours(trial.since, trial.until)}
    assert found["berchem"].share == 0
    assert found["groenenhoek"].share > 3000


def test_the_progress_is_told_from_nothing_to_all(told: Told) -> None:
    planned = sum(scene.planned for scene in told.scenes)
    assert told.said[0] == f"the trial is being written: 0 of {planned} visits"
    assert told.said[-1] == f"the trial is written: {planned} visits"
    assert story.progress() == story.Progress(planned, planned)


def test_telling_it_again_makes_nothing_new(told: Told) -> None:
    def counts() -> list[int]:
        return [one.objects.count() for one in (Appointment, Ticket, Question, Line, Chapter)]

    before, said = counts(), []
    story.tell_past(story.announce(), clock=lambda: NOW, say=said.append)
    assert (counts(), said) == (before, [])


def test_a_visit_stands_where_the_script_says(told: Told) -> None:
    planned = {
        (scene.location, scene.day, visit.laid.start, visit.name, visit.district)
        for scene in told.scenes
        for visit in scene.visits
    }
    made = Appointment.objects.values_list("location__code", "day", "start", "name", "district")
    assert set(made) == planned


def test_the_same_trial_gives_the_same_script(told: Told) -> None:
    assert story.announce() == told.scenes
