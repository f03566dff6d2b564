"""E-mail, by SMTP (RFC 5321, 5322, 6047): one protocol, the real client, a simulator.

What it says of itself: the real client and the simulator pass the same contract test, the real one
against an SMTP server in the test's own process.
"""

from loket.connectors.mail.mail import Mail, MailTransport
from loket.connectors.mail.simulated import SimulatedMail
from loket.connectors.mail.smtp import SmtpTransport

#: How far this connector is known to be right.
STANDING = "schema-checked"

__all__ = ["STANDING", "Mail", "MailTransport", "SimulatedMail", "SmtpTransport"]
