"""Loads a city pack from the roof: every room's sections in one transaction, or nothing."""

from pathlib import Path

from loket.config.talk import Refused
from loket.domain.refusals import RuleBroken
from loket.kit import clock, packs

ACTOR = "system:city-load"


def read(folder: Path) -> packs.Pack:
    """The pack with all its problems. Refused when there is no such folder."""
    from loket.foundations.catalogue import queries

    if not folder.is_dir():
        message = f"{folder} is not a folder with a city pack"
        raise Refused(message)
    return queries.read_pack(folder)


def load(folder: Path) -> packs.Difference:
    """Loads the pack, opens the days it gives, and says what changed.

    Refused, with every reason, when it may not be loaded.
    """
    from loket.foundations.catalogue import actions
    from loket.offices.appointments.actions import open_days

    now = clock.now()
    try:
        changes = actions.load(pack=read(folder), now=now, actor=ACTOR)
        open_days(now=now)
    except RuleBroken as broken:
        raise Refused(sentence(broken)) from broken
    return changes


def sentence(broken: RuleBroken) -> str:
    """The reasons for somebody at a command line."""
    if broken.code == "other_city":
        here, asked = broken.facts["here"], broken.facts["asked"]
        return f"this database holds the city {here}; {asked} needs a database of its own"
    return "\n".join(str(one.facts.get("sentence", one.code)) for one in broken.reasons)
