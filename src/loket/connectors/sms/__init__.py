"""Text messages: a protocol and a simulator.

What it says of itself: no provider is known. To choose one, and to write its client against its
documents, is a person's task.
"""

from loket.connectors.sms.simulated import SimulatedSms
from loket.connectors.sms.sms import Sms, SmsTransport

#: How far this connector is known to be right.
STANDING = "none known"

__all__ = ["STANDING", "SimulatedSms", "Sms", "SmsTransport"]
