"""`loket demo`: a living city on this machine, with one command."""

import argparse
import os
import signal
import socket
import sys
import time
import webbrowser
from contextlib import closing
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from loket.config import cluster, env, loading, schema, supervision, surroundings
from loket.config.cluster import roles
from loket.config.commands import serve
from loket.config.talk import Refused, say
from loket.kit import clock

if TYPE_CHECKING:
    from loket.config.commands import Commands

CITIES = env.REPOSITORY / "src" / "loket" / "cities"
PORT = 8000
#: Below the folder of the demo: the key and the certificates of its seal.
SEAL = "seal"
#: For a machine that is very busy; a process that dies while it starts is not waited for.
START_PATIENCE_SECONDS = 180.0


def add(commands: "Commands") -> None:
    """Names the options."""
    parser = commands.add_parser("demo", help="a living city on this machine")
    parser.add_argument(
        "--port", type=int, default=PORT, help="port (%(default)s); sign-in simulator on the next"
    )
    parser.add_argument("--fresh", action="store_true", help="throw away this port's city first")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument(
        "--city", help="a folder, or a pack below loket/cities (the one in demo.txt)"
    )
    parser.add_argument(
        "--at",
        type=datetime.fromisoformat,
        metavar="TIME",
        help="let the city live at this time (2021-11-25T08:30+01:00) instead of now",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Serves until Ctrl-C. A second demo on another port has a database of its own."""
    _require_free(asked.port)
    _require_free(asked.port + 1)
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, signal.default_int_handler)
    os.environ.pop("DATABASE_URL", None)
    os.environ["LOKET_BASE_URL"] = f"http://localhost:{asked.port}"
    os.environ["LOKET_IDENTITY_SIMULATOR"] = f"http://localhost:{asked.port + 1}"
    if asked.at:
        os.environ["LOKET_CLOCK_SHIFT"] = str(_shift_to(asked.at))
    with surroundings.private(database=_database(asked), fresh=asked.fresh) as running:
        _serve(asked, running)
    return 0


def _database(asked: argparse.Namespace) -> str:
    """A demo on another port is another city."""
    return surroundings.DATABASE if asked.port == PORT else f"loket_{asked.port}"


def _prepare(web: supervision.Child, running: cluster.Cluster, database: str) -> None:
    """Starts the web process before a database of today's schema.

    Where a city was, it starts at once and reads its code while we look at the schema: most often
    nothing changed, and otherwise it starts again.
    """
    from django.db import connections

    if _was_made(running, database):
        web.start()
    surroundings.set_up()
    if schema.list_pending():
        say("making the database …")
        web.stop()
        web.bury(START_PATIENCE_SECONDS)
        schema.migrate()
    connections.close_all()
    if not web.is_running():
        web.start()


def _was_made(running: cluster.Cluster, database: str) -> bool:
    with running.connect(database) as db:
        return db.execute("SELECT to_regclass('django_migrations')").fetchone() != (None,)


def _load(asked: argparse.Namespace) -> None:
    from django.db import connections

    city = asked.city or (CITIES / "demo.txt").read_text().strip()
    say(f"loading {city} …")
    loading.load(folder if (folder := Path(city)).is_dir() else CITIES / city)
    connections.close_all()


def _make_seal() -> None:
    from loket.config import demoseal

    demoseal.make(env.var() / SEAL, surroundings.demo_passphrase(), now=clock.now())


def _serve(asked: argparse.Namespace, running: cluster.Cluster) -> None:
    web, *behind = children = _children(asked.port, _seal(asked, running))
    try:
        _prepare(web, running, _database(asked))
        # What the web process says changes with the edition, so it need not wait for this.
        _load(asked)
        _wait_for(web, asked.port)
        _welcome(asked)
        _make_seal()
        for child in behind:
            child.start()
        supervision.watch(children, each_second=lambda: cluster.keep(running))
    except KeyboardInterrupt:
        say("\nstopping …")
    finally:
        supervision.stop_all(children)


def _children(port: int, seal: dict[str, str]) -> list[supervision.Child]:
    """The web, and what may start after the first page: background work, and the city's life."""
    command = serve.command(
        host="127.0.0.1", port=port, workers=serve.WORKERS, threads=serve.THREADS
    )
    ourselves = [sys.executable, "-m", "loket.config"]
    return [
        supervision.Child("web", command, {"LOKET_POOL": str(serve.THREADS)}),
        supervision.Child(
            "identity", [*ourselves, "simulate", "identity", "--port", str(port + 1)]
        ),
        supervision.Child("worker", [*ourselves, "worker"]),
        supervision.Child("seal", [*ourselves, "seal"], seal),
        supervision.Child("live", [*ourselves, "live"]),
    ]


def _seal(asked: argparse.Namespace, running: cluster.Cluster) -> dict[str, str]:
    """What only the sealing process knows."""
    return {
        "LOKET_SEALER_DATABASE_URL": running.url(_database(asked), roles.SEALER),
        "LOKET_SEAL_FOLDER": str(env.var() / SEAL),
        "LOKET_SEAL_PASSPHRASE": surroundings.demo_passphrase(),
        "LOKET_SEAL_BESIDES": running.account.name,
    }


def _require_free(port: int) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            message = f"port {port} is taken; try: loket demo --port {port + 10}"
            raise Refused(message) from problem


def _shift_to(at: datetime) -> int:
    """Whole seconds between the real time and the time that was asked for."""
    aware = at if at.tzinfo else at.astimezone()
    return round((aware - clock.now()).total_seconds())


def _wait_for(web: supervision.Child, port: int) -> None:
    until = time.monotonic() + START_PATIENCE_SECONDS
    while time.monotonic() < until and web.is_running():
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except HTTPError as answered:
            if answered.code < HTTPStatus.INTERNAL_SERVER_ERROR:
                return
            message = f"the first page answers with {answered.code}; the reason stands above"
            raise Refused(message) from answered
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    message = "the web process did not answer; what it said stands above"
    raise Refused(message)


def _welcome(asked: argparse.Namespace) -> None:
    base = f"http://localhost:{asked.port}"
    say(f"""
Loket is open.

  resident   {base}/
  employee   {base}/desk/
  machines   {base}/api/v1/openapi.json
  demo       {base}/demo/   who to sign in as, kiosks, boards, the mailbox

Ctrl-C closes it; the city stays as it is until: loket demo --fresh
""")
    if not asked.no_browser and sys.stdout.isatty() and os.environ.get("DISPLAY"):
        webbrowser.open(base)
