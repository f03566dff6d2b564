"""A PDF with an empty place for a seal, so that somebody else can seal it by its hash alone.

The place stands in one revision added to the file, together with what a reader needs years later to
believe the seal (the document security store of PAdES B-LT). What comes after that revision is not
ours, which makes a later change plain to see.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from asn1crypto import crl, x509

FIELD = "Zegel"
#: Bytes for a seal with its certificates and its time stamp; typical ones take 6 kB.
ROOM = 12 * 1024
_one_reads = Lock()


@dataclass(frozen=True, slots=True)
class Place:
    """A PDF that waits: the SHA-256 to be sealed, and where the seal goes.

    ``start`` is the offset of the first of ``2 * ROOM`` hexadecimal digits.
    """

    pdf: bytes
    digest: bytes
    start: int


def prepare(
    pdf: bytes,
    *,
    by: str,
    certificates: Iterable[x509.Certificate],
    revocations: Iterable[crl.CertificateList],
    at: datetime,
) -> Place:
    """The PDF with an invisible, named place for one seal of ``by`` and its long-term material."""
    # A fifth of what a web process would load at its start, for what few of them ever do. Its parts
    # read one another in circles: two threads that begin at once would each find the other's half.
    with _one_reads:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
        from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
        from pyhanko.sign.signers.pdf_byterange import SignatureObject
        from pyhanko.sign.validation.dss import DocumentSecurityStore

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    DocumentSecurityStore.supply_dss_in_writer(
        writer, None, certs=list(certificates), crls=list(revocations)
    )
    spec = SigFieldSpec(FIELD, readable_field_name=f"Zegel van {by}")
    steps = PdfCMSEmbedder(new_field_spec=spec).write_cms(FIELD, writer)
    next(steps)
    place = SignatureObject(
        bytes_reserved=2 * ROOM, subfilter=SigSeedSubFilter.PADES, name=by, timestamp=at
    )
    steps.send(SigObjSetup(sig_placeholder=place))
    prepared, written = steps.send(SigIOSetup(md_algorithm="sha256", output=io.BytesIO()))
    return Place(written.getvalue(), prepared.document_digest, prepared.reserved_region_start + 1)


def fill(place: Place, seal: bytes) -> bytes:
    """The sealed PDF, as the database makes it too. ``ValueError`` when the seal is too large."""
    if len(seal) > ROOM:
        raise ValueError(f"the seal takes {len(seal)} bytes; there are {ROOM}")
    digits = seal.hex().upper().encode()
    return place.pdf[: place.start] + digits + place.pdf[place.start + len(digits) :]
