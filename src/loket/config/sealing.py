"""The sealing process: whose key, whose time, which user; and then sealing what waits.

The key lies in a token (`LOKET_SEAL_LIBRARY`, `_TOKEN`, `_LABEL`, `_PIN`), or in the demo in an
encrypted file. What is public lies in `LOKET_SEAL_FOLDER`: `chain.pem`, `revoked.pem`.
"""

import logging
import os
import pwd
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.db import InterfaceError, OperationalError, connection

from loket.config import cluster, demoseal, env
from loket.config.talk import Refused
from loket.connectors.seals import FileKey, SealKey, TokenAway, TokenKey, WrongPassphrase
from loket.connectors.timestamps import Authority, HttpAuthority, NotStamped
from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions, tasks
from loket.kit import signeddata

log = logging.getLogger(__name__)

#: Somebody may have been told while we were away; and a prepared hash tells us at once.
LOOK_AGAIN_SECONDS = 5.0
#: After a failure: so long, doubled each time.
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0


def open_sealer(clock: Callable[[], datetime]) -> actions.Sealer:
    """The key and the authority that the environment names. Refused when one cannot be had."""
    folder = env.text("LOKET_SEAL_FOLDER")
    if not folder:
        message = "LOKET_SEAL_FOLDER is not set: nobody knows whose seal this is"
        raise Refused(message)
    try:
        return actions.Sealer(_key(Path(folder)), _authority(Path(folder), clock))
    except (TokenAway, WrongPassphrase, FileNotFoundError) as gone:
        message = f"the seal's key cannot be had: {gone}"
        raise Refused(message) from gone


def _key(folder: Path) -> SealKey:
    if library := env.text("LOKET_SEAL_LIBRARY"):
        return TokenKey(
            Path(library),
            token=env.text("LOKET_SEAL_TOKEN"),
            label=env.text("LOKET_SEAL_LABEL"),
            pin=env.text("LOKET_SEAL_PIN"),
            folder=folder,
        )
    if not env.flag("LOKET_DEMO"):
        message = "outside the demo the seal's key lies in a token: set LOKET_SEAL_LIBRARY"
        raise Refused(message)
    return FileKey(folder, env.text("LOKET_SEAL_PASSPHRASE"))


def _authority(folder: Path, clock: Callable[[], datetime]) -> Authority:
    if url := env.text("LOKET_TIMESTAMPS_URL"):
        return HttpAuthority(
            url,
            user=env.text("LOKET_TIMESTAMPS_USER"),
            password=env.text("LOKET_TIMESTAMPS_PASSWORD"),
        )
    if not env.flag("LOKET_DEMO"):
        message = "outside the demo somebody else says the time: set LOKET_TIMESTAMPS_URL"
        raise Refused(message)
    return demoseal.authority(folder, env.text("LOKET_SEAL_PASSPHRASE"), clock)


def rehearse(sealer: actions.Sealer) -> None:
    """Seal nothing, in the same way, and ask the database nothing."""
    with suppress(NotStamped, TokenAway):
        signeddata.detached(bytes(32), sealer.key, stamp=sealer.authority.stamp)
    connection.ensure_connection()


def step_down(besides: str) -> str:
    """Become a user who owns nothing, when we are root; says who. Nothing is given back.

    ``besides`` is the database's user, whose files the sealing process has no business with.
    """
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    account = cluster.find_sealing_account(besides)
    if account is None:
        message = "no user to seal as; make one: useradd --system loket-seal"
        raise Refused(message)
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
    return account.pw_name


def work(sealer: actions.Sealer, clock: Callable[[], datetime], *, once: bool = False) -> None:
    """Seal until ended. What goes wrong is said once and tried again, later and later."""
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            tasks.seal(sealer, clock())
            pause = FIRST_PAUSE_SECONDS
            if once:
                return
            _wait_for_work()
        except (NotStamped, RuleBroken, TokenAway, OperationalError, InterfaceError) as trouble:
            log.warning("documents wait for their seal: %s", _said(trouble))
            if once:
                message = f"documents wait for their seal: {_said(trouble)}"
                raise Refused(message) from trouble
            connection.close()
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def _said(trouble: Exception) -> str:
    if isinstance(trouble, NotStamped):
        return f"no time stamp ({trouble.kind})"
    return str(trouble).strip() or type(trouble).__name__


def _wait_for_work() -> None:
    """Until a hash is said to wait, or for a few seconds."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("LISTEN documents_waiting")
    for _ in connection.connection.notifies(timeout=LOOK_AGAIN_SECONDS, stop_after=1):
        return
