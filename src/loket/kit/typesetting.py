"""Typesets a document as PDF/A-3a and PDF/UA-1 in one file, or as pictures to look at.

One compiler is kept for the process: making it takes longer than twenty documents. The fonts are
those that it brings (Libertinus Serif, DejaVu Sans Mono), never the machine's, so that a document
looks the same wherever it is made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any

import typst

#: Archivable, accessible, with its data inside; the compiler refuses what is not.
STANDARDS: list[Any] = ["a-3a", "ua-1"]

#: The compiler remembers between documents, and may not be asked twice at once.
_one_at_a_time = Lock()


class NotTypeset(Exception):
    """The template and these facts do not make a document; the message says where."""


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def pdf(source: bytes, facts: Mapping[str, Any], *, at: datetime) -> bytes:
    """The document. The template reads its facts from ``json(bytes(sys.inputs.facts))``.

    Raises ``NotTypeset`` for a template that does not compile or would not be accessible.
    """
    made: bytes = _compile(
        source, facts, format="pdf", pdf_standards=STANDARDS, timestamp=at.replace(microsecond=0)
    )
    return made


def pictures(source: bytes, facts: Mapping[str, Any], *, ppi: float = 110) -> list[bytes]:
    """Each page as PNG, for a preview; ``ppi`` is dots an inch."""
    made = _compile(source, facts, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else made


def _compile(source: bytes, facts: Mapping[str, Any], **how: Any) -> Any:
    inputs = {"facts": json.dumps(facts, ensure_ascii=False, sort_keys=True)}
    with _one_at_a_time:
        try:
            return _compiler().compile(source, sys_inputs=inputs, **how)
        except typst.TypstError as wrong:
            raise NotTypeset(f"{wrong.message} {wrong.diagnostic}".strip()) from wrong
