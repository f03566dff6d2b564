"""Time-stamp authorities (RFC 3161): the real client over HTTP, and an authority of our own.

What it says of itself: the client is tested over HTTP against our own authority, whose tokens
OpenSSL and pyHanko accept; no provider was tried.
"""

from loket.connectors.timestamps.http import HttpAuthority
from loket.connectors.timestamps.local import LocalAuthority
from loket.connectors.timestamps.timestamps import Authority, NotStamped

#: How far this connector is known to be right.
STANDING = "schema-checked"

__all__ = ["STANDING", "Authority", "HttpAuthority", "LocalAuthority", "NotStamped"]
