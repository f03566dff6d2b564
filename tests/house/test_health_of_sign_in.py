"""`loket doctor` says who signs residents in, and which certificate ends when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from tests.connectors.identity.parties import PEM
from tests.house.test_identity import TABLE

from loket.config.health_identity import examine_identity

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def certificate(path: Path, end: datetime) -> None:
    key = load_pem_private_key(PEM.encode(), None)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loket.example")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, NOW - timedelta(days=400), end)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "key.pem").write_text(PEM)
    path = tmp_path / "identity.toml"
    path.write_text(
        TABLE.replace("{key}", str(tmp_path / "key.pem"))
        + f'certificate_file = "{tmp_path / "certificate.pem"}"\n'
    )
    monkeypatch.setenv("LOKET_IDENTITY_FILE", str(path))
    return tmp_path / "certificate.pem"


@pytest.mark.parametrize(("days", "mark"), [(90, "ok"), (59, "note"), (-1, "wrong")])
def test_a_certificate_that_ends_soon_is_said_in_time(table: Path, days: int, mark: str) -> None:
    certificate(table, NOW + timedelta(days=days))
    marks = {one.name: one.mark for one in examine_identity(NOW)}
    assert marks["certificate acm"] == mark


def test_the_provider_is_named_with_what_its_connector_honestly_is(table: Path) -> None:
    certificate(table, NOW + timedelta(days=90))
    (said,) = [one.said for one in examine_identity(NOW) if one.name == "sign-in acm"]
    assert "as documented, untested" in said
    assert "https://id.example/op" in said
    assert "PRIVATE" not in said


def test_a_certificate_that_is_not_there_is_wrong(table: Path) -> None:
    marks = {one.name: one.mark for one in examine_identity(NOW)}
    assert marks["certificate acm"] == "wrong"


def test_nobody_to_sign_in_through_is_a_note() -> None:
    (found,) = examine_identity(NOW)
    assert (found.mark, found.said) == ("note", "no provider: residents cannot sign in")


def test_a_file_with_a_mistake_is_wrong(table: Path) -> None:
    table.with_name("identity.toml").write_text("[acm]\n")
    (found,) = examine_identity(NOW)
    assert found.mark == "wrong"
    assert "'profile' is missing" in found.said
