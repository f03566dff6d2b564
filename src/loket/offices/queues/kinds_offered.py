"""The sections of a city pack that this room understands, all three optional.

``queue.toml`` holds ``[[rules]]``; ``referrals.toml`` holds ``[[topics]]`` and ``[[referrals]]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from loket.domain.queues.reception import Referral, Topic
from loket.domain.queues.rules import QueueRules, reasons_against
from loket.kit import packs
from loket.offices.queues import actions


def register() -> None:
    packs.register(_rules())
    packs.register(_topics())
    packs.register(_referrals())


def _rules() -> packs.Section[QueueRules]:
    return packs.Section(
        name="queue_rules",
        file="queue.toml",
        table="rules",
        shape=QueueRules,
        key=lambda rules: rules.valid_from.isoformat(),
        load=actions.define_rules,
        faults=_faults,
    )


def _topics() -> packs.Section[Topic]:
    return packs.Section(
        name="topics",
        file="referrals.toml",
        table="topics",
        shape=Topic,
        key=lambda topic: topic.code,
        load=actions.define_topics,
    )


def _referrals() -> packs.Section[Referral]:
    return packs.Section(
        name="referrals",
        file="referrals.toml",
        table="referrals",
        shape=Referral,
        key=lambda referral: referral.code,
        load=actions.define_referrals,
        after=("topics",),
    )


def _faults(rules: QueueRules) -> Iterator[packs.Fault]:
    if rules.valid_from == date.min:
        yield packs.Fault((), "no valid_from", "the day from which these numbers hold")
    for reason in reasons_against(rules):
        facts = reason.facts
        if reason.code == "number_out_of_range":
            expected = f"{facts['low']} to {facts['high']}"
            yield packs.Fault((facts["name"],), str(facts["value"]), expected)
        else:
            found = f"{facts['late']} minutes, {facts['walk_in']} for a walk-in"
            yield packs.Fault(("late_minutes",), found, "at most walk_in_minutes")
