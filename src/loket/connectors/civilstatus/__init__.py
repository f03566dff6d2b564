"""The civil-status register (DABS), through MAGDA: which acts there are, and a finished act.

What it says of itself: the real client asks `officialDocumentReferences` and `officialDocuments` as
the public pages describe; nobody has tried it. It lists only types whose name leaves no doubt, and
cannot know of acts that are still on paper. Both pass one contract test.
"""

from loket.connectors.civilstatus.civilstatus import CivilStatusRegister, Identify
from loket.connectors.civilstatus.magda import MagdaCivilStatus
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
    "MagdaCivilStatus",
    "SimulatedCivilStatus",
    "keep_in",
]
