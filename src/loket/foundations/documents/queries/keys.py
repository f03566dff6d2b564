"""The keys of the short codes: the first makes, all of them find."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from loket.domain.documents import codes


def keys() -> list[bytes]:
    """Newest first. Raises ``ImproperlyConfigured`` where none is set."""
    if not settings.DOCUMENT_KEYS:
        raise ImproperlyConfigured("LOKET_DOCUMENT_KEYS: documents cannot get a code without a key")
    return [key.encode() for key in settings.DOCUMENT_KEYS]


def look_up_keys(code: str) -> list[bytes]:
    """Under what this code may be stored, by each key that ever made one."""
    return [codes.look_up_key(code, key=key) for key in keys()]


def code_of(seed: bytes, code_key: bytes) -> str:
    """The code of a document, from whichever key made it; empty when that key is gone."""
    for key in keys():
        code = codes.code_from(seed, key=key)
        if codes.look_up_key(code, key=key) == code_key:
            return code
    return ""
