"""Records of the kiosks. Of keys and tokens only hashes; of clients only what a pairing needs."""

from loket.offices.kiosks.models.devices import Device, Enrolment, HelpCall
from loket.offices.kiosks.models.pairings import Pairing, PairingQuerySet
from loket.offices.kiosks.models.points import Closing, HostLink, Opinion
from loket.offices.kiosks.models.printing import PrintJob
from loket.offices.kiosks.models.samples import DemandRate, Sample
from loket.offices.kiosks.models.use import AgeTally, Counted, Pulse, Supply, Tally

__all__ = [
    "AgeTally",
    "Closing",
    "Counted",
    "DemandRate",
    "Device",
    "Enrolment",
    "HelpCall",
    "HostLink",
    "Opinion",
    "Pairing",
    "PairingQuerySet",
    "PrintJob",
    "Pulse",
    "Sample",
    "Supply",
    "Tally",
]
