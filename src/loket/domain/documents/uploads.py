"""What an uploaded file turned out to be, from what its seals say of themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from loket.domain.documents.facts import UploadAnswer

#: Where a file of ours says how much of it is sealed.
_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_BEGINNING, _END = b"%PDF-", b"%%EOF"


@dataclass(frozen=True, slots=True)
class ReadSeal:
    """One seal of a file: whose certificate, up to which byte, and whether it fits."""

    certificate: str
    by: str
    covers: int
    fits: bool


def is_truncated(pdf: bytes) -> bool:
    """Whether the end of the file is missing: no end mark, or a seal that speaks of more bytes."""
    if not pdf.startswith(_BEGINNING):
        return False
    if _END not in pdf[-1024:]:
        return True
    return any(int(found[3]) + int(found[4]) > len(pdf) for found in _RANGE.finditer(pdf))


def answer_from(
    seals: Sequence[ReadSeal], *, size: int, ours: Collection[str]
) -> tuple[UploadAnswer, str]:
    """What the file is, and who sealed it, for a file whose bytes are not among those we issued.

    ``ours`` holds the SHA-256 of every certificate that ever sealed here. A seal of ours that fits
    all of the file and is yet unknown has had its own wrapping changed: it is not what we issued.
    """
    if not seals:
        return "no_seal", ""
    own = next((one for one in seals if one.certificate in ours), None)
    if own is None:
        return "foreign_seal", seals[0].by
    if not own.fits:
        return "tampered", own.by
    return ("later_revision" if own.covers < size else "tampered"), own.by
