"""A seal for the demo: an authority nobody knows, a key in an encrypted file, a clock of its own.

Its certificates say *zonder rechtswaarde*. Everything lies in one folder, made once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from loket.connectors.seals import write_key
from loket.connectors.seals.files import read_certificates
from loket.connectors.timestamps import LocalAuthority
from loket.kit import certificates

#: The demo can be set to another day (`loket demo --at`): its certificates hold on all of them.
SINCE = timedelta(days=3650)
DAYS = 7300
WITHOUT_VALUE = "zonder rechtswaarde"
STAMPS = "stamps"


def make(folder: Path, passphrase: str, *, now: datetime) -> None:
    """Everything the sealing process of a demo needs; nothing when it is there already."""
    if (folder / "chain.pem").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / STAMPS).mkdir(exist_ok=True)
    root = certificates.Root.new("Wortel van een demonstratie", now=now, since=SINCE)
    stamping = certificates.new_key()
    _keep(folder / STAMPS, stamping, _issued(root, stamping, "time_stamps", now), root, passphrase)
    listed = root.revocations(now=now, days=DAYS, since=SINCE)
    (folder / "revoked.pem").write_bytes(listed.public_bytes(Encoding.PEM))
    sealing = certificates.new_key()
    # The chain comes last: it says that all is there.
    _keep(folder, sealing, _issued(root, sealing, "seal", now), root, passphrase)


def authority(folder: Path, passphrase: str, clock: Callable[[], datetime]) -> LocalAuthority:
    """Who says the time in the demo."""
    pem = (folder / STAMPS / "key.pem").read_bytes()
    key = load_pem_private_key(pem, passphrase.encode())
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(folder)
    own, *chain = read_certificates(folder / STAMPS / "chain.pem")
    return LocalAuthority(key, own, tuple(chain), clock=clock)


def _issued(
    root: certificates.Root, key: rsa.RSAPrivateKey, use: certificates.Use, now: datetime
) -> x509.Certificate:
    names = {"seal": "Zegel van een demonstratie", "time_stamps": "Tijd van een demonstratie"}
    return root.issue(
        names[use],
        key.public_key(),
        use=use,
        now=now,
        days=DAYS,
        organisation=WITHOUT_VALUE,
        since=SINCE,
    )


def _keep(
    folder: Path,
    key: rsa.RSAPrivateKey,
    certificate: x509.Certificate,
    root: certificates.Root,
    passphrase: str,
) -> None:
    write_key(folder, key, passphrase)
    chain = (certificate, root.certificate)
    text = b"".join(one.public_bytes(Encoding.PEM) for one in chain)
    (folder / "chain.pem").write_bytes(text)
