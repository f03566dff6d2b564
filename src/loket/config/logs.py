"""What is logged is written without national numbers, wherever in a line they stand."""

from __future__ import annotations

import logging
import re
from typing import Final

#: Eleven digits, with or without the usual marks, that are no part of a longer word or number.
NUMBER: Final = re.compile(r"(?<![\w.-])\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}(?![\w])")
IN_ITS_PLACE: Final = "•••••••••••"


class Line(logging.Formatter):
    """A line of the log; the last thing that touches its text."""

    def format(self, record: logging.LogRecord) -> str:
        """Message and traceback, redacted."""
        return redacted(super().format(record))


def redacted(text: str) -> str:
    """The same text with every national number blotted out."""
    return NUMBER.sub(IN_ITS_PLACE, text)
