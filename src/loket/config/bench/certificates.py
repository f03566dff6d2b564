"""What a certificate of the city's own costs, beside the bare making of the same document.

Whole: a resident asks; the guard before the in-process simulator, the rules, the journal, the
document with its QR code, its seal (RSA-3072, a key in a file) with a time stamp, and the database.
Bare: typesetting, a signed QR code, seal and time stamp, in the same process by turns. Both are
seconds of processor, the database server's included, so that the figure is one core's whatever
else runs.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, Final

from loket.config import env
from loket.config.bench._bed import Bed, bed
from loket.config.cluster import roles

CITIES: Final = env.REPOSITORY / "src" / "loket" / "cities"
DOCUMENTS: Final = 400
LEAST_OF_BARE: Final = 0.6
LEAST_A_SECOND: Final = 30


def run() -> Iterator[dict[str, Any]]:
    """In the city of the demo, in a process of its own."""
    with bed() as made:
        yield told(measured(made, "cost", DOCUMENTS))


def measured(made: Bed, what: str, count: int) -> Any:
    """What `_issuing` measured while it issued so many in the city of the demo."""
    load_city(made)
    target = made.folder / "issued.json"
    subprocess.run(
        [sys.executable, "-m", "loket.config.bench._issuing", what, str(count), str(target)],
        check=True,
        stdout=subprocess.DEVNULL,
        env=made.environment(
            roles.OWNER,
            LOKET_BENCH_SEAL=str(made.folder / "seal"),
            LOKET_BENCH_POSTMASTER=str(made.postmaster()),
        ),
    )
    return json.loads(target.read_text())


def load_city(made: Bed) -> None:
    """The city of the demo."""
    city = (CITIES / "demo.txt").read_text().strip()
    made.run("loket.config", "city", "load", str(CITIES / city))


def told(found: dict[str, Any]) -> dict[str, Any]:
    """Certificates for each second of one core's work."""
    whole, bare = 1 / found["whole"], 1 / found["bare"]
    ratio = round(found["share"], 2)
    return {
        "figure": "certificates a second and core", "value": round(whole, 1), "unit": "1/s",
        "limit": round(bare, 1), "limit_is": "bare typesetting, QR code, seal and time stamp",
        "ratio": ratio, "at_least": LEAST_OF_BARE, "at_least_a_second": LEAST_A_SECOND,
        "reached": ratio >= LEAST_OF_BARE and whole >= LEAST_A_SECOND,
        "documents": found["documents"], "key": "RSA-3072 in a file",
        "ms": round(1000 * found["whole"], 1), "bare_ms": round(1000 * found["bare"], 1),
    }  # fmt: skip
