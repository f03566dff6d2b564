"""Strangers cannot fill the house with sessions, and sessions that are over leave no row."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from loket.domain.people.starts import MOST
from loket.domain.refusals import RuleBroken
from loket.foundations.people import actions, tasks
from loket.foundations.people.models import Start

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
HOUR = datetime(2026, 11, 25, 9, tzinfo=UTC)


def full(client: str = "c", hour: datetime = HOUR) -> Start:
    return Start.objects.create(client=client, hour=hour, times=MOST)


def test_a_client_that_began_too_often_waits_and_another_goes_on() -> None:
    full()
    with pytest.raises(RuleBroken, match="too_many_sign_ins") as refused:
        actions.count_start(client="c", now=NOW)
    assert refused.value.facts["retry_after"] == 1800
    actions.count_start(client="d", now=NOW)
    actions.count_start(client="c", now=NOW + timedelta(minutes=30))


def test_the_count_of_a_robot_does_not_grow_without_end() -> None:
    made = full()
    for _ in range(3):
        with pytest.raises(RuleBroken):
            actions.count_start(client="c", now=NOW)
    made.refresh_from_db()
    assert made.times == MOST + 1


def test_a_client_has_one_count_for_an_hour() -> None:
    full()
    with pytest.raises(IntegrityError, match="one_count_of_sign_ins"), transaction.atomic():
        full()


def test_a_session_that_is_over_leaves_no_row_and_one_that_is_not_stays() -> None:
    for seconds in (60, 3600):
        session = SessionStore()
        session["resident"] = {"name": "Amal"}
        session.set_expiry(seconds)
        session.save()
    soon = Session.objects.order_by("expire_date")[0].expire_date
    assert actions.forget_sessions(now=soon) == 0
    assert actions.forget_sessions(now=soon + timedelta(seconds=1)) == 1
    assert Session.objects.count() == 1


def test_how_often_somebody_began_is_forgotten_after_a_day() -> None:
    full(hour=NOW - timedelta(days=2))
    full(hour=NOW - timedelta(hours=3))
    for _twice in range(2):
        tasks.forget(NOW)
        assert Start.objects.count() == 1
