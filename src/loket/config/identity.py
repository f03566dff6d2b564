"""Who may sign residents in: the file that LOKET_IDENTITY_FILE names, and the demo's simulator.

The file is TOML, a table for each provider (docs/how-to/connect-sign-in.md). Secrets and keys are
files of their own that it names. What is wrong in it stops the start, all of it at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from loket.config import env
from loket.config.talk import Refused
from loket.connectors.identity import ACM_IDM, PROFILES, Encryption, Provider, reasons_against

SIMULATOR: Final = "simulator"
SIMULATOR_CLIENT: Final = "loket-demo"
SIGNED_OUT: Final = "/signed-out"
BITS: Final = 3072
#: What a provider's table may say; anything else is a mistake, not something to pass over.
KEYS: Final = frozenset(
    {
        "profile", "label", "issuer", "client_id", "authentication", "secret_file", "key_files",
        "signing", "encryption", "pinned", "audience", "certificate_file",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setup:
    """Every provider, and the certificates whose end somebody must watch."""

    providers: tuple[Provider, ...] = ()
    certificates: Mapping[str, Path] = field(default_factory=dict)

    def origins(self) -> list[str]:
        """Where forms of our pages may lead a browser: to sign in, and to sign out."""
        return sorted({"/".join(one.issuer.split("/")[:3]) for one in self.providers})


def configured(*, demo: bool, base_url: str) -> Setup:
    """What the environment says. Raises ``Refused`` with every mistake."""
    path = env.text("LOKET_IDENTITY_FILE")
    tables = _tables(Path(path)) if path else {}
    providers, certificates, mistakes = [], {}, []
    for name, table in tables.items():
        try:
            providers.append(_provider(name, table, base_url))
            if "certificate_file" in table:
                certificates[name] = Path(table["certificate_file"])
        except (KeyError, TypeError, ValueError, OSError) as problem:
            mistakes.append(f"{name}: {_said(problem)}")
    if address := env.text("LOKET_IDENTITY_SIMULATOR"):
        providers.append(simulated(address, base_url))
    for one in providers:
        mistakes += [f"{one.name}: {reason}" for reason in reasons_against(one, demo=demo)]
    if mistakes:
        raise Refused("signing in is not set up well:\n" + "\n".join(f"  {m}" for m in mistakes))
    return Setup(tuple(providers), certificates)


def simulated(address: str, base_url: str) -> Provider:
    """The demo's simulator at this address."""
    return Provider(
        name=SIMULATOR,
        label="simulator",
        profile=ACM_IDM,
        issuer=address,
        client_id=SIMULATOR_CLIENT,
        authentication="private_key_jwt",
        keys=(demo_key(),),
        encryption=Encryption(),
        is_simulator=True,
        redirect_uri=_way_back(SIMULATOR, base_url),
        after_sign_out=f"{base_url}{SIGNED_OUT}",
    )


def demo_key() -> str:
    """The demo's own key (PEM), made once; outside the demo nobody knows it."""
    path = env.var() / "identity.pem"
    if not path.exists():
        made = rsa.generate_private_key(65537, BITS).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(made)
    return path.read_text()


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text())
    except (OSError, tomllib.TOMLDecodeError) as problem:
        message = f"LOKET_IDENTITY_FILE: {path}: {problem}"
        raise Refused(message) from problem


def _provider(name: str, table: Mapping[str, Any], base_url: str) -> Provider:
    if unknown := sorted(set(table) - KEYS):
        raise ValueError(f"unknown: {', '.join(unknown)}")
    if not name.isidentifier() and not name.replace("-", "").isalnum():
        raise ValueError("the name stands in an address: letters, digits and dashes")
    if table["profile"] not in PROFILES:
        raise ValueError(f"profile must be one of {', '.join(sorted(PROFILES))}")
    return Provider(
        name=name,
        label=table["label"],
        profile=PROFILES[table["profile"]],
        issuer=table["issuer"],
        client_id=table["client_id"],
        authentication=table.get("authentication", "private_key_jwt"),
        secret=Path(table["secret_file"]).read_text().strip() if "secret_file" in table else "",
        keys=tuple(Path(one).read_text() for one in table.get("key_files", ())),
        signing=tuple(table.get("signing", ("RS256",))),
        encryption=_encryption(table.get("encryption")),
        pinned=frozenset(table.get("pinned", ())),
        audience=table.get("audience", "token_endpoint"),
        redirect_uri=_way_back(name, base_url),
        after_sign_out=f"{base_url}{SIGNED_OUT}",
    )


def _encryption(said: object) -> Encryption | None:
    """``["RSA-OAEP-256", "A256GCM"]``, or nothing where id tokens are only signed."""
    match said:
        case None:
            return None
        case [str(algorithm), str(content)]:
            return Encryption(algorithm, content)
    raise ValueError("encryption is a pair: algorithm and content encryption")


def _way_back(name: str, base_url: str) -> str:
    """Where a provider sends people back to: an address of its own each."""
    return f"{base_url}/sign-in/callback/{name}"


def _said(problem: Exception) -> str:
    return f"{problem} is missing" if isinstance(problem, KeyError) else str(problem)
