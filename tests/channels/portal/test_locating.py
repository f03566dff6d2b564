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
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Item, Wish

pytestmark = pytest.mark.django_db
#: The reasons that say: here never, whatever is free.
NEVER_HERE = {
    "location_lacks", "not_offered_here", "not_offered_by_exception", "product_not_in_use",
}  # fmt: skip


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


@pytest.mark.parametrize("code", ["groenenhoek", "berchem", "harmonie"])
def test_the_page_of_a_location_and_the_search_know_the_same_offer(code: str) -> None:
    open_antwerp()
    now = clock.now()
    site = places.find_location(code, today_of(now))
    assert site is not None
    with speaking("nl", catalogue.find_city()):
        offer = locating.offer_of(site, today_of(now))
    said = {one.url.rpartition("/")[2]: one.yes for one in offer}
    assert said["PICKUP"] == (code != "groenenhoek")
    for product, yes in said.items():
        wish = Wish(items=(Item(product),), locations=(code,), limit=1)
        found = appointments.search(wish=wish, now=now)
        never = {reason.code for one in found.unavailable for reason in one.reasons} & NEVER_HERE
        assert yes != bool(never), product
        assert yes or not found.slots, product
