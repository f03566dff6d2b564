"""The simulator: takes every text message that could be delivered, and claims nothing more."""

from __future__ import annotations

from loket.connectors.sms.sms import Sms, check


class SimulatedSms:
    """Sends nothing anywhere. ``arrived`` shows one message per key; without it nothing is kept."""

    def __init__(self, arrived: dict[str, str] | None = None) -> None:
        self._arrived = arrived

    def send(self, sms: Sms) -> None:
        """Takes the message. Raises ``NotSent`` when nobody could deliver it."""
        check(sms)
        if self._arrived is not None:
            self._arrived[sms.key] = sms.text
