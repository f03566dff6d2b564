"""The clocks of codes that wait at a counter, as dated data."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

#: Saturday and Sunday, as ``date.weekday`` counts.
WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for requests made from ``valid_from`` on. An entry of ``[[codes]]`` in a pack."""

    valid_from: date
    #: A card issued on this day or later is unblocked at the counter: nothing is requested.
    unblocked_from: date = date(2022, 1, 1)
    #: Codes that nobody collects are destroyed after so many calendar months.
    kept_months: Annotated[int, "1 to 24"] = 3
    #: When codes usually arrive: not before so many working days, not after so many days.
    soonest_working_days: Annotated[int, "0 to 60"] = 3
    latest_days: Annotated[int, "1 to 120"] = 21
    #: A request that the city has not passed on by then is late.
    sent_within_working_days: Annotated[int, "0 to 30"] = 1
    #: Who moved here more recently than this may find the codes in the former municipality.
    moved_lately_days: Annotated[int, "0 to 365"] = 42
    #: What is asked for when new codes are needed, and what a counter does at once.
    request_product: Annotated[str, "refers to products"] = ""
    counter_product: Annotated[str, "refers to products"] = ""
    source: str = ""


#: Where a city says nothing: handbook 7.1, with the day that municipalities publish.
USUAL = Terms(date.min, source="pages of municipalities on PIN and PUK codes, 2021 and 2022")


def terms_on(day: date, known: Iterable[Terms]) -> Terms:
    """The terms in force on a day; the usual ones before any."""
    begun = [one for one in known if one.valid_from <= day]
    return max(begun, key=lambda one: one.valid_from, default=USUAL)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; in a shorter month its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def working_days_later(day: date, count: int, holidays: Collection[date]) -> date:
    """The last of so many working days, the first of which is the one after ``day``."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() not in WEEKEND and day not in holidays:
            count -= 1
    return day


def last_day_to_collect(arrived_on: date, terms: Terms) -> date:
    """The last day on which the codes are handed over; from the next one on they go."""
    return months_later(arrived_on, terms.kept_months)


def is_to_be_destroyed(collect_until: date, on: date) -> bool:
    """Whether the last day to collect has passed."""
    return on > collect_until


def expected_between(
    sent_on: date, terms: Terms, holidays: Collection[date] = ()
) -> tuple[date, date]:
    """The days between which codes usually arrive after they were asked for."""
    soonest = working_days_later(sent_on, terms.soonest_working_days, holidays)
    return soonest, max(soonest, sent_on + timedelta(days=terms.latest_days))
