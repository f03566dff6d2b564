"""What an e-mail is for us, how it is written down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol

from loket.domain.messages.delivery import NotSent

METHOD = re.compile(rb"^METHOD:([A-Z]+)\r?$", re.MULTILINE)

#: Every server takes it, also one that knows no 8BITMIME.
SEVEN_BITS = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail to one person."""

    #: With angle brackets; the same for every try, so that a receiver shows one.
    message_id: str
    sender: str
    recipient: str
    subject: str
    text: str
    language: str
    at: datetime
    #: A calendar file (RFC 5545), or None.
    calendar: bytes | None = None
    calendar_name: str = "afspraak.ics"


class MailTransport(Protocol):
    """Hands mail to somebody who takes responsibility for it."""

    def send(self, mail: Mail) -> None:
        """Returns when the other side took the mail. Raises ``NotSent``."""

    def close(self) -> None:
        """Lets go of the connection, if there is one."""


def written(mail: Mail) -> EmailMessage:
    """The mail as RFC 5322 wants it. Raises ``NotSent`` for what cannot be written down.

    ``Auto-Submitted`` keeps absence notices from answering (RFC 3834); the calendar's own method is
    repeated in its content type (RFC 6047), without which calendars do not move an appointment.
    """
    message = EmailMessage(policy=SEVEN_BITS)
    try:
        message["From"] = mail.sender
        message["To"] = Address(addr_spec=mail.recipient)
        message["Subject"] = mail.subject
        message["Message-ID"] = mail.message_id
    except (ValueError, IndexError, HeaderParseError) as wrong:
        raise NotSent("malformed", permanent=True) from wrong
    message["Date"] = format_datetime(mail.at.astimezone(UTC))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message["Content-Language"] = mail.language
    if mail.calendar is not None:
        _attach(message, mail.calendar, mail.calendar_name)
    return message


def _attach(message: EmailMessage, calendar: bytes, name: str) -> None:
    found = METHOD.search(calendar)
    message.add_attachment(
        calendar.decode(),
        subtype="calendar",
        filename=name,
        params={"method": found[1].decode() if found else "PUBLISH"},
    )
