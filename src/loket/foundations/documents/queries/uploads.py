"""A file that somebody hands in: is it, byte for byte, what left this house?"""

from __future__ import annotations

import hashlib
import json

from django.db.models import F

from loket.domain.documents.facts import CITY, UploadAnswer, UploadVerification
from loket.domain.documents.uploads import ReadSeal, answer_from, is_truncated
from loket.foundations.documents.models import Document, Material
from loket.foundations.documents.queries.documents import city_day, verification_of
from loket.kit import boxes, clock


def judge(pdf: bytes) -> UploadVerification:
    """What the file is. It is read here and kept nowhere."""
    same = Document.objects.filter(file_hash=hashlib.sha256(pdf).digest())
    known = same.order_by(F("revoked_at").desc(nulls_first=True)).first()
    if known is not None:
        return _known(known)
    if is_truncated(pdf):
        return UploadVerification("truncated")
    return _read(pdf)


def _known(document: Document) -> UploadVerification:
    if document.source != CITY and document.revoked_at is None:
        return UploadVerification("passed_through", sealed_by=document.source)
    told = verification_of(document, city_day(clock.now()))
    return UploadVerification(told.answer, told)


def _read(pdf: bytes) -> UploadVerification:
    """What its seals say, read in a box."""
    try:
        told = json.loads(boxes.run("loket.kit.sealreading", pdf))
    except (boxes.BoxFailed, ValueError):
        return UploadVerification("unreadable")
    if not told["readable"]:
        return UploadVerification("unreadable")
    seals = [
        ReadSeal(one["certificate"], one["by"], one["covers"], one["fits"]) for one in told["seals"]
    ]
    ours = set(Material.objects.values_list("key", flat=True))
    answer: UploadAnswer
    answer, by = answer_from(seals, size=len(pdf), ours=ours)
    return UploadVerification(answer, sealed_by=by)
