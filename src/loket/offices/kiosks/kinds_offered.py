"""The sections of a city pack that this room understands, both in ``kiosks.toml``."""

from __future__ import annotations

from loket.domain.kiosks import placing
from loket.domain.kiosks.placing import Demand
from loket.domain.kiosks.samples import SampleUse, wrong_with
from loket.kit import packs
from loket.offices.kiosks import actions


def register() -> None:
    packs.register(
        packs.Section(
            name="kiosk_uses",
            file="kiosks.toml",
            table="uses",
            shape=SampleUse,
            key=lambda one: one.point,
            load=actions.define_samples,
            faults=lambda one: [packs.Fault(*wrong) for wrong in wrong_with(one)],
            after=("contact_points", "products"),
        )
    )
    packs.register(
        packs.Section(
            name="kiosk_demand",
            file="kiosks.toml",
            table="demand",
            shape=Demand,
            key=lambda one: f"{one.product}/{one.band}/{one.valid_from.isoformat()}",
            load=actions.define_demand,
            faults=lambda one: [packs.Fault(*wrong) for wrong in placing.wrong_with(one)],
            after=("products",),
        )
    )
