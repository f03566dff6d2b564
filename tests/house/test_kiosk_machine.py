"""The launcher of a kiosk: a key that only its user reads, a process and a folder per client."""

from __future__ import annotations

import stat
import sys
import time
from pathlib import Path

import pytest

from loket.config import kiosk
from loket.config.cli import build_parser
from loket.config.kiosk import FLAGS, Server
from loket.config.talk import Refused


def test_the_key_is_kept_where_only_this_user_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "below" / "kiosk.key"
    kiosk.keep_key(path, "a.b")
    assert kiosk.read_key(path) == "a.b"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["kiosk.key"]


def test_a_machine_without_a_key_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="--enrol CODE"):
        kiosk.read_key(tmp_path / "none")


def test_a_machine_without_a_browser_says_so() -> None:
    with pytest.raises(Refused, match="Chromium"):
        kiosk.find_chromium("/no/such/browser")


def test_the_browser_keeps_nothing_and_shows_no_way_out() -> None:
    for flag in ("--kiosk", "--incognito", "--disable-sync", "--disable-dev-tools"):
        assert flag in FLAGS


def test_a_process_that_will_not_go_is_killed_and_its_folder_removed(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"
    stubborn = (
        "import pathlib, signal, time; signal.signal(15, signal.SIG_IGN);"
        f"pathlib.Path({str(deaf)!r}).touch(); time.sleep(600)"
    )
    with kiosk.browser(sys.executable, "about:blank") as running:
        profile = running.profile
        assert profile.exists()
        assert stat.S_IMODE(profile.stat().st_mode) == 0o700
    assert not profile.exists()
    one = kiosk.Browser([sys.executable, "-c", stubborn], Path("/nonexistent"))
    until = time.monotonic() + 120
    while not deaf.exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert deaf.exists()
    one.end()
    assert not one.is_running()


def test_a_city_that_refuses_the_machine_stops_it_with_a_reason(
    live_server: object, db: None
) -> None:
    server = Server(live_server.url, "library", key="wrong")  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="enrol it again"):
        server.entrance()
    with pytest.raises(Refused, match="409"):
        server.enrol("NOTHING")


def test_the_command_wants_a_server_and_a_place() -> None:
    asked = build_parser().parse_args(["kiosk", "http://localhost:8000", "library"])
    assert (asked.server, asked.point) == ("http://localhost:8000", "library")
    with pytest.raises(SystemExit):
        build_parser().parse_args(["kiosk"])
