"""Keys that seal: a token (PKCS#11), a file (demonstrations), and a simulator for tests.

What it says of itself: the token's client is tested against SoftHSM; no vendor's token was tried.
"""

from loket.connectors.seals.files import FileKey, WrongPassphrase, write_key
from loket.connectors.seals.seals import SealKey
from loket.connectors.seals.simulated import SimulatedKey
from loket.connectors.seals.tokens import TokenAway, TokenKey

#: How far this connector is known to be right.
STANDING = "schema-checked"

__all__ = [
    "STANDING",
    "FileKey",
    "SealKey",
    "SimulatedKey",
    "TokenAway",
    "TokenKey",
    "WrongPassphrase",
    "write_key",
]
