"""The sections of a city pack that this room understands, all optional.

``evaluation.toml`` holds ``[[baselines]]``, ``[[alerts]]`` and ``[[service_levels]]``;
``trial.toml`` holds ``[[trials]]``.
"""

from __future__ import annotations

from typing import Any

from loket.domain.evaluation.firstfree import AlertRule, Baseline
from loket.domain.evaluation.service import ServiceLevel
from loket.domain.evaluation.trials import Trial, wrong_with
from loket.kit import packs
from loket.offices.evaluation import actions


def register() -> None:
    for section in sections():
        packs.register(section)


def sections() -> tuple[packs.Section[Any], ...]:
    baselines = packs.Section(
        name="baselines",
        file="evaluation.toml",
        table="baselines",
        shape=Baseline,
        key=lambda one: f"{one.location}/{one.product}/{one.valid_from}",
        load=actions.set_down_baselines,
        after=("locations", "products"),
    )
    alerts = packs.Section(
        name="alerts",
        file="evaluation.toml",
        table="alerts",
        shape=AlertRule,
        key=lambda one: one.valid_from.isoformat(),
        load=actions.set_down_alert_rules,
    )
    levels = packs.Section(
        name="service_levels",
        file="evaluation.toml",
        table="service_levels",
        shape=ServiceLevel,
        key=lambda one: one.valid_from.isoformat(),
        load=actions.set_down_service_levels,
    )
    trials = packs.Section(
        name="trials",
        file="trial.toml",
        table="trials",
        shape=Trial,
        key=lambda one: one.code,
        load=actions.set_down_trials,
        faults=lambda trial: [packs.Fault(*one) for one in wrong_with(trial)],
        after=("locations", "products", "districts", "decisions"),
    )
    return (baselines, alerts, levels, trials)
