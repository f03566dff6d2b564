"""The real client: SMTP with TLS and a limit on every wait."""

from __future__ import annotations

import smtplib
import ssl
from typing import Literal

from loket.connectors.mail.mail import Mail, written
from loket.domain.messages.delivery import NotSent

Encryption = Literal["none", "starttls", "tls"]

#: Answers of this class mean that trying again cannot help (RFC 5321, 4.2.1).
PERMANENT = range(500, 600)


class SmtpTransport:
    """Hands mail to a mail server; keeps its connection for the next mail until ``close``.

    ``seconds`` bounds each wait for the server. A password goes over an encrypted connection only.
    """

    def __init__(
        self,
        host: str,
        *,
        port: int = 25,
        encryption: Encryption = "none",
        user: str = "",
        password: str = "",
        seconds: float = 10,
        context: ssl.SSLContext | None = None,
    ) -> None:
        if user and encryption == "none":
            raise ValueError("a password is sent over an encrypted connection only")
        self._host = host
        self._port = port
        self._encryption = encryption
        self._user = user
        self._password = password
        self._seconds = seconds
        self._context = context or ssl.create_default_context()
        self._server: smtplib.SMTP | None = None

    def send(self, mail: Mail) -> None:
        """Returns when the server took the mail. Raises ``NotSent``."""
        message = written(mail)
        try:
            server = self._connected()
            server.send_message(message, from_addr=mail.sender, to_addrs=[mail.recipient])
        except smtplib.SMTPException as refused:
            self.close()
            raise _not_sent(refused) from refused
        except OSError as broken:
            self.close()
            raise NotSent("unreachable", permanent=False) from broken

    def close(self) -> None:
        """Says goodbye if the server still listens."""
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (smtplib.SMTPException, OSError):
            server.close()

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            server = self._opened()
            try:
                if self._encryption == "starttls":
                    server.starttls(context=self._context)
                if self._user:
                    server.login(self._user, self._password)
            except (smtplib.SMTPException, OSError):
                server.close()
                raise
            self._server = server
        return self._server

    def _opened(self) -> smtplib.SMTP:
        if self._encryption == "tls":
            return smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._seconds, context=self._context
            )
        return smtplib.SMTP(self._host, self._port, timeout=self._seconds)


def _not_sent(refused: smtplib.SMTPException) -> NotSent:
    """What the server said, as a code; its words may hold the address and stay out."""
    code = _code(refused)
    if isinstance(refused, smtplib.SMTPAuthenticationError | smtplib.SMTPNotSupportedError):
        return NotSent(f"server_setup {code or ''}".strip(), permanent=False)
    if code is None:
        return NotSent("unreachable", permanent=False)
    return NotSent(f"refused {code}", permanent=code in PERMANENT)


def _code(refused: smtplib.SMTPException) -> int | None:
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        return next((code for code, _ in refused.recipients.values()), None)
    if isinstance(refused, smtplib.SMTPResponseException):
        return refused.smtp_code
    return None
