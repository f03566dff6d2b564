"""Which registers answer here, by the settings; in the demo, simulators."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from loket.connectors.civilstatus import (
    CivilStatusRegister,
    MagdaCivilStatus,
    SimulatedCivilStatus,
)
from loket.connectors.population import (
    MagdaPopulation,
    PopulationRegister,
    Sender,
    SimulatedPopulation,
)
from loket.domain.registers.asking import NoAnswer
from loket.foundations.catalogue import queries as catalogue
from loket.kit.calling import Caller


def population() -> PopulationRegister:
    """Who answers about people. Raises ``NoAnswer`` where no register is set up."""
    if settings.DEMO:
        return SimulatedPopulation()
    city = catalogue.find_city()
    sender = Sender(
        settings.MAGDA_SENDER, settings.MAGDA_CAPACITY, city.municipality if city else ""
    )
    return MagdaPopulation(_caller("soap"), sender)


def civil_status() -> CivilStatusRegister:
    """Who answers about acts. Raises ``NoAnswer`` where no register is set up."""
    return SimulatedCivilStatus() if settings.DEMO else MagdaCivilStatus(_caller("rest"))


def _caller(service: str) -> Caller:
    if not settings.MAGDA_URL:
        raise NoAnswer("away")
    return _kept(service, settings.MAGDA_URL, settings.MAGDA_CERTIFICATE, settings.MAGDA_KEY)


@cache
def _kept(service: str, url: str, certificate: str, key: str) -> Caller:  # noqa: ARG001
    """One caller for each service of this process: its connections, and what it learnt of failures.

    A service that is down is left alone; the other is still asked.
    """
    return Caller(url, certificate=(certificate, key) if certificate else None)
