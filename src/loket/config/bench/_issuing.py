"""One process that issues documents, and measures what that costs; `certificates` starts it.

``python -m loket.config.bench._issuing ROUTE COUNT FILE`` makes a city, then issues by the route
and, in turn, makes the same documents bare: typesetting, QR code, seal and time stamp, no database.
What it measured goes into FILE as JSON. A route is a function that issues document number N.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

ROUNDS = 8
PAGE = os.sysconf("SC_PAGE_SIZE")

Issue = Callable[[int], None]


def main() -> None:
    """Measures one route."""
    import django

    route, count, target = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    django.setup()
    Path(target).write_text(json.dumps(measure(ROUTES[route](), count)))


def measure(issue: Issue, count: int) -> dict[str, Any]:
    """Seconds of processor for one document, ours and PostgreSQL's, whole and bare in turn.

    Memory is looked at after each round; the first round warms everything up and does not count.
    """
    each = max(1, count // ROUNDS)
    bare = _bare()
    whole_cost: list[float] = []
    bare_cost: list[float] = []
    memory: list[int] = []
    number = 0
    for turn in range(ROUNDS + 1):
        for make, costs in ((issue, whole_cost), (bare, bare_cost)):
            began = _processor()
            for _ in range(each):
                number += 1
                make(number)
            if turn:
                costs.append((_processor() - began) / each)
        if turn:
            memory.append(_resident())
    return {
        "documents": each * ROUNDS,
        "whole": median(whole_cost),
        "bare": median(bare_cost),
        "memory_first": median(memory[: ROUNDS // 4]),
        "memory_last": median(memory[-(ROUNDS // 4) :]),
    }


def documents() -> Issue:
    """The city authors, seals and stores: no guard and no rules before it."""
    from loket.foundations.documents import actions, tasks
    from loket.kit import clock

    sealer = _sealer()
    template = _template()
    actions.enlist(sealer=sealer, now=clock.now())

    def issue(number: int) -> None:
        now = clock.now()
        actions.author(
            template=template.code,
            claims={**template.example, "names": f"Persoon {number}"},
            subject=uuid4(),
            product="attest-woonduur",
            reference=f"bench:{number}",
            now=now,
            actor="system:bench",
        )
        tasks.seal(sealer, now)

    return issue


#: What stands before the documents is measured by a route of its own.
ROUTES: dict[str, Callable[[], Issue]] = {"documents": documents}


def _bare() -> Issue:
    """The same document without database, journal and rules."""
    from loket.foundations.documents.actions import drawing, preparing
    from loket.foundations.documents.models import Material
    from loket.kit import clock, qr, sealplaces, signeddata, typesetting

    sealer = _sealer()
    template, now = _template(), clock.now()
    facts = drawing.facts_for(template, template.example, code="3" * 14 + "4", at=now)
    text = f"https://loket.example/verify/33333-33333-33334#{'x' * 380}"
    material = Material.objects.order_by("-enlisted_at").first()
    certificates, revocations = (
        preparing.read_material(material) if material else ([sealer.key.certificate], [])
    )

    def make(number: int) -> None:
        claims = {**template.example, "names": f"Persoon {number}"}
        drawn = typesetting.pdf(
            template.source, {**facts, "qr": qr.svg(text), "claims": claims}, at=now
        )
        place = sealplaces.prepare(
            drawn, by="Stad", certificates=certificates, revocations=revocations, at=now
        )
        seal = signeddata.detached(place.digest, sealer.key, stamp=sealer.authority.stamp)
        sealplaces.fill(place, seal)

    return make


def _template() -> Any:
    from loket.foundations.documents import queries

    return queries.find_template("attest-woonduur")


def _sealer() -> Any:
    """A key in an encrypted file and an authority in this process, as the demo has them."""
    from loket.config import demoseal
    from loket.connectors.seals import FileKey
    from loket.foundations.documents.actions import Sealer
    from loket.kit import clock

    folder = Path(os.environ["LOKET_BENCH_SEAL"])
    demoseal.make(folder, "bench", now=clock.now())
    return Sealer(FileKey(folder, "bench"), demoseal.authority(folder, "bench", _now))


def _now() -> datetime:
    from loket.kit import clock

    return clock.now()


def _processor() -> float:
    """Seconds of processor of this process and of the database server."""
    from loket.config.bench import _cpu

    return _cpu.seconds([int(os.environ["LOKET_BENCH_POSTMASTER"])]) + time.process_time()


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


if __name__ == "__main__":
    main()
