"""Makes, starts, joins and stops the private cluster."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg import sql

from loket.config.cluster import doors, processes, roles
from loket.config.cluster.binaries import (
    Account,
    Binaries,
    ClusterRefused,
    choose_account,
    choose_binaries,
)

#: Modest: the machine is also the web server's. Durability is never traded.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "on",
    "fsync": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}
#: For tests only: what they write is thrown away.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
#: A kernel refuses longer socket names (107 bytes with ".s.PGSQL.5432" at the end).
LONGEST_SOCKET_FOLDER = 90
#: For a machine that is very busy; a server that dies while it starts is not waited for.
START_PATIENCE = 180.0


class ServerDied(ClusterRefused):
    """The server ended while it started; its log says why, unless somebody killed it."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One private cluster: where its data lies and how to reach it."""

    home: Path
    sockets: Path
    locks: Path
    log: Path
    account: Account
    settings: dict[str, str] = field(hash=False)

    def url(self, database: str, role: str = roles.APP) -> str:
        """Address of a database, for DATABASE_URL."""
        return f"postgresql://{role}@/{quote(database)}?host={quote(str(self.sockets), safe='')}"

    def connect(self, database: str = "postgres", role: str = "postgres") -> psycopg.Connection:
        """A connection that commits each statement."""
        return psycopg.connect(self.url(database, role), autocommit=True, connect_timeout=5)

    def has_database(self, name: str) -> bool:
        """True when the database exists."""
        with self.connect() as db:
            found = db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        return found is not None

    def create_database(self, name: str) -> bool:
        """Makes the database for the owner role; False when it was there already."""
        if self.has_database(name):
            return False
        owner = sql.Identifier(roles.OWNER)
        with self.connect() as db:
            db.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), owner))
        return True

    def drop_database(self, name: str) -> None:
        """Throws the database away, whoever is connected."""
        with self.connect() as db:
            db.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def list_databases(self) -> list[str]:
        """Names of all databases but the server's own."""
        with self.connect() as db:
            rows = db.execute("SELECT datname FROM pg_database WHERE NOT datistemplate").fetchall()
        return sorted(name for (name,) in rows if name != "postgres")


def plan(folder: Path, *, durable: bool = True) -> Cluster:
    """Where the cluster of `folder` is or would be; touches nothing.

    The data lies in `folder`, or in /var/lib/loket when we are root and the account that
    runs the server may not enter `folder` (a clone below /root).
    """
    folder = folder.resolve()
    account = choose_account()
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:10]
    home = folder / "postgres"
    if not account.may_reach(home):
        home = Path("/var/lib/loket") / mark / "postgres"
    temporary = Path(tempfile.gettempdir())
    base = temporary if len(str(temporary)) <= LONGEST_SOCKET_FOLDER - 30 else Path("/tmp")  # noqa: S108
    settings = SETTINGS | ({} if durable else FORGETFUL)
    return Cluster(
        home=home,
        sockets=base / f"loket-{account.uid}-{mark}",
        locks=folder,
        log=folder / "postgres.log",
        account=account,
        settings=settings,
    )


@contextmanager
def running(folder: Path, *, durable: bool = True) -> Iterator[Cluster]:
    """The cluster, started if need be, stopped when its last user leaves.

    Raises ClusterRefused with a sentence that says what to do.
    """
    cluster = plan(folder, durable=durable)
    cluster.locks.mkdir(parents=True, exist_ok=True)
    with (cluster.locks / "cluster.users").open("a") as users:
        with _alone(cluster):
            _check_owner(cluster)
            fcntl.flock(users, fcntl.LOCK_SH)
            if processes.find_postmaster(cluster.home) is None:
                _start(cluster)
            _wait_ready(cluster)
            _prepare(cluster)
        try:
            yield cluster
        finally:
            with _alone(cluster):
                if _is_last(users):
                    processes.stop(cluster.home)
                    shutil.rmtree(cluster.sockets, ignore_errors=True)


def keep(cluster: Cluster) -> None:
    """Starts a server that somebody killed; for those who hold it by `running`.

    One that dies while it starts is started again by the next call.
    """
    if processes.find_postmaster(cluster.home) is None:
        with _alone(cluster):
            if processes.find_postmaster(cluster.home) is None:
                with contextlib.suppress(ServerDied):
                    _start(cluster)


@contextmanager
def _alone(cluster: Cluster) -> Iterator[None]:
    """One process at a time starts or stops."""
    with (cluster.locks / "cluster.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _check_owner(cluster: Cluster) -> None:
    if cluster.home.exists() and cluster.home.stat().st_uid != cluster.account.uid:
        message = (
            f"{cluster.home} belongs to another user than {cluster.account.name}. "
            "Start as that user (or as root), or set LOKET_VAR to a folder of your own."
        )
        raise ClusterRefused(message)


def _start(cluster: Cluster) -> None:
    version = cluster.home / "PG_VERSION"
    is_new = not version.exists()
    major = None if is_new else int(version.read_text())
    binaries = choose_binaries(cluster.account, major=major)
    if is_new:
        _make(cluster, binaries)
    processes.clear_remains(cluster.home)
    _make_socket_folder(cluster)
    _wait_ready(cluster, _launch(cluster, binaries))
    doors.open_sockets(cluster.sockets, cluster.account.name)


def _prepare(cluster: Cluster) -> None:
    """Roles and doors, also in a cluster that an earlier Loket made with fewer."""
    mark = cluster.home / "loket.ready"
    users = doors.list_users(cluster.account.name)
    wanted = roles.MARK + doors.ACCESS + users
    if mark.exists() and mark.read_text() == wanted:
        return
    with cluster.connect("template1") as template:
        roles.prepare(template)
        (cluster.home / "pg_ident.conf").write_text(users)
        (cluster.home / "pg_hba.conf").write_text(doors.ACCESS)
        template.execute("SELECT pg_reload_conf()")
    doors.open_sockets(cluster.sockets, cluster.account.name)
    mark.write_text(wanted)


def _make(cluster: Cluster, binaries: Binaries) -> None:
    """Beside its place first, so that a broken start leaves no half cluster."""
    draft = cluster.home.with_name("postgres.new")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(cluster.home, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    os.chown(draft, cluster.account.uid, cluster.account.gid)
    _run_initdb(cluster, binaries, draft)
    draft.rename(cluster.home)


def _run_initdb(cluster: Cluster, binaries: Binaries, draft: Path) -> None:
    answer = subprocess.run(
        [
            binaries.folder / "initdb",
            f"--pgdata={draft}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
            "--no-instructions",
            *([] if cluster.settings["fsync"] == "on" else ["--no-sync"]),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_environment(),
        **cluster.account.spawning(),  # type: ignore[call-overload]
    )
    if answer.returncode:
        message = f"initdb of PostgreSQL {binaries.major} failed: {answer.stderr.strip()}"
        raise ClusterRefused(message)


def _make_socket_folder(cluster: Cluster) -> None:
    """Ours alone: who may enter it is who may connect."""
    cluster.sockets.mkdir(mode=0o700, exist_ok=True)
    facts = cluster.sockets.lstat()
    if facts.st_uid not in {cluster.account.uid, os.geteuid()} or cluster.sockets.is_symlink():
        message = f"{cluster.sockets} belongs to somebody else; remove it."
        raise ClusterRefused(message)
    os.chown(cluster.sockets, cluster.account.uid, cluster.account.gid)
    cluster.sockets.chmod(0o700)
    for remains in cluster.sockets.iterdir():
        remains.unlink()


def _launch(cluster: Cluster, binaries: Binaries) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C is for us, and we stop it in good order."""
    options = [f"-c{name}={value}" for name, value in cluster.settings.items()]
    with cluster.log.open("a") as log:
        launched: subprocess.Popen[bytes] = subprocess.Popen(
            [
                binaries.folder / "postgres",
                f"-D{cluster.home}",
                f"-cunix_socket_directories={cluster.sockets}",
                *options,
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=_environment(),
            start_new_session=True,
            **cluster.account.spawning(),  # type: ignore[call-overload]
        )
    return launched


def _wait_ready(cluster: Cluster, launched: subprocess.Popen[bytes] | None = None) -> None:
    until = time.monotonic() + START_PATIENCE
    while True:
        try:
            cluster.connect().close()
        except psycopg.OperationalError as problem:
            if launched is not None and launched.poll() is not None:
                message = f"PostgreSQL ended while it started; see {cluster.log}."
                raise ServerDied(message) from problem
            if time.monotonic() > until:
                message = f"PostgreSQL did not start; see {cluster.log}. {problem}"
                raise ClusterRefused(message) from problem
        else:
            return
        time.sleep(0.05)


def _environment() -> dict[str, str]:
    """No PG* of the caller: PGDATA or PGOPTIONS would lead the server elsewhere."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"}
