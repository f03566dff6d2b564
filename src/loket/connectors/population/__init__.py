"""The population register, through MAGDA: people, households, relations, finished attests.

What it says of itself: the simulator claims nothing more than the public documents say.
"""

from loket.connectors.population.population import Identify, PopulationRegister
from loket.connectors.population.simulated import (
    City,
    Entry,
    Housemate,
    Living,
    SimulatedPopulation,
    Tie,
    live_in,
)

#: How far this connector is known to be right.
STANDING = "as documented, untested"

__all__ = [
    "STANDING",
    "City",
    "Entry",
    "Housemate",
    "Identify",
    "Living",
    "PopulationRegister",
    "SimulatedPopulation",
    "Tie",
    "live_in",
]
