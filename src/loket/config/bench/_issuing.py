"""One process that issues certificates, and measures what that costs.

``python -m loket.config.bench._issuing WHAT COUNT FILE`` issues certificates in a city that was
loaded. For the *cost* it also makes the same documents bare, by turns: typesetting, QR code, seal
and time stamp, no database. For the *memory* it looks at its own. What it measured goes into FILE.
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

from loket.config.bench import _turns

TURNS, TENTHS = 8, 10
#: So many people ask, again and again.
PEOPLE = 100
#: A certificate that a city writes itself, out of what the register tells of one person.
TEMPLATE = "attest-woonduur"
PAGE = os.sysconf("SC_PAGE_SIZE")

Issue = Callable[[int], None]


def main() -> None:
    """Measures what it is asked."""
    import django

    what, count, target = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    django.setup()
    if what == "memory":
        memory(certificates(), count, target)
    else:
        target.write_text(json.dumps(cost(certificates(), count)))


def cost(issue: Issue, count: int) -> dict[str, Any]:
    """Seconds of processor for one document, ours and PostgreSQL's, whole and bare by turns.

    The first turn warms everything up and does not count.
    """
    from loket.foundations.catalogue import queries as catalogue

    each = max(1, count // TURNS)
    # The bare ones ask for the facts of the city once a turn, and else no database.
    makes = (_many(issue), catalogue.of_one_edition(_many(_bare())))
    turns: list[list[float]] = []
    for turn in range(TURNS + 1):
        costs = []
        for make in makes:
            began = _processor()
            make(range(turn * each, (turn + 1) * each))
            costs.append((_processor() - began) / each)
        turns.append(costs)
    whole, bare = zip(*turns[1:], strict=True)
    return {
        "documents": each * TURNS,
        "whole": median(whole),
        "bare": median(bare),
        "share": _turns.share([1 / one for one in whole], [1 / one for one in bare]),
    }


def _many(issue: Issue) -> Callable[[range], None]:
    def issue_many(numbers: range) -> None:
        for number in numbers:
            issue(number)

    return issue_many


def memory(issue: Issue, count: int, target: Path) -> None:
    """Bytes that are resident after each tenth; written down each time, as it takes long."""
    seen: list[int] = []
    for tenth in range(TENTHS):
        for number in range(count // TENTHS):
            issue(tenth * count + number)
        seen.append(_resident())
        target.write_text(json.dumps(seen))


def certificates() -> Issue:
    """All of it: a resident asks for a certificate that the city writes, and it is delivered.

    The request, the guard before the in-process simulator, the rules, the journal, the document,
    its QR code, its seal with a time stamp, and what is stored of each.
    """
    from loket.config.bench import _residents
    from loket.domain.people.standing import of_oneself
    from loket.foundations.catalogue import queries as catalogue
    from loket.foundations.documents import actions as documents
    from loket.foundations.documents import tasks
    from loket.kit import clock
    from loket.offices.certificates import actions
    from loket.offices.certificates.queries import Words

    sealer, product = _sealer(), find_product()
    documents.enlist(sealer=sealer, now=clock.now())
    city = catalogue.the_city()
    people = _residents.move_in(_residents.Residents(PEOPLE, municipality=city.municipality))

    def issue(number: int) -> None:
        standing, now = of_oneself(people[number % PEOPLE]), clock.now()
        asked = actions.ask(
            product=product, standing=standing, words=Words(), channel="portal", key=uuid4(),
            now=now,
        )  # fmt: skip
        tasks.seal(sealer, now)
        done = actions.deliver(request=asked.id, actor=standing.actor, now=now)
        if done.state != "delivered":
            raise RuntimeError(f"{done.state} {done.reasons}")

    return issue


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
            product=TEMPLATE,
            reference=f"bench:{number}",
            now=now,
            actor="system:bench",
        )
        tasks.seal(sealer, now)

    return issue


def _bare() -> Issue:
    """The same document without database, journal and rules.

    Each has a code, and so a QR code, of its own: one that was drawn before costs less.
    """
    from loket.domain.documents import codes
    from loket.foundations.documents.actions import drawing, preparing
    from loket.kit import clock, sealplaces, signeddata

    sealer = _sealer()
    template, now = _template(), clock.now()
    material = preparing.current_material(now)
    certificates, revocations = (
        preparing.read_material(material) if material else ([sealer.key.certificate], [])
    )

    def make(number: int) -> None:
        claims = {**template.example, "names": f"Persoon {number}"}
        code = codes.code_from(number.to_bytes(codes.SEED_BYTES, "big"), key=b"bench")
        drawn = drawing.draw(template, claims, code=code, at=now)
        place = sealplaces.prepare(
            drawn, by="Stad", certificates=certificates, revocations=revocations, at=now
        )
        seal = signeddata.detached(place.digest, sealer.key, stamp=sealer.authority.stamp)
        sealplaces.fill(place, seal)

    return make


def find_product() -> str:
    """The product of the pack that is made from the template."""
    from loket.domain.catalogue import dated
    from loket.foundations.people.queries import local_day
    from loket.kit import clock
    from loket.offices.certificates.queries import list_certificates

    today = local_day(clock.now())
    for one in list_certificates(today):
        how = dated.certificate_on(one, today)
        if how and how.model == TEMPLATE:
            return one.code
    raise LookupError(TEMPLATE)


def _template() -> Any:
    from loket.foundations.documents import queries

    return queries.find_template(TEMPLATE)


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
