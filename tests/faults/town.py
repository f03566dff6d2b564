"""What a test does inside the city's own database, as a process with Django set up for it.

python -m tests.faults.town make      ten locations, four unlike counters each, 28 days
python -m tests.faults.town verify    seal what is settled, recount the journal, say it in JSON
"""

import json
import sys
from datetime import time, timedelta

import django

LOCATIONS = tuple(f"spot{number}" for number in range(10))
#: The longest that a city may set, and longer than any storm: who was told *held* still is when the
#: dust has settled, also on a slow machine.
LASTING = timedelta(hours=1)


def make() -> None:
    """The town is so unlike in its counters that visits are moved from one to another."""
    from django.db import transaction
    from tests.factories.city import Desk, Spot, make_city

    from loket.kit import clock

    skills = (("identity",), ("identity",), ("civil", "identity"), ("civil",))
    desks = [Desk(one, time(8), time(18), weekdays=tuple(range(7))) for one in skills]
    with transaction.atomic():
        make_city(
            {code: Spot(desks) for code in LOCATIONS}, now=clock.now(), municipality="99999",
            hold=LASTING,
        )  # fmt: skip


def verify() -> None:
    """A verdict on the journal after its last seal."""
    from loket.foundations.journal import actions, queries
    from loket.kit import clock

    actions.seal(now=clock.now())
    verdict = queries.verify()
    said = {
        "lines": verdict.lines,
        "seals": verdict.seals,
        "unsealed": verdict.unsealed,
        "fault": verdict.first and verdict.first.kind,
    }
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    django.setup()
    {"make": make, "verify": verify}[sys.argv[1]]()
