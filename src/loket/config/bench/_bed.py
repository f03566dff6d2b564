"""A place for one benchmark: a private cluster in a temporary folder, and servers before it."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg

from loket.config import cluster, lifeline
from loket.config.cluster import processes, roles
from loket.config.commands import serve
from loket.config.talk import Refused

DATABASE = "bench"
SETTINGS = "loket.config.bench._settings"
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running web server: where it listens, and its first process."""

    port: int
    process: int


@dataclass(frozen=True, slots=True)
class Bed:
    """A database and what a process needs to reach it."""

    cluster: cluster.Cluster
    folder: Path
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def environment(self, role: str = roles.APP, **more: str) -> dict[str, str]:
        """For a process of ours; forwarded addresses count, as they come from a proxy of ours."""
        return os.environ | {
            "DATABASE_URL": self.cluster.url(DATABASE, role),
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "LOKET_SECRET_KEY": self.key,
            "LOKET_DATA_KEYS": self.key,
            "LOKET_DOCUMENT_KEYS": self.key,
            "LOKET_ALLOWED_HOSTS": "localhost,127.0.0.1",
            "LOKET_TRUSTED_PROXIES": "127.0.0.1",
            "LOKET_DEMO": "1",
            "LOKET_LOG_LEVEL": "ERROR",
            **more,
        }

    def sql(self) -> psycopg.Connection:
        """As the server's own administrator: for making data and for judging it."""
        return self.cluster.connect(DATABASE)

    def run(self, module: str, *arguments: str) -> None:
        """A module of ours, with Django, as the owner of the tables; what it says is not ours."""
        subprocess.run(
            [sys.executable, "-m", module, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            env=self.environment(roles.OWNER),
        )

    def postmaster(self) -> int:
        """The first process of the database server."""
        found = processes.find_postmaster(self.cluster.home)
        if found is None:
            raise Refused("the database server died")
        return found

    @contextmanager
    def serving(
        self,
        *,
        workers: int = serve.WORKERS,
        bare: bool = False,
        more: Mapping[str, str] | None = None,
    ) -> Iterator[Served]:
        """The server as `loket serve` runs it; `bare` leaves out journal and outbox.

        ``more`` is said in its environment besides.
        """
        port = free_port()
        arguments = serve.command(
            host="127.0.0.1", port=port, workers=workers, threads=serve.THREADS
        )
        environment = self.environment(
            LOKET_POOL=str(serve.THREADS), LOKET_BENCH_BARE="1" if bare else "", **(more or {})
        )
        process = subprocess.Popen(
            arguments,
            env=environment,
            start_new_session=True,
            preexec_fn=lifeline.die_with_parent,  # noqa: PLW1509 - before any thread
        )
        try:
            _wait(port)
            yield Served(port, process.pid)
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


@contextmanager
def bed() -> Iterator[Bed]:
    """An empty database with our schema, gone afterwards, also when somebody ends us early.

    It writes to disk as a real one does.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        Path(folder).chmod(0o755)
        with cluster.running(Path(folder)) as running:
            running.create_database(DATABASE)
            made = Bed(running, Path(folder))
            made.run("django", "migrate", "--no-input", "--verbosity=0")
            yield made


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}/api/bench/bare", timeout=5):
                return
        except HTTPError as refusal:
            raise Refused(f"the server answers with {refusal.code}") from refusal
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise Refused("the server did not start")
