"""Which registers answer here, by the settings; in the demo, simulators."""

from __future__ import annotations

from django.conf import settings

from loket.connectors.civilstatus import CivilStatusRegister, SimulatedCivilStatus
from loket.connectors.population import PopulationRegister, SimulatedPopulation
from loket.domain.registers.asking import NoAnswer


def population() -> PopulationRegister:
    """Who answers about people. Raises ``NoAnswer`` where no register is set up."""
    if settings.DEMO:
        return SimulatedPopulation()
    raise NoAnswer("away")


def civil_status() -> CivilStatusRegister:
    """Who answers about acts. Raises ``NoAnswer`` where no register is set up."""
    if settings.DEMO:
        return SimulatedCivilStatus()
    raise NoAnswer("away")
