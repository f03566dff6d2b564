"""What a command needs around it: a database, a key, Django.

With DATABASE_URL the server it names is used and everything else must be set too. Without
it we are in a demo: the private cluster in `var/` (or LOKET_VAR), a key of its own, localhost.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import django

from loket.config import cluster, env, identity
from loket.config.cluster import roles
from loket.config.talk import Refused
from loket.kit import ids

DATABASE = "loket"


@contextmanager
def around() -> Iterator[None]:
    """The environment that the machine gives, or the demo's; with Django set up."""
    if env.text("DATABASE_URL"):
        set_up()
        yield
        return
    with private(database=env.text("LOKET_DATABASE", DATABASE)):
        set_up()
        yield


@contextmanager
def private(*, database: str = DATABASE, fresh: bool = False) -> Iterator[cluster.Cluster]:
    """The private cluster, running, with this database in it; the environment points there."""
    try:
        with cluster.running(env.var()) as running:
            if fresh:
                running.drop_database(database)
            running.create_database(database)
            _point_at(running, database)
            yield running
    except cluster.ClusterRefused as problem:
        raise Refused(str(problem)) from problem


def set_up() -> None:
    """Django, with the settings of the environment as it is now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    django.setup()


def without_database() -> None:
    """Django for a command that only reads files."""
    os.environ.setdefault("LOKET_SECRET_KEY", "reading files signs nothing")
    set_up()


def require() -> None:
    """Refuses to serve without what production needs, all at once."""
    identity.configured(
        demo=env.flag("LOKET_DEMO"), base_url=env.text("LOKET_BASE_URL", "http://localhost:8000")
    )
    missing = [one for one in env.VARIABLES if one.required and not env.text(one.name)]
    if not env.text("DATABASE_URL"):
        missing.insert(0, env.VARIABLES[0])
    if missing:
        lines = "\n".join(f"  {one.name}: {one.meaning}" for one in missing)
        message = f"not set:\n{lines}\nTo try Loket without any of it: loket demo"
        raise Refused(message)


def _point_at(running: cluster.Cluster, database: str) -> None:
    os.environ["DATABASE_URL"] = running.url(database, roles.APP)
    os.environ["LOKET_OWNER_DATABASE_URL"] = running.url(database, roles.OWNER)
    os.environ["LOKET_DEMO"] = "1"
    os.environ.setdefault("LOKET_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
    os.environ.setdefault("LOKET_SECRET_KEY", demo_key())
    os.environ.setdefault("LOKET_DOCUMENT_KEYS", ids.keyed_hash(demo_key(), "codes of the demo"))
    os.environ.setdefault("LOKET_DATA_KEYS", demo_key("numbers"))


def demo_key(name: str = "demo") -> str:
    """Made once and kept, so that links in the demo's mailbox outlive a restart."""
    path = env.var() / f"{name}.key"
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        draft.rename(path)
    return path.read_text()


def demo_passphrase() -> str:
    """Opens the key file of the demo's seal; other than what signs its sessions."""
    return ids.keyed_hash(demo_key(), "seal of the demo")
