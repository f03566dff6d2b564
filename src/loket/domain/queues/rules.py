"""The numbers of the queue, dated, each with the sentence that tells a resident what it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Annotated

from loket.domain.refusals import Reason, RuleBroken

#: One plain Dutch sentence for every number below; texts for people, so they stand here in Dutch.
SENTENCES: Mapping[str, str] = {
    "grace_minutes": (
        "Wie een afspraak heeft en hoogstens {} minuten te laat is, behoudt zijn plaats."
    ),
    "late_minutes": (
        "Wie later komt, telt als iemand met een afspraak {} minuten na zijn aankomst."
    ),
    "walk_in_minutes": (
        "Wie zonder afspraak komt, telt als iemand met een afspraak {} minuten na zijn aankomst."
    ),
    "reserved_minutes": (
        "Wie naar één bepaald loket is doorgestuurd, wacht hoogstens {} minuten op dat loket; "
        "daarna mag elk loket helpen dat het kan."
    ),
    "long_wait_minutes": "Wie langer dan {} minuten wacht, valt op het scherm van de loketten op.",
    "recalls_before_no_show": (
        "Wie niet opdaagt, wordt eerst nog {} keer geroepen voor zijn beurt vervalt."
    ),
    "new_call_seconds": "Een oproep staat minstens {} seconden als nieuw op het scherm.",
    "call_gap_seconds": (
        "Twee oproepen tegelijk klinken na elkaar, met {} seconden ertussen; "
        "beide blijven leesbaar."
    ),
    "recent_minutes": (
        "De verwachte wachttijd volgt uit wat de loketten de laatste {} minuten deden."
    ),
    "idle_minutes": (
        "Een vrij loket dat wachtenden {} minuten niet roept, telt niet mee als bemand."
    ),
    "usual_minutes": ("Is er nog niemand binnen, dan rekenen we met bezoeken van {} minuten."),
    "prior_visits": (
        "Zolang dat weinig is, telt de geplande duur van een bezoek mee als {} bezoeken."
    ),
    "interval_percent": (
        "Bij {} van de 100 wachtenden ligt de wachttijd tussen de twee genoemde getallen."
    ),
}


#: What says when and whence, and not how much.
NOT_NUMBERS = frozenset({"valid_from", "source"})


@dataclass(frozen=True, slots=True)
class QueueRules:
    """The numbers in force from a day on; succeeded by another, never edited."""

    valid_from: date = date.min
    #: The decision or law behind them.
    source: Annotated[str, "at most 200 characters"] = ""
    grace_minutes: int = 10
    late_minutes: int = 10
    walk_in_minutes: int = 15
    reserved_minutes: int = 20
    long_wait_minutes: int = 45
    recalls_before_no_show: int = 1
    new_call_seconds: int = 20
    call_gap_seconds: int = 4
    recent_minutes: int = 60
    idle_minutes: int = 10
    usual_minutes: int = 15
    prior_visits: int = 3
    interval_percent: int = 80

    @property
    def passing_bound(self) -> timedelta:
        """Who arrives later than this after a person's arrival, or moment, never goes before."""
        return timedelta(minutes=max(self.late_minutes, self.walk_in_minutes) + self.grace_minutes)


#: The smallest and the largest value of each number; from 0 minutes to a working day otherwise.
LIMITS: Mapping[str, tuple[int, int]] = {
    "recalls_before_no_show": (0, 5),
    "new_call_seconds": (5, 300),
    "call_gap_seconds": (0, 60),
    "recent_minutes": (10, 480),
    "idle_minutes": (1, 480),
    "usual_minutes": (1, 480),
    "prior_visits": (1, 50),
    "interval_percent": (50, 99),
}


def reasons_against(rules: QueueRules) -> list[Reason]:
    """Why these numbers cannot be rules; empty when they can."""
    reasons = []
    for name, value in _numbers(rules).items():
        low, high = LIMITS.get(name, (0, 480))
        if not low <= value <= high:
            facts = {"name": name, "value": value, "low": low, "high": high}
            reasons.append(Reason("number_out_of_range", facts))
    if rules.late_minutes > rules.walk_in_minutes:
        # Otherwise a late person would do better to throw the appointment away.
        facts = {"late": rules.late_minutes, "walk_in": rules.walk_in_minutes}
        reasons.append(Reason("late_worse_than_walk_in", facts))
    return reasons


def checked(rules: QueueRules) -> QueueRules:
    """The same rules, or :class:`RuleBroken` with every reason against them."""
    reasons = reasons_against(rules)
    if reasons:
        raise RuleBroken.because(reasons)
    return rules


def rules_on(
    day: date, revisions: Sequence[QueueRules], *, first: QueueRules | None = None
) -> QueueRules:
    """The rules in force on that day; before the first revision ``first``, or the house's own."""
    begun = [rules for rules in revisions if rules.valid_from <= day]
    return max(begun, key=lambda rules: rules.valid_from, default=first or QueueRules())


def explain(rules: QueueRules) -> tuple[str, ...]:
    """The rules as plain Dutch sentences, in the order of the fields."""
    return tuple(SENTENCES[name].format(value) for name, value in _numbers(rules).items())


def _numbers(rules: QueueRules) -> dict[str, int]:
    return {
        field.name: getattr(rules, field.name)
        for field in fields(rules)
        if field.name not in NOT_NUMBERS
    }
