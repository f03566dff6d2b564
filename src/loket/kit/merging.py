"""Several PDF files as one to print, each from a page of its own."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf


class NotMerged(Exception):
    """One of the files is no PDF that can be read."""


def merge(files: Iterable[bytes]) -> bytes:
    """All pages in order, on paper only: seals and attachments of the files do not survive it.

    Raises ``NotMerged``.
    """
    target = io.BytesIO()
    with pikepdf.new() as made:
        for file in files:
            try:
                with pikepdf.open(io.BytesIO(file)) as source:
                    made.pages.extend(source.pages)
            except (pikepdf.PdfError, pikepdf.PasswordError) as fault:
                raise NotMerged(str(fault)) from fault
        made.save(target)
    return target.getvalue()
