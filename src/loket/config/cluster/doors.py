"""Who may come in, and as what: the server asks the kernel who is at the socket.

We come in as every role. The user that seals documents comes in as the role that seals, and as no
other: it cannot read a document by calling itself somebody else.
"""

import os
import pwd
from contextlib import suppress
from pathlib import Path

from loket.config.cluster import roles

#: Users that a machine has and that own nothing; who seals documents when we are root.
STAND_INS = ("loket-seal", "nobody", "daemon")
ACCESS = "local all all peer map=loket\n"


def find_sealing_account(besides: str) -> pwd.struct_passwd | None:
    """The first stand-in of this machine that is not the user ``besides``, the database's own."""
    for name in STAND_INS:
        with suppress(KeyError):
            if name != besides:
                return pwd.getpwnam(name)
    return None


def list_users(server_account: str) -> str:
    """The text of `pg_ident.conf`: user of the machine, role of the database."""
    ours = {pwd.getpwuid(os.geteuid()).pw_name, server_account}
    everything = ("postgres", roles.OWNER, roles.APP, roles.SEALER)
    lines = [f"loket {user} {role}" for user in sorted(ours) for role in everything]
    account = _sealing_account(server_account)
    if account is not None:
        lines.append(f"loket {account.pw_name} {roles.SEALER}")
    return "\n".join(lines) + "\n"


def open_sockets(folder: Path, server_account: str) -> None:
    """Lets the user that seals reach the socket; what it may do there, the server decides."""
    account = _sealing_account(server_account)
    if account is None:
        return
    os.chown(folder, -1, account.pw_gid)
    folder.chmod(0o710)
    for socket in folder.glob(".s.PGSQL.*[0-9]"):
        os.chown(socket, -1, account.pw_gid)
        socket.chmod(0o770)


def _sealing_account(server_account: str) -> pwd.struct_passwd | None:
    """None when we are not root: then everything is one user."""
    return find_sealing_account(server_account) if os.geteuid() == 0 else None
