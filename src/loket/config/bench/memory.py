"""The memory of the process that issues certificates, which must stay flat.

``LOKET_BENCH_DOCUMENTS`` says how many are issued. By default 2,000, which takes minutes and shows
a leak of a few kilobytes a document; 20,000 is what was promised, and takes half an hour or more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from loket.config import env
from loket.config.bench import certificates
from loket.config.bench._bed import bed

DOCUMENTS: Final = 2000
BAND: Final = 0.10


def run() -> Iterator[dict[str, Any]]:
    """Looked at after each tenth of the documents; the first one is the limit."""
    count = env.number("LOKET_BENCH_DOCUMENTS", DOCUMENTS)
    with bed() as made:
        yield told(certificates.measured(made, "memory", count), count)


def told(seen: Sequence[int], count: int) -> dict[str, Any]:
    """The tenth that is farthest from the first one."""
    first, *later = seen
    farthest = max(later, key=lambda one: abs(one - first))
    change = farthest / first - 1
    return {
        "figure": "memory of the process that issues", "unit": "MB",
        "value": round(farthest / 2**20, 1), "limit": round(first / 2**20, 1),
        "limit_is": "its memory after the first tenth", "ratio": round(1 + change, 3),
        "at_most": 1 + BAND, "reached": abs(change) <= BAND, "documents": count,
        "after_each_tenth_mb": [round(one / 2**20, 1) for one in seen],
    }  # fmt: skip
