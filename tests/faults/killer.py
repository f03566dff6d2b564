"""Somebody who ends processes of the house with kill -9, and nobody else's."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.faults.house import House

from loket.config.cluster import processes

#: How often each dies.
DECK = {"web worker": 14, "web": 4, "worker": 20, "backend": 44, "postmaster": 18}
#: Whatever died, people are served again within this, also on a machine that is very busy.
PATIENCE_SECONDS = 120.0
#: Of ten kills so many fall while people are served; the others may hit what is still starting.
AMID_WORK = 6
MOST_ACKNOWLEDGED = 8


def kill_all(house: House, acknowledged: Callable[[], int], *, seed: int) -> Counter[str]:
    """Kills everybody in the deck, at random moments; says whom.

    In random order, but rather one that lives than to wait for one that is still starting.
    """
    dice, killed = random.Random(seed), Counter[str]()
    cards = [name for name, times in DECK.items() for _ in range(times)]
    dice.shuffle(cards)
    while cards:
        if killed.total() % 10 < AMID_WORK:
            _wait_for_work(house, acknowledged, dice)
        time.sleep(dice.uniform(0, 0.3))
        name, pid = _choose(house, cards, dice)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            cards.remove(name)
            killed[name] += 1
    return killed


def _wait_for_work(house: House, acknowledged: Callable[[], int], dice: random.Random) -> None:
    enough = acknowledged() + dice.randint(1, MOST_ACKNOWLEDGED)
    until = time.monotonic() + PATIENCE_SECONDS
    while acknowledged() < enough:
        if time.monotonic() > until:
            raise AssertionError(f"nobody is served after a kill: {house.said()}")
        time.sleep(0.01)


def _choose(house: House, cards: list[str], dice: random.Random) -> tuple[str, int]:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        for name in dict.fromkeys(cards):
            if found := sorted(pids_of(house, name)):
                return name, dice.choice(found)
        time.sleep(0.05)
    raise AssertionError(f"none of {set(cards)} came back: {house.said()}")


def pids_of(house: House, name: str) -> list[int]:
    """Only below the keeper, or below the server of the house's own cluster."""
    if name in ("postmaster", "backend"):
        server = processes.find_postmaster(house.cluster.home)
        if server is None or name == "postmaster":
            return [server] if server else []
        return [pid for pid in _children(server) if "loket_app" in _command(pid)]
    if name == "web worker":
        return [pid for web in pids_of(house, "web") for pid in _children(web)]
    mark = "granian" if name == "web" else "loket.config worker"
    return [pid for pid in _children(house.keeper) if mark in _command(pid)]


def is_alive(pid: int) -> bool:
    """False for one that has ended, buried or not."""
    return _parent(pid) is not None


def _children(parent: int) -> list[int]:
    return [pid for pid in _pids() if _parent(pid) == parent]


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent(pid: int) -> int | None:
    """None for one that has ended, buried or not."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else int(parent)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""
