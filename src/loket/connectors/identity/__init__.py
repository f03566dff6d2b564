"""Signing residents in by OpenID Connect (Core 1.0, PKCE, RFC 7523, RP-Initiated Logout).

One client speaks to every provider; what providers do differently is data (`profiles`). What it
says of itself: the client passes the same contract test against the simulator and against a
certified provider of others; the profiles of ACM/IDM and FAS stand as their public documents say,
and were never tried against those services.
"""

from loket.connectors.identity.client import Begun, Identified, IdentityClient, OpenIdClient
from loket.connectors.identity.profiles import ACM_IDM, FAS, PROFILES, Means, Profile
from loket.connectors.identity.provider import (
    Encryption,
    Provider,
    public_keys,
    reasons_against,
    thumbprint,
)

#: How far this connector is known to be right.
STANDING = "as documented, untested"

__all__ = [
    "ACM_IDM",
    "FAS",
    "PROFILES",
    "STANDING",
    "Begun",
    "Encryption",
    "Identified",
    "IdentityClient",
    "Means",
    "OpenIdClient",
    "Profile",
    "Provider",
    "public_keys",
    "reasons_against",
    "thumbprint",
]
