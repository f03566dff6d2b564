"""Who may sign residents in is pinned in a file, and nothing of the simulator passes for real."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.connectors.identity.parties import PEM

from loket.config import identity
from loket.config.talk import Refused
from loket.connectors.identity import ACM_IDM, Encryption, Provider, reasons_against, thumbprint

BASE = "https://loket.stad.example"
TABLE = """
[acm]
profile = "acm-idm"
label = "Vlaams aanmelden"
issuer = "https://id.example/op"
client_id = "abc"
key_files = ["{key}"]
encryption = ["RSA-OAEP-256", "A256GCM"]
pinned = ["a-thumbprint"]
"""
REAL = Provider(
    name="acm", label="x", profile=ACM_IDM, issuer="https://id.example/op", client_id="abc",
    redirect_uri=f"{BASE}/sign-in/callback/acm", after_sign_out=f"{BASE}/signed-out",
    authentication="private_key_jwt", keys=(PEM,),
)  # fmt: skip


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    path.write_text(PEM)
    return path


def write(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "identity.toml"
    path.write_text(text)
    monkeypatch.setenv("LOKET_IDENTITY_FILE", str(path))


def test_a_provider_is_read_with_an_address_of_its_own_to_come_back_to(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, TABLE.format(key=key), monkeypatch)
    (one,) = identity.configured(demo=False, base_url=BASE).providers
    assert one == replace(
        REAL, label="Vlaams aanmelden", encryption=Encryption(), pinned=frozenset({"a-thumbprint"})
    )
    assert identity.configured(demo=False, base_url=BASE).origins() == ["https://id.example"]


def test_no_text_of_a_provider_shows_its_key_or_secret() -> None:
    shown = repr(replace(REAL, secret="very secret"))
    assert "PRIVATE KEY" not in shown
    assert "very secret" not in shown


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('profile = "acm-idm"', 'profile = "x"'), "profile must be one of acm-idm, fas"),
        (('client_id = "abc"', ""), "'client_id' is missing"),
        (('client_id = "abc"', 'client_id = "abc"\ncolour = "red"'), "unknown: colour"),
        (('"{key}"', '"/nowhere/key.pem"'), "/nowhere/key.pem"),
        (('["{key}"]', "[]"), "private_key_jwt needs a key"),
        (('label = "Vlaams aanmelden"', 'label = "x"\nsigning = ["HS256"]'), "signing must be"),
        (('label = "Vlaams aanmelden"', 'label = "x"\nsigning = ["none"]'), "signing must be"),
        (("https://id.example/op", "http://id.example/op"), "the issuer must be https"),
        (("https://id.example/op", "http://localhost:8001"), "only in the demo"),
        (("https://id.example/op", "https://127.0.0.1/op"), "only in the demo"),
        (("a-thumbprint", "loket-simulator-1"), "a key of the simulator is pinned"),
        (
            ('encryption = ["RSA-OAEP-256", "A256GCM"]', 'encryption = "all"'),
            "encryption is a pair",
        ),
        (("[acm]", "[acm"), "identity.toml"),
    ],
)
def test_what_is_wrong_in_the_file_stops_the_start_and_is_said(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str], said: str
) -> None:
    assert change[0] in TABLE
    write(tmp_path, TABLE.replace(*change).replace("{key}", str(key)), monkeypatch)
    with pytest.raises(Refused, match=said.replace("[", r"\[")):
        identity.configured(demo=False, base_url=BASE)


def test_all_mistakes_are_said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "[one]\nlabel = 'x'\n[two]\nlabel = 'y'\n", monkeypatch)
    with pytest.raises(Refused) as refused:
        identity.configured(demo=False, base_url=BASE)
    assert "one: 'profile' is missing" in str(refused.value)
    assert "two: 'profile' is missing" in str(refused.value)


def test_the_simulator_is_believed_in_the_demo_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOKET_VAR", str(tmp_path))
    monkeypatch.setenv("LOKET_IDENTITY_SIMULATOR", "http://localhost:8001")
    (one,) = identity.configured(demo=True, base_url=BASE).providers
    assert one.is_simulator
    assert reasons_against(one, demo=True) == []
    with pytest.raises(Refused, match="only in the demo"):
        identity.configured(demo=False, base_url=BASE)
    assert (tmp_path / "identity.pem").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_server_with_the_simulator_configured_does_not_start(
    tmp_path: Path, command: str
) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    answer = subprocess.run(
        [sys.executable, "-m", "loket.config", command],
        env=clean
        | {
            "DATABASE_URL": "postgresql:///nowhere",
            "LOKET_VAR": str(tmp_path),
            "LOKET_SECRET_KEY": "x" * 50,
            "LOKET_DATA_KEYS": "x" * 50,
            "LOKET_ALLOWED_HOSTS": "loket.example",
            "LOKET_IDENTITY_SIMULATOR": "https://simulator.example",
        },
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert answer.returncode == 1
    assert "simulator: the simulator signs in only in the demo" in answer.stderr


def test_the_simulator_itself_does_not_start_outside_the_demo() -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    answer = subprocess.run(
        [sys.executable, "-m", "loket.config", "simulate", "identity", "--port", "0"],
        env=clean, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert (answer.returncode, "only in the demo" in answer.stderr) == (1, True)


def test_both_sides_know_a_key_by_the_same_name() -> None:
    assert thumbprint(PEM) == REAL.own_keys()[0].kid
