"""Signed data as CMS writes it down (RFC 5652): what PAdES seals and time stamps are made of.

The key is asked for one thing: a signature over a few hundred bytes. Everything else is known
before, so that a key in a token on the network is asked once for each document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from asn1crypto import algos, cms, core, tsp, x509

DIGEST = "sha256"


class Signs(Protocol):
    """A private key that stays where it is, with the certificate that speaks for it."""

    @property
    def certificate(self) -> x509.Certificate:
        """Of this key."""

    @property
    def chain(self) -> Sequence[x509.Certificate]:
        """Of those who issued it, nearest first."""

    def sign(self, data: bytes) -> bytes:
        """RSA PKCS#1 v1.5 over the SHA-256 of ``data``."""


@dataclass(frozen=True, slots=True)
class Signer:
    """What every signature of one certificate says alike, as it was read from its own DER."""

    named: cms.SignerIdentifier
    #: Binds the signature to this certificate (RFC 5035).
    which: cms.CMSAttribute


def detached(digest: bytes, key: Signs, *, stamp: Callable[[bytes], bytes] | None) -> bytes:
    """DER of a signature over content that stands elsewhere and has this SHA-256 (PAdES B-B).

    ``stamp`` gives a time-stamp token for the SHA-256 of the signature (PAdES B-T).
    """
    signer = _signer(key.certificate.dump())
    attributes = _attributes("data", digest, signer)
    signature = key.sign(attributes.dump())
    info = _signer_info(signer, attributes, signature)
    if stamp is not None:
        token = cms.ContentInfo.load(stamp(hashlib.sha256(signature).digest()))
        info["unsigned_attrs"] = cms.CMSAttributes(
            [_attribute("signature_time_stamp_token", token)]
        )
    return _packed(cms.ContentInfo({"content_type": "data"}), "v1", key, info)


def enveloping(content: bytes, content_type: str, key: Signs) -> bytes:
    """DER of signed data that carries its content, as a time-stamp token does."""
    signer = _signer(key.certificate.dump())
    attributes = _attributes(content_type, hashlib.sha256(content).digest(), signer)
    info = _signer_info(signer, attributes, key.sign(attributes.dump()))
    held = {"content_type": content_type, "content": cms.ParsableOctetString(content)}
    return _packed(cms.EncapsulatedContentInfo(held), "v3", key, info)


def _attributes(content_type: str, digest: bytes, signer: Signer) -> cms.CMSAttributes:
    """What is signed. No signing time: PAdES forbids it, and the time stamp says it."""
    return cms.CMSAttributes(
        [
            _attribute("content_type", content_type),
            _attribute("message_digest", digest),
            signer.which,
        ]
    )


@lru_cache(maxsize=16)
def _signer(certificate: bytes) -> Signer:
    """Once for each certificate, given as DER. SHA-256 of RFC 5035 is the default and left out."""
    told = x509.Certificate.load(certificate)
    digest = hashlib.sha256(certificate).digest()
    which = tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2({"cert_hash": digest})]})
    issuer = {"issuer": told.issuer, "serial_number": told.serial_number}
    named = cms.SignerIdentifier({"issuer_and_serial_number": issuer})
    attribute = _attribute("signing_certificate_v2", which)
    return Signer(cms.SignerIdentifier.load(named.dump()), cms.CMSAttribute.load(attribute.dump()))


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": cms.CMSAttributeType(kind), "values": (value,)})


def _signer_info(signer: Signer, attributes: cms.CMSAttributes, signature: bytes) -> cms.SignerInfo:
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": signer.named,
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": DIGEST}),
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm(
                {"algorithm": "sha256_rsa", "parameters": core.Null()}
            ),
            "signature": signature,
        }
    )


def _packed(
    content: cms.ContentInfo | cms.EncapsulatedContentInfo,
    version: str,
    key: Signs,
    info: cms.SignerInfo,
) -> bytes:
    signed = cms.SignedData(
        {
            "version": version,
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": DIGEST})],
            "encap_content_info": content,
            "certificates": [key.certificate, *key.chain],
            "signer_infos": [info],
        }
    )
    packed: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return packed
