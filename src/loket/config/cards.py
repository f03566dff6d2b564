"""Whose identity cards a kiosk believes: those of the authorities that are pinned.

The file that LOKET_CARD_AUTHORITIES names holds their certificates (PEM). Without it no kiosk
offers a card; the demo has an issuer of its own. What is wrong in it stops the start.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from loket.config import env
from loket.config.talk import Refused
from loket.kit.ids import keyed_hash

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from loket.connectors.cards import Register, SimulatedIssuer


@dataclass(frozen=True)
class Setup:
    """The pinned authorities, and how their register is asked; read when first used."""

    path: Path | None = None
    #: Of the demo's own issuer; empty outside the demo.
    seed: bytes = b""

    @property
    def are_believed(self) -> bool:
        """Whether a kiosk with a reader may offer a card."""
        return bool(self.path or self.seed)

    @cached_property
    def trusted(self) -> list[Certificate]:
        """The authorities that are pinned."""
        if self.seed:
            return [self.issuer.certificate]
        return _read(self.path) if self.path else []

    @cached_property
    def register(self) -> Register:
        """Who says whether a certificate was revoked."""
        from loket.connectors.cards import OcspRegister

        return self.issuer if self.seed else OcspRegister()

    @cached_property
    def issuer(self) -> SimulatedIssuer:
        """The demo's own, with the same keys in every process."""
        from loket.connectors.cards import SimulatedIssuer

        return SimulatedIssuer(seed=self.seed)


def configured(*, demo: bool, secret: str) -> Setup:
    """What the environment says. Raises ``Refused`` for a file that cannot be read or believed."""
    named = env.text("LOKET_CARD_AUTHORITIES")
    if demo and not named:
        return Setup(seed=keyed_hash(secret, "demo", "issuer of cards").encode())
    if not named:
        return Setup()
    _check(_read(Path(named)), demo=demo)
    return Setup(Path(named))


def _check(found: list[Certificate], *, demo: bool) -> None:
    from loket.connectors.cards import MARK

    if not demo and any(MARK in one.subject.rfc4514_string() for one in found):
        message = "LOKET_CARD_AUTHORITIES: the simulator's cards open nothing outside the demo"
        raise Refused(message)


def _read(path: Path) -> list[Certificate]:
    from cryptography import x509

    try:
        found = x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as problem:
        message = f"LOKET_CARD_AUTHORITIES: {path}: {problem}"
        raise Refused(message) from problem
    return found
