"""What is unusual in a day is counted by the city's day: an hour or two before that of UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories import registers as make
from tests.foundations.registers.asking import CASE, clerk, known

from loket.domain.refusals import RuleBroken
from loket.foundations.places.models import Calendar
from loket.foundations.registers import actions, queries

pytestmark = pytest.mark.django_db
AN = make.number()
#: Half past eleven in the evening in Brussels, and an hour later: one day in UTC.
EVENING = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)
NIGHT = EVENING + timedelta(hours=1)


@pytest.fixture
def nobodys(register: make.Register, cases: set[str]) -> str:
    """A clerk without a case."""
    register.add(AN)
    make.keep_purposes(make.purpose())
    return clerk()


def refused(actor: str, now: datetime) -> None:
    with pytest.raises(RuleBroken, match="no_ground"):
        actions.look_up_person(
            of=known(AN), ground=CASE, purpose="certificate", actor=actor, now=now
        )


def days() -> list[date]:
    since, before = EVENING - timedelta(days=1), NIGHT + timedelta(days=1)
    return [one.on for one in queries.list_alerts(since=since, before=before)]


def test_what_falls_on_two_days_of_the_city_is_not_one_day(nobodys: str) -> None:
    for at in (EVENING, EVENING, NIGHT):
        refused(nobodys, at)
    assert days() == [date(2026, 11, 25)]
    Calendar.objects.create(zone="Europe/Brussels", country="BE")
    assert days() == []
    refused(nobodys, NIGHT)
    refused(nobodys, NIGHT)
    assert days() == [date(2026, 11, 26)]
