"""One provider as a city configured it, with everything pinned that could be confused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from joserfc.jwk import RSAKey

from loket.connectors.identity.profiles import Profile

#: How every key of the simulator is called, so that none is ever taken for a real one.
SIMULATOR_KEY: Final = "loket-simulator"
SIGNING: Final = ("RS256", "PS256", "ES256")

ClientAuthentication = Literal["private_key_jwt", "client_secret_basic", "client_secret_post"]


@dataclass(frozen=True, slots=True)
class Encryption:
    """How id tokens are encrypted to us; what is inside must be signed all the same."""

    algorithm: str = "RSA-OAEP-256"
    content: str = "A256GCM"


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of identities and what we agreed with it."""

    #: In the address that it sends people back to; no two providers share one.
    name: str
    #: As people read it on the sign-in page.
    label: str
    profile: Profile
    #: Compared letter by letter.
    issuer: str
    client_id: str
    redirect_uri: str
    after_sign_out: str
    authentication: ClientAuthentication
    secret: str = field(default="", repr=False)
    #: Private keys (PEM); the first signs for us, each opens what is encrypted to us.
    keys: tuple[str, ...] = field(default=(), repr=False)
    signing: tuple[str, ...] = ("RS256",)
    encryption: Encryption | None = None
    #: Thumbprints (RFC 7638) of the only keys that may sign; empty: those it publishes.
    pinned: frozenset[str] = frozenset()
    #: Whom our assertion speaks to: some want the issuer, most the address of its token endpoint.
    audience: Literal["token_endpoint", "issuer"] = "token_endpoint"
    is_simulator: bool = False

    def own_keys(self) -> tuple[RSAKey, ...]:
        """Our private keys, each under its thumbprint."""
        return tuple(_own_key(pem) for pem in self.keys)


def thumbprint(pem: str) -> str:
    """The name (RFC 7638) of a private key, by which both sides know it."""
    return RSAKey.import_key(pem).thumbprint()


def public_keys(providers: tuple[Provider, ...]) -> dict[str, Any]:
    """Our public keys as a JWK set, for providers that fetch them."""
    keys = {
        one.kid: one.as_dict(private=False)
        for provider in providers
        if not provider.is_simulator
        for one in provider.own_keys()
    }
    return {"keys": list(keys.values())}


def reasons_against(provider: Provider, *, demo: bool) -> list[str]:
    """Why nobody may sign in through this provider here; empty when they may. For who sets it up.

    Outside the demo no simulator, none of its keys, and nothing that is not encrypted on its way.
    """
    return list(_against(provider, demo=demo))


def _against(provider: Provider, *, demo: bool) -> Iterator[str]:
    if not demo:
        yield from _against_simulator(provider)
    if not provider.signing or not set(provider.signing) <= set(SIGNING):
        yield f"signing must be some of {', '.join(SIGNING)}"
    if provider.authentication == "private_key_jwt" and not provider.keys:
        yield "private_key_jwt needs a key"
    if provider.authentication != "private_key_jwt" and not provider.secret:
        yield f"{provider.authentication} needs a secret"
    if provider.encryption and not provider.keys:
        yield "encrypted id tokens need a key"


def _against_simulator(provider: Provider) -> Iterator[str]:
    if provider.is_simulator or is_local(provider.issuer):
        yield "the simulator signs in only in the demo"
    elif urlsplit(provider.issuer).scheme != "https":
        yield "the issuer must be https"
    if any(name.startswith(SIMULATOR_KEY) for name in provider.pinned):
        yield "a key of the simulator is pinned"


def is_local(address: str) -> bool:
    """Whether an address is one of this machine."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _own_key(pem: str) -> RSAKey:
    name = thumbprint(pem)
    return RSAKey.import_key(pem, {"kid": name})
