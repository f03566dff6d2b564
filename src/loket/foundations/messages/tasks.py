"""What the outbox does by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from loket.connectors.mail import MailTransport, SimulatedMail, SmtpTransport
from loket.connectors.sms import SimulatedSms
from loket.foundations.messages import actions
from loket.foundations.messages.actions import Transports

#: Bookings and what was said about them are kept this long, then nobody can be recognised.
KEPT = timedelta(days=396)


def transports() -> Transports:
    """Who takes messages here, by the settings; in the demo, simulators."""
    return Transports(mail=_mail(), sms=SimulatedSms() if settings.DEMO else None)


def _mail() -> MailTransport | None:
    if settings.EMAIL_HOST:
        return SmtpTransport(
            settings.EMAIL_HOST,
            port=settings.EMAIL_PORT,
            encryption="starttls" if settings.EMAIL_USE_TLS else "none",
            user=settings.EMAIL_HOST_USER,
            password=settings.EMAIL_HOST_PASSWORD,
        )
    return SimulatedMail() if settings.DEMO else None


def deliver(now: datetime, limit: int = 200, by: Transports | None = None) -> int:
    """Send up to ``limit`` messages whose moment has come; says how many were tried."""
    carriers = by or transports()
    tried = 0
    try:
        while tried < limit and actions.send_next(transports=carriers, now=now):
            tried += 1
    finally:
        if carriers.mail is not None:
            carriers.mail.close()
    return tried


def forget(now: datetime) -> int:
    """Wipe what is older than the city keeps bookings."""
    return actions.forget(before=now - KEPT)
