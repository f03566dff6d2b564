"""What all dated rows share: two days, a check on them, and an exclusion of overlaps.

``int8range(n, n, '[]')`` makes a number comparable by a GiST index without the ``btree_gist``
extension, which not every PostgreSQL that we support carries.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import Combinable

Expression = str | Combinable


class DatedQuerySet(models.QuerySet[Any]):
    """The vocabulary of dated rows."""

    def in_force(self, on: date) -> Self:
        """Those that hold on this day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)

    def ever_in_force(self, since: date, until: date | None) -> Self:
        """Those that hold on some day from ``since`` to ``until`` (None: without end)."""
        found = self.filter(Q(valid_to=None) | Q(valid_to__gt=since))
        return found if until is None else found.filter(valid_from__lte=until)


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """A dated row holds for one day at least."""
    return models.CheckConstraint(
        condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name=name
    )


def single(expression: Expression) -> Func:
    """A range of one number, so that equal numbers overlap."""
    return Func(expression, expression, Value("[]"), function="int8range")


def days_in_force() -> Func:
    """The days on which a dated row holds."""
    return Func("valid_from", "valid_to", function="daterange", output_field=DateRangeField())


def never_at_once(name: str, *same: Expression, **rest: Any) -> ExclusionConstraint:
    """No two rows with the same numbers hold on the same day."""
    return exclusion(name, [*(single(one) for one in same), days_in_force()], **rest)


def exclusion(name: str, ranges: list[Func], **rest: Any) -> ExclusionConstraint:
    """No two rows of which all these ranges overlap."""
    return ExclusionConstraint(
        name=name, expressions=[(one, RangeOperators.OVERLAPS) for one in ranges], **rest
    )
