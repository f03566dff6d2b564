"""Where a plan of the roadmap stands on a day: promised for a quarter, done on a day or not yet."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal

from loket.domain.catalogue.product import Plan

Stand = Literal["done_in_time", "done_late", "due", "overdue"]


def last_day(quarter: str) -> date:
    """Of a quarter such as ``2022-Q1``."""
    year, number = quarter.split("-Q")
    month = int(number) * 3
    return date(int(year), month, monthrange(int(year), month)[1])


def stand(plan: Plan, on: date) -> Stand:
    """A plan is in time until the last day of its quarter. What is done later than ``on`` is not
    done yet on that day."""
    end = last_day(plan.quarter)
    if plan.done_on is not None and plan.done_on <= on:
        return "done_in_time" if plan.done_on <= end else "done_late"
    return "due" if on <= end else "overdue"
