"""The private cluster keeps what was written, whatever kills whom, and two users share it."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from loket.config import cluster
from loket.config.cluster import binaries, processes, server


def _write(running: cluster.Cluster, text: str) -> None:
    running.create_database("kept")
    with running.connect("kept") as db:
        db.execute("CREATE TABLE IF NOT EXISTS line (text text)")
        db.execute("INSERT INTO line VALUES (%s)", [text])


def _read(running: cluster.Cluster) -> list[str]:
    with running.connect("kept") as db:
        return [text for (text,) in db.execute("SELECT text FROM line ORDER BY text")]


def test_data_survives_a_restart_and_the_last_user_stops_the_server(open_folder: Path) -> None:
    with cluster.running(open_folder) as first:
        _write(first, "a")
        with cluster.running(open_folder) as second:
            assert _read(second) == ["a"]
        assert processes.find_postmaster(first.home)
    assert processes.find_postmaster(first.home) is None
    assert processes.list_workers(first.home) == []
    with cluster.running(open_folder) as again:
        assert _read(again) == ["a"]


def test_a_killed_server_blocks_no_start_and_loses_nothing(open_folder: Path) -> None:
    with cluster.running(open_folder) as running:
        _write(running, "before the kill")
        killed = processes.find_postmaster(running.home)
        os.kill(killed, signal.SIGKILL)
        os.waitpid(killed, 0)
        cluster.keep(running)
        assert _read(running) == ["before the kill"]


def test_a_server_that_dies_while_it_starts_is_started_by_the_next_call(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cluster.running(open_folder) as running:
        _write(running, "before both kills")
        killed = processes.find_postmaster(running.home)
        os.kill(killed, signal.SIGKILL)
        os.waitpid(killed, 0)
        with monkeypatch.context() as deadly:
            deadly.setattr(server, "_launch", lambda *_: _killed_at_once())
            cluster.keep(running)
        cluster.keep(running)
        assert _read(running) == ["before both kills"]


def _killed_at_once() -> subprocess.Popen[bytes]:
    starting = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    starting.kill()
    return starting


def test_a_killed_user_leaves_a_server_that_the_next_user_takes_over(open_folder: Path) -> None:
    script = """
        import sys, time
        from pathlib import Path
        from loket.config import cluster
        with cluster.running(Path(sys.argv[1])):
            print("running", flush=True)
            time.sleep(60)
    """
    user = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), open_folder],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert user.stdout.readline() == "running\n"
    user.kill()
    user.wait()
    user.stdout.close()
    home = cluster.plan(open_folder).home
    assert processes.find_postmaster(home), "the server outlives its user"
    with cluster.running(open_folder) as running:
        _write(running, "taken over")
    assert processes.find_postmaster(home) is None


def test_a_pid_file_that_names_another_program_is_stale(open_folder: Path) -> None:
    with cluster.running(open_folder) as running:
        home = running.home
    (home / "postmaster.pid").write_text(f"{os.getpid()}\n{home}\n")
    with cluster.running(open_folder) as running:
        assert running.has_database("postgres")


def test_a_broken_off_initdb_is_made_anew(open_folder: Path) -> None:
    home = cluster.plan(open_folder).home
    home.with_name("postgres.new").mkdir(parents=True)
    home.mkdir()
    os.chown(home, cluster.plan(open_folder).account.uid, -1)
    (home / "half").touch()
    with cluster.running(open_folder) as running:
        assert running.has_database("postgres")


def test_a_long_path_does_not_make_the_socket_too_long(open_folder: Path) -> None:
    deep = open_folder / ("x" * 120)
    planned = cluster.plan(deep)
    assert len(str(planned.sockets)) <= server.LONGEST_SOCKET_FOLDER


def test_a_folder_that_the_account_may_not_enter_moves_the_data_not_the_locks(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = binaries.Account(uid=65000, gid=65000, name="stranger")
    monkeypatch.setattr(server, "choose_account", lambda: stranger)
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    assert cluster.plan(closed / "var").home.is_relative_to("/var/lib/loket")
    assert cluster.plan(closed / "var").locks == closed / "var"
    closed.chmod(0o711)
    assert cluster.plan(closed / "var").home == closed / "var" / "postgres"


def test_durability_is_never_traded_outside_tests(open_folder: Path) -> None:
    with cluster.running(open_folder) as running, running.connect() as db:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            assert db.execute(f"SHOW {name}").fetchone() == ("on",)


def test_a_cluster_of_another_version_runs_with_the_binaries_that_made_it(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = binaries.choose_account()
    *_, last = binaries.list_binaries(account)  # the wheel's: not what a new cluster would take
    with monkeypatch.context() as only_the_last:
        only_the_last.setattr(binaries, "list_binaries", lambda _account: [last])
        with cluster.running(open_folder) as running:
            _write(running, "made by it")
    with cluster.running(open_folder) as running, running.connect() as db:
        assert db.execute("SHOW server_version").fetchone()[0].startswith(str(last.major))
        assert _read(running) == ["made by it"]


def test_a_cluster_of_an_unknown_version_says_what_to_do() -> None:
    with pytest.raises(cluster.ClusterRefused, match="PostgreSQL 9, which made this cluster"):
        binaries.choose_binaries(binaries.choose_account(), major=9)


def test_many_users_that_start_at_once_get_one_server(open_folder: Path) -> None:
    script = """
        import sys
        from pathlib import Path
        from loket.config import cluster
        with cluster.running(Path(sys.argv[1])) as running:
            print(running.has_database("postgres"))
    """
    users = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), open_folder],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    assert [user.communicate(timeout=240)[0] for user in users] == ["True\n"] * 4
    until = time.monotonic() + 60
    home = cluster.plan(open_folder).home
    while processes.list_workers(home) and time.monotonic() < until:
        time.sleep(0.05)
    assert processes.list_workers(home) == []
