"""Lets residents of a benchmark be signed in: COUNT FILE. A sign-in is another figure."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from uuid import UUID


def main() -> None:
    """A session of each, and the product that they will ask for."""
    import django

    django.setup()
    from loket.config.bench import _issuing, _residents

    people = _residents.move_in(_residents.Residents(int(sys.argv[1])))
    told = {"sessions": [session_of(one) for one in people], "product": _issuing.find_product()}
    Path(sys.argv[2]).write_text(json.dumps(told))


def session_of(resident: UUID) -> str:
    """The key of a session in which this resident just signed in with an identity card."""
    from loket.channels.ui.residents import IDLE, LONGEST, Session
    from loket.domain.people.levels import EID
    from loket.kit import clock

    now, session = clock.now(), Session()
    session["resident"] = {
        "id": str(resident), "level": EID, "at": now.isoformat(), "means": "eid", "name": "An",
        "provider": "bench", "until": (now + LONGEST).isoformat(), "seen": now.isoformat(),
    }  # fmt: skip
    session.set_expiry(int(IDLE.total_seconds()))
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main()
