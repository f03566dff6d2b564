"""The civil-status register (DABS), through MAGDA: which acts there are, and a finished act.

What it says of itself: the simulator claims nothing more than the public documents say.
"""

from loket.connectors.civilstatus.civilstatus import CivilStatusRegister, Identify
from loket.connectors.civilstatus.simulated import (
    Archive,
    Filed,
    SimulatedCivilStatus,
    keep_in,
)

#: How far this connector is known to be right.
STANDING = "as documented, untested"

__all__ = [
    "STANDING",
    "Archive",
    "CivilStatusRegister",
    "Filed",
    "Identify",
    "SimulatedCivilStatus",
    "keep_in",
]
