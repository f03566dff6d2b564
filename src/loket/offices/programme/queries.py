"""Questions about the register of decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loket.kit.texts import Texts
from loket.offices.programme.models import Decision


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as a list or a page shows it, with the keys of those around it."""

    key: str
    body: Texts
    decided_on: date
    #: Whether the day is known, or only the month.
    day_known: bool
    number: str
    title: Texts
    effect: Texts
    published_on: date | None
    parent: str | None
    parent_title: Texts
    children: tuple[str, ...]
    financial_impact: bool | None
    text_url: str
    contact_points: tuple[str, ...]


def list_decisions() -> tuple[DecisionLine, ...]:
    """The whole register, the latest decision first."""
    records = Decision.objects.select_related("body", "parent").prefetch_related("children")
    return tuple(_line(record) for record in records)


def find_decision(key: str) -> DecisionLine | None:
    """The decision with this key, such as `college/2021-06-11/4787`."""
    records = Decision.objects.select_related("body", "parent").prefetch_related("children")
    record = records.filter(key=key).first()
    return _line(record) if record else None


def _line(record: Decision) -> DecisionLine:
    return DecisionLine(
        key=record.key,
        body=record.body.name,
        decided_on=record.decided_on,
        day_known=record.precision == "day",
        number=record.number,
        title=record.title,
        effect=record.effect,
        published_on=record.published_on,
        parent=record.parent.key if record.parent else None,
        parent_title=record.parent.title if record.parent else {},
        children=tuple(sorted(child.key for child in record.children.all())),
        financial_impact=record.financial_impact,
        text_url=record.text_url,
        contact_points=tuple(record.contact_points),
    )
