"""What a time stamp is for us, and how a token is checked before we believe it."""

from __future__ import annotations

from typing import Protocol

from asn1crypto import cms, tsp


class NotStamped(Exception):
    """No time stamp: ``kind`` says why, without the other side's words."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Authority(Protocol):
    """Says what time it was when a digest existed."""

    def stamp(self, digest: bytes) -> bytes:
        """DER of a token for this SHA-256, with the authority's certificates in it.

        Raises ``NotStamped``.
        """

    def close(self) -> None:
        """Lets go of the connection, if there is one."""


def request_for(digest: bytes, nonce: int) -> bytes:
    """DER of a request for a token with certificates in it."""
    asked = tsp.TimeStampReq(
        {
            "version": "v1",
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": digest,
            },
            "nonce": nonce,
            "cert_req": True,
        }
    )
    body: bytes = asked.dump()
    return body


def token_of(response: bytes, *, digest: bytes, nonce: int) -> bytes:
    """DER of the token in an answer, if it answers what was asked. Raises ``NotStamped``."""
    try:
        answered = tsp.TimeStampResp.load(response)
        if answered["status"]["status"].native not in {"granted", "granted_with_mods"}:
            raise NotStamped("refused")
        token: cms.ContentInfo = answered["time_stamp_token"]
        told = token["content"]["encap_content_info"]["content"].parsed
        imprint = told["message_imprint"]
        same = (
            imprint["hashed_message"].native == digest
            and imprint["hash_algorithm"]["algorithm"].native == "sha256"
            and told["nonce"].native == nonce
        )
    except (ValueError, TypeError, KeyError) as unread:
        raise NotStamped("malformed") from unread
    if not same:
        raise NotStamped("about_something_else")
    dumped: bytes = token.dump()
    return dumped
