"""The simulator: takes every mail that can be written down, and claims nothing more."""

from __future__ import annotations

from loket.connectors.mail.mail import Mail, written


class SimulatedMail:
    """Sends nothing anywhere. ``arrived`` shows one mail per Message-ID, as a receiver would.

    Without ``arrived`` it keeps nothing: in the demo the outbox itself is the mailbox.
    """

    def __init__(self, arrived: dict[str, bytes] | None = None) -> None:
        self._arrived = arrived

    def send(self, mail: Mail) -> None:
        """Takes the mail. Raises ``NotSent`` when it cannot be written down."""
        message = written(mail)
        if self._arrived is not None:
            self._arrived[mail.message_id] = message.as_bytes()

    def close(self) -> None:
        """There is no connection."""
