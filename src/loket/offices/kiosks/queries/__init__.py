"""What channels may ask of the kiosks."""

from loket.offices.kiosks.queries.devices import DeviceLine, find_device, list_devices
from loket.offices.kiosks.queries.pairings import (
    Granted,
    PairingLine,
    find_granted,
    find_of_phone,
    find_of_token,
    find_pairing,
)

__all__ = [
    "DeviceLine",
    "Granted",
    "PairingLine",
    "find_device",
    "find_granted",
    "find_of_phone",
    "find_of_token",
    "find_pairing",
    "list_devices",
]
