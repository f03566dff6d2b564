"""What a text message is for us."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from loket.domain.messages.delivery import NotSent

#: E.164: a plus and up to fifteen digits.
NUMBER = re.compile(r"\+[1-9]\d{6,14}")


@dataclass(frozen=True, slots=True)
class Sms:
    """One text message to one person; a provider that knows ``key`` shows one."""

    key: str
    recipient: str
    text: str


class SmsTransport(Protocol):
    """Hands text messages to a provider."""

    def send(self, sms: Sms) -> None:
        """Returns when the provider took the message. Raises ``NotSent``."""


def check(sms: Sms) -> None:
    """Raises ``NotSent`` for what no provider can deliver: no number, no text."""
    if not NUMBER.fullmatch(sms.recipient) or not sms.text.strip():
        raise NotSent("malformed", permanent=True)
