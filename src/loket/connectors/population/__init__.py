"""The population register, through MAGDA: people, households, relations, finished attests.

What it says of itself: the real client asks for a person (GeefPersoon, after
RegistreerInschrijving) and for finished attests (GeefAttest) as the public pages describe, and for
a household (GeefGezinssamenstelling) as public sample answers show; these tell nobody's protection,
so a clerk decides. Nobody has tried it on the platform, whose signature on messages it does not
make. Relations and search have no public description: the real client refuses them, and a person
looks. Both pass one contract test.
"""

from loket.connectors.population.magda import MagdaPopulation
from loket.connectors.population.messages import Sender
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
    "MagdaPopulation",
    "PopulationRegister",
    "Sender",
    "SimulatedPopulation",
    "Tie",
    "live_in",
]
