"""A house to hurt: a durable private cluster, web and worker on it, and a mail server."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
from tests.mailserver import MailServer

from loket.config import cluster, env
from loket.config.cluster import roles

DATABASE = "hurt"
PATIENCE_SECONDS = 120.0


def two_free_ports(*, given: Collection[int] = ()) -> int:
    """A port that nobody listens on and whose neighbour is free as well; none that is given away.

    From below those that the kernel gives to whoever connects: nobody is given it meanwhile, and
    who knocks at a house that is closed is not connected to itself. Not by the dice that tests
    share: each process of a run throws them alike.
    """
    while True:
        port = secrets.choice([one for one in range(20_000, 30_000, 10) if one not in given])
        with suppress(OSError), closing(socket.socket()) as one, closing(socket.socket()) as two:
            one.bind(("127.0.0.1", port))
            two.bind(("127.0.0.1", port + 1))
            return port


def clean_environment() -> dict[str, str]:
    """Ours, without what tells Loket anything."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    kept.pop("DATABASE_URL", None)
    return kept | {
        "PYTHONPATH": os.pathsep.join([str(env.REPOSITORY / "src"), str(env.REPOSITORY)])
    }


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as the other side got it."""

    message_id: str
    recipient: str
    subject: str
    text: str


@dataclass(slots=True)
class Mailbox:
    """A mail server that takes everything and remembers it."""

    letters: list[Letter] = field(default_factory=list)

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        """A mail is taken when this answers."""
        mail = message_from_bytes(envelope.content, policy=policy.default)
        text = mail.get_body(("plain",)).get_content()
        self.letters += [
            Letter(mail["Message-ID"].strip(), recipient, mail["Subject"], text)
            for recipient in envelope.rcpt_tos
        ]
        return "250 taken"


@dataclass(slots=True)
class House:
    """Where everything is, and what starts it."""

    cluster: cluster.Cluster
    folder: Path
    mailbox: Mailbox
    mail_port: int
    port: int = field(default_factory=two_free_ports)
    keeper: int = 0

    def environment(self, role: str = roles.APP, **more: str) -> dict[str, str]:
        """For a process of ours; forwarded addresses count, so that each visitor has its own."""
        return clean_environment() | {
            "DATABASE_URL": self.cluster.url(DATABASE, role),
            "DJANGO_SETTINGS_MODULE": "loket.config.settings",
            "LOKET_SECRET_KEY": "only for tests, and nowhere else, ever",
            "LOKET_DATA_KEYS": "for numbers of people who do not exist",
            "LOKET_DOCUMENT_KEYS": "only for the codes of tests",
            "LOKET_ALLOWED_HOSTS": "localhost,127.0.0.1",
            "LOKET_TRUSTED_PROXIES": "127.0.0.1",
            "LOKET_DEMO": "1",
            "LOKET_PLAIN_STATIC": "1",
            "LOKET_LOG_LEVEL": "CRITICAL",
            "LOKET_SMTP_HOST": "127.0.0.1",
            "LOKET_SMTP_PORT": str(self.mail_port),
            **more,
        }

    def run(self, *arguments: str) -> str:
        """A module of ours, as the owner of the tables; what it printed."""
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            env=self.environment(roles.OWNER),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=2 * PATIENCE_SECONDS,
        ).stdout

    def verify(self) -> dict[str, Any]:
        """What the journal says of itself."""
        return json.loads(self.run("tests.faults.town", "verify"))

    def sql(self) -> psycopg.Connection:
        """As the server's administrator, who sees everything."""
        return self.cluster.connect(DATABASE)

    @contextmanager
    def open(self, **environment: str) -> Iterator[None]:
        """Web and worker, until the block ends; then nothing of them is left."""
        with (self.folder / "said.log").open("ab") as said:
            keeper = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.keeper", self.folder, str(self.port)],
                env=self.environment(**environment),
                stdout=said,
                stderr=said,
            )
        self.keeper = keeper.pid
        try:
            self._wait_until_it_answers(keeper)
            yield
            assert keeper.poll() is None, self.said()
        finally:
            keeper.send_signal(signal.SIGTERM)
            try:
                keeper.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                keeper.kill()
                keeper.wait()

    def is_closed(self) -> bool:
        """False while a process that nobody looks after still answers to the port."""
        with closing(socket.socket()) as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def said(self) -> str:
        """The end of what web and worker said, for whoever reads a failed test."""
        return (self.folder / "said.log").read_text()[-4000:]

    def _wait_until_it_answers(self, keeper: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and keeper.poll() is None:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/api/v1/locations", timeout=30):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"the house does not open: {self.said()}")


@contextmanager
def building() -> Iterator[House]:
    """A house with a town in it, closed; everything is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="loket-faults-"))
    folder.chmod(0o755)
    mailbox = Mailbox()
    mail = MailServer(mailbox)
    mail.start()
    try:
        with cluster.running(folder) as running:
            running.create_database(DATABASE)
            house = House(running, folder, mailbox, mail.port)
            house.run("django", "migrate", "--no-input", "--verbosity=0")
            house.run("tests.faults.town", "make")
            yield house
    finally:
        mail.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """No wait in the block lasts longer than this in all, whatever hangs."""

    def ring(*_: object) -> None:
        raise TimeoutError(f"not done within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
