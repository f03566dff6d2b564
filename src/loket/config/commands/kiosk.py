"""`loket kiosk`: turns this machine into a self-service counter, a new browser for every client."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from loket.config import kiosk
from loket.config.talk import say

if TYPE_CHECKING:
    from loket.config.commands import Commands

KEY = Path.home() / ".config" / "loket" / "kiosk.key"


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("kiosk", help="run the screen of a self-service counter")
    parser.add_argument("server", help="address of the portal (https://loket.example)")
    parser.add_argument("point", help="code of the contact point or location")
    parser.add_argument("--enrol", metavar="CODE", help="take the code of an administrator first")
    parser.add_argument("--key", type=Path, default=KEY, help="file of the key (%(default)s)")
    parser.add_argument("--browser", default="", help="the Chromium to use")
    parser.add_argument("--flag", action="append", default=[], help="one more flag for Chromium")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Enrols if asked to, then serves one client after the other until Ctrl-C."""
    server = kiosk.Server(asked.server.rstrip("/"), asked.point)
    if asked.enrol:
        kiosk.keep_key(asked.key, server.enrol(asked.enrol))
        say(f"enrolled; the key is in {asked.key}")
    server.key = kiosk.read_key(asked.key)
    kiosk.serve(server, kiosk.find_chromium(asked.browser), more=asked.flag)
    return 0
