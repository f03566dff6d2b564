"""Every key keeps the same contract: a token, an encrypted file, and the simulator."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from pkcs11.util.rsa import encode_rsa_public_key
from tests.factories import documents as factory

from loket.connectors.seals import (
    FileKey,
    SealKey,
    SimulatedKey,
    TokenAway,
    TokenKey,
    WrongPassphrase,
    write_key,
)
from loket.connectors.seals.simulated import PADDING, SHA256
from loket.kit import certificates

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "273849"


def put_certificates(folder: Path, key: rsa.RSAPublicKey) -> None:
    root = factory.root()
    issued = root.issue("Zegel", key, use="seal", now=factory.NOW)
    chain = b"".join(one.public_bytes(Encoding.PEM) for one in (issued, root.certificate))
    (folder / "chain.pem").write_bytes(chain)
    listed = root.revocations(now=factory.NOW).public_bytes(Encoding.PEM)
    (folder / "revoked.pem").write_bytes(listed)


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A token in software, with a key that was made in it and cannot leave it."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(config)
    make = ["softhsm2-util", "--init-token", "--free", "--label", "city", "--so-pin", "9876"]
    subprocess.run([*make, "--pin", PIN], check=True, capture_output=True)
    with (
        pkcs11.lib(str(LIBRARY))
        .get_token(token_label="city")
        .open(rw=True, user_pin=PIN) as session
    ):
        public, _ = session.generate_keypair(
            pkcs11.KeyType.RSA, certificates.BITS, label="seal", store=True
        )
        key = load_der_public_key(encode_rsa_public_key(public))
    assert isinstance(key, rsa.RSAPublicKey)
    put_certificates(folder, key)
    return folder


@pytest.fixture
def in_token(token: Path) -> Iterator[TokenKey]:
    key = TokenKey(LIBRARY, token="city", label="seal", pin=PIN, folder=token)
    yield key
    key.close()


@pytest.fixture
def in_file(tmp_path: Path) -> FileKey:
    key = certificates.new_key()
    write_key(tmp_path, key, "open sesame")
    put_certificates(tmp_path, key.public_key())
    return FileKey(tmp_path, "open sesame")


@pytest.fixture(params=["in_token", "in_file", "simulated"])
def key(request: pytest.FixtureRequest) -> SealKey:
    if request.param == "simulated":
        return SimulatedKey(factory.root(), now=factory.NOW)
    found: SealKey = request.getfixturevalue(request.param)
    return found


def test_a_signature_fits_the_certificate(key: SealKey) -> None:
    public = x509.load_der_x509_certificate(key.certificate.dump()).public_key()
    assert isinstance(public, rsa.RSAPublicKey)
    public.verify(key.sign(b"what is signed"), b"what is signed", PADDING, SHA256)


def test_the_chain_leads_to_the_root_and_the_list_is_there(key: SealKey) -> None:
    assert key.chain[-1].subject == factory.root_name()
    assert [one.issuer for one in key.revocations] == [factory.root_name()]


def test_a_token_that_was_away_is_asked_once_more(in_token: TokenKey) -> None:
    in_token.close()
    with pytest.raises(TokenAway):
        in_token.sign(b"x")
    again = TokenKey(LIBRARY, token="city", label="seal", pin=PIN, folder=in_token._folder)
    assert again._session is not None
    again._session.close()
    assert len(again.sign(b"x")) == certificates.BITS // 8
    again.close()


@pytest.mark.parametrize(
    ("name", "label", "pin"),
    [("nowhere", "seal", PIN), ("city", "nothing", PIN), ("city", "seal", "0000")],
)
def test_a_token_a_key_or_a_pin_that_is_not_there_is_said(
    token: Path, name: str, label: str, pin: str
) -> None:
    with pytest.raises(TokenAway, match=f"token {name}, key {label}"):
        TokenKey(LIBRARY, token=name, label=label, pin=pin, folder=token)


def test_the_key_file_is_encrypted_and_for_its_owner_only(in_file: FileKey) -> None:
    path = in_file._folder / "key.pem"
    assert b"ENCRYPTED PRIVATE KEY" in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(WrongPassphrase):
        FileKey(in_file._folder, "something else")


def test_new_lists_of_revocations_are_read_without_stopping(in_file: FileKey) -> None:
    (in_file._folder / "revoked.pem").unlink()
    assert list(in_file.revocations) == []
