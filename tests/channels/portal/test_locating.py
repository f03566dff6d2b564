"""The picture of a week tells counters from a reception that nobody serves beside."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.stories.portal.helpers import open_antwerp

from loket.channels.portal import locating
from loket.channels.ui import week
from loket.channels.ui.context import today_of
from loket.channels.ui.language import speaking
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.kit import clock

pytestmark = pytest.mark.django_db


def drawn(code: str) -> week.Week:
    """An ordinary week of a location, without the holidays around New Year."""
    now: datetime = clock.now()
    while any(day.is_exception for day in places.week_of(code, _monday(now))):
        now += timedelta(days=7)
    with speaking("nl", catalogue.find_city()):
        site = places.find_location(code, today_of(now))
        assert site is not None
        return locating.picture(site, now, today_of(now))


def _monday(now: datetime) -> date:
    return today_of(now) - timedelta(days=today_of(now).weekday())


def test_a_day_with_a_reception_and_no_counters_is_drawn_and_said_as_such() -> None:
    open_antwerp()
    rows = {row.weekday: row for row in drawn("berchem").rows}
    assert {bar.shade for bar in rows["dinsdag"].bars} == {"less"}
    assert rows["dinsdag"].note == "alleen onthaal"
    assert {bar.shade for bar in rows["maandag"].bars} == {""}
    assert rows["maandag"].note == ""


def test_a_place_without_a_reception_is_drawn_by_its_counters() -> None:
    open_antwerp()
    assert not drawn("groenenhoek").has_less
