"""Both authorities keep the same contract, and a token that answers something else is refused."""

import hashlib
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives.serialization import Encoding
from tests.factories import documents as factory

from loket.connectors.timestamps import Authority, HttpAuthority, NotStamped
from loket.connectors.timestamps.serving import serving
from loket.connectors.timestamps.timestamps import request_for, token_of

#: Of a machine that is busy with other tests.
PATIENCE_SECONDS = 120
DIGEST = hashlib.sha256(b"a seal").digest()


@pytest.fixture(params=["local", "http"])
def authority(request: pytest.FixtureRequest) -> Iterator[Authority]:
    if request.param == "local":
        yield factory.authority()
        return
    with serving(factory.authority()) as url:
        client = HttpAuthority(url, seconds=PATIENCE_SECONDS)
        yield client
        client.close()


def test_a_token_says_when_the_digest_existed(authority: Authority) -> None:
    token = cms.ContentInfo.load(authority.stamp(DIGEST))
    told = token["content"]["encap_content_info"]["content"].parsed
    assert told["message_imprint"]["hashed_message"].native == DIGEST
    assert told["gen_time"].native == factory.NOW.replace(microsecond=0)


def test_no_two_tokens_are_the_same(authority: Authority) -> None:
    assert authority.stamp(DIGEST) != authority.stamp(DIGEST)


def test_openssl_believes_a_token(authority: Authority, tmp_path: Path) -> None:
    root = tmp_path / "root.pem"
    root.write_bytes(factory.root().certificate.public_bytes(Encoding.PEM))
    (tmp_path / "token.der").write_bytes(authority.stamp(DIGEST))
    arguments = ["openssl", "ts", "-verify", "-token_in", "-in", tmp_path / "token.der"]
    then = str(int(factory.NOW.timestamp()))  # the authority of the tests is not for ever
    said = subprocess.run(
        [*arguments, "-digest", DIGEST.hex(), "-CAfile", root, "-attime", then],
        capture_output=True, check=False,
    )  # fmt: skip
    assert b"Verification: OK" in said.stdout + said.stderr


def test_an_answer_about_another_digest_or_another_question_is_refused() -> None:
    answer = factory.authority().answer(request_for(DIGEST, 7))
    assert token_of(answer, digest=DIGEST, nonce=7)
    for digest, nonce in ((hashlib.sha256(b"x").digest(), 7), (DIGEST, 8)):
        with pytest.raises(NotStamped, match="something_else"):
            token_of(answer, digest=digest, nonce=nonce)


@pytest.mark.parametrize("answer", [b"", b"\x30\x03\x02\x01\x00", b"<html>busy</html>"])
def test_what_is_no_answer_is_malformed(answer: bytes) -> None:
    with pytest.raises(NotStamped, match="malformed"):
        token_of(answer, digest=DIGEST, nonce=1)


def test_nobody_there_is_said_as_such() -> None:
    with pytest.raises(NotStamped, match="unreachable"):
        HttpAuthority("http://127.0.0.1:9/", seconds=1).stamp(DIGEST)


def test_a_server_that_says_no_is_said_with_its_status() -> None:
    class Busy(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))  # else the end is a broken line
            self.send_error(503)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Busy)
    Thread(target=server.handle_request, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    with pytest.raises(NotStamped, match="refused 503"):
        HttpAuthority(address, seconds=PATIENCE_SECONDS).stamp(DIGEST)
    server.server_close()


def test_the_local_authority_reads_no_nonsense() -> None:
    with pytest.raises(NotStamped, match="malformed"):
        factory.authority().answer(b"nonsense")
    assert datetime(2027, 1, 1, tzinfo=UTC) >= factory.NOW
