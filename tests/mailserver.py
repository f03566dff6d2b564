"""A real SMTP server for tests, at a port that nobody else can be given meanwhile."""

import asyncio
import logging
import socket
from collections.abc import Awaitable
from typing import Any

from aiosmtpd.controller import Controller

#: A machine that is busy is no reason to give up.
READY_SECONDS = 120.0


class MailServer(Controller):
    """Listens from its making on, so that no port is looked for first and taken later."""

    def __init__(self, handler: Any) -> None:
        # Of each visit it would say something, later than the test whose output that was.
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        self._listening = socket.create_server(("127.0.0.1", 0))
        port = self._listening.getsockname()[1]
        super().__init__(handler, hostname="127.0.0.1", port=port, ready_timeout=READY_SECONDS)

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listening)
