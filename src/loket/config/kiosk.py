"""The machine of a kiosk: a new browser process with a profile of its own for every client.

The key of the machine lives in a file that only its user reads, and never in a browser. Each client
gets a Chromium that was just started, in a folder that was just made, in memory where the machine
has some; when the client has gone the process is ended and the folder removed, whatever was in it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from loket.config.talk import Refused

#: Where a profile lies in memory and leaves nothing on a disk.
MEMORY: Final = Path("/dev/shm")  # noqa: S108
#: Seconds between two questions whether the client is still there, and for one answer.
LOOKS_EVERY: Final = 1.0
PATIENCE: Final = 10.0
#: Seconds for a browser to end by itself.
GOES_WITHIN: Final = 5.0
#: Seconds before another try when the city does not answer.
AGAIN: Final = 5.0

#: One window without an edge, no memory of anything, nothing that talks to anybody else.
FLAGS: Final = (
    "--kiosk",
    "--incognito",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-tools",
    "--disable-extensions",
    "--disable-features=Translate,AutofillServerCommunication,MediaRouter,PasswordManager",
    "--disable-notifications",
    "--disable-pinch",
    "--disable-save-password-bubble",
    "--disable-session-crashed-bubble",
    "--disable-sync",
    "--disk-cache-size=1",
    "--noerrdialogs",
    "--overscroll-history-navigation=0",
    "--password-store=basic",
)


@dataclass
class Server:
    """The city, as the machine speaks with it."""

    base: str
    point: str
    key: str = ""

    def enrol(self, code: str) -> str:
        """The key of this machine, told once. `Refused` for a code that opens nothing."""
        said = self._ask("enrol-machine", data={"typed": code})
        return str(said["key"])

    def entrance(self) -> str:
        """The address that lets the next browser in."""
        return self.base + str(self._ask("entrance", data={})["path"])

    def has_client(self) -> bool:
        """Whether the browser that was let in is still welcome."""
        return bool(self._ask("stay")["lasts"])

    def _ask(self, what: str, data: dict[str, str] | None = None) -> dict[str, Any]:
        body = None if data is None else urlencode(data).encode()
        asked = Request(  # noqa: S310 (the address is the administrator's)
            f"{self.base}/kiosk/{self.point}/{what}", data=body,
            headers={"Authorization": f"Kiosk {self.key}"},
        )  # fmt: skip
        try:
            with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
                said: dict[str, Any] = json.load(answer)
                return said
        except HTTPError as refused:
            message = f"the city refuses this machine ({refused.code}): enrol it again"
            raise Refused(message) from refused


@dataclass
class Browser:
    """One client's Chromium, and the folder that goes with it."""

    command: Sequence[str]
    profile: Path
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def is_running(self) -> bool:
        """Whether it is still on the screen."""
        return self.process.poll() is None

    def end(self) -> None:
        """The process and all it started are gone, then the folder, whatever was still written."""
        self._tell(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=GOES_WITHIN)
        self._tell(signal.SIGKILL)
        self.process.wait()
        until = time.monotonic() + PATIENCE
        while self.profile.exists() and time.monotonic() < until:
            shutil.rmtree(self.profile, ignore_errors=True)
            time.sleep(0.05)

    def _tell(self, kind: signal.Signals) -> None:
        """It and its children; who has ended already hears nothing."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, kind)


def find_chromium(wanted: str = "") -> str:
    """The browser of this machine; `Refused` where there is none."""
    names = [wanted] if wanted else ["chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if (path := shutil.which(name))), "")
    if not found:
        message = "no Chromium on this machine: apt install chromium, or --browser PATH"
        raise Refused(message)
    return found


@contextmanager
def browser(program: str, address: str, more: Sequence[str] = ()) -> Iterator[Browser]:
    """A new process with a new profile, opened at this address; both are gone afterwards."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    profile = Path(tempfile.mkdtemp(prefix="loket-kiosk-", dir=place))
    profile.chmod(0o700)
    running = Browser([program, f"--user-data-dir={profile}", *FLAGS, *more, address], profile)
    try:
        yield running
    finally:
        running.end()


def serve(server: Server, program: str, *, more: Sequence[str] = (), clients: int = 0) -> int:
    """One browser for each client until the machine is switched off; `clients` 0: without end.

    When the city does not answer, the browser that is there stays, and the next one waits.
    """
    served = 0
    while not clients or served < clients:
        try:
            address = server.entrance()
        except (URLError, TimeoutError):
            time.sleep(AGAIN)
            continue
        with browser(program, address, more) as running:
            _wait_until_gone(server, running)
        served += 1
    return served


def _wait_until_gone(server: Server, running: Browser) -> None:
    """Until the client has left, or the browser was closed, or fell."""
    while running.is_running():
        time.sleep(LOOKS_EVERY)
        with suppress(URLError, TimeoutError):
            if not server.has_client():
                return


def keep_key(path: Path, key: str) -> None:
    """In a file that only this user reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(key)
    draft.rename(path)


def read_key(path: Path) -> str:
    """The key of this machine; `Refused` where it was never enrolled."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        message = f"this machine has no key in {path}: loket kiosk … --enrol CODE"
        raise Refused(message) from None
