"""Reads the seals of a PDF from anybody; only ever run in a box (`kit.boxes`).

``python -m loket.kit.sealreading < file.pdf`` prints JSON: ``{"readable": bool, "seals": [...]}``,
oldest seal first, each with what it covers and whether it fits.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from loket.kit import boxes

HASHES: dict[str, type[HashAlgorithm]] = {"sha256": SHA256, "sha384": SHA384, "sha512": SHA512}
#: More seals than this is not a document of ours.
MOST_SEALS = 20


def read(pdf: bytes) -> dict[str, Any]:
    """Every seal of the file. Whatever is wrong with the file makes it unreadable, not us."""
    try:
        root = PdfFileReader(io.BytesIO(pdf), strict=False).root
        fields = root["/AcroForm"]["/Fields"] if "/AcroForm" in root else ()
        seals = [_read_seal(one, pdf) for one in islice(_list_seals(fields), MOST_SEALS)]
    except (PdfReadError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return {"readable": False, "seals": []}
    except (RecursionError, MemoryError, OverflowError):
        return {"readable": False, "seals": []}
    return {"readable": True, "seals": sorted(seals, key=lambda seal: seal["covers"])}


def _list_seals(fields: Any) -> Iterator[Any]:
    """Every filled field of a signature, also below other fields."""
    for at in range(len(fields)):
        # By number: so the package follows a reference to another object.
        field = fields[at]
        if field.get("/FT") == "/Sig" and "/V" in field:
            if field["/V"].get("/Type", "/Sig") == "/Sig":
                yield field["/V"]
        elif "/Kids" in field:
            yield from _list_seals(field["/Kids"])


def _read_seal(seal: Any, pdf: bytes) -> dict[str, Any]:
    """``covers`` is the end of the last byte that the seal speaks of."""
    start, first, second, rest = (int(number) for number in seal["/ByteRange"])
    info = cms.ContentInfo.load(bytes(seal["/Contents"]), strict=False)["content"]
    signer = info["signer_infos"][0]
    certificate = _certificate_of(signer, info)
    covered = pdf[:first] + pdf[second : second + rest]
    # What stands in the gap must be the seal itself, and nothing else may hide there.
    whole = start == 0 and re.fullmatch(rb"<[0-9A-Fa-f]*>", pdf[first:second]) is not None
    return {
        "covers": second + rest,
        "fits": whole and _fits(signer, certificate, covered),
        "certificate": hashlib.sha256(certificate.dump()).hexdigest(),
        "by": str(certificate.subject.native.get("common_name", ""))[:200],
    }


def _certificate_of(signer: Any, info: Any) -> Any:
    wanted = signer["sid"].chosen["serial_number"].native
    for one in info["certificates"]:
        if one.chosen.serial_number == wanted:
            return one.chosen
    raise ValueError("no certificate of the signer")


def _fits(signer: Any, certificate: Any, covered: bytes) -> bool:
    """Whether the bytes are those that were sealed, by the holder of this certificate."""
    name = signer["digest_algorithm"]["algorithm"].native
    algorithm = HASHES.get(name)
    if algorithm is None:
        return False
    attributes = {one["type"].native: one["values"] for one in signer["signed_attrs"]}
    digest = hashlib.new(name, covered).digest()
    if attributes["message_digest"][0].native != digest:
        return False
    signed = signer["signed_attrs"].untag().dump()
    key = x509.load_der_x509_certificate(certificate.dump()).public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signer["signature"].native, signed, padding.PKCS1v15(), algorithm())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signer["signature"].native, signed, ec.ECDSA(algorithm()))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def main() -> None:
    """Reads all of the input, and only then anything in it."""
    given = sys.stdin.buffer.read()
    boxes.step_in()
    sys.stdout.write(json.dumps(read(given)))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
