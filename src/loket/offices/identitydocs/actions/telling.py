"""The notice: that something waits, and where to read what. Never what it is."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from loket.foundations.catalogue import queries as catalogue
from loket.foundations.messages import actions as messages
from loket.offices.identitydocs.models import CodeRequest


def tell(found: CodeRequest, *, at: datetime) -> bool:
    """Post the notice to whoever left an address; whether there was one."""
    if not (found.email or found.phone):
        return False
    city = catalogue.the_city()
    messages.post(
        key=f"something_waits/{found.id}/{found.state}",
        kind="something_waits",
        channel="email" if found.email else "sms",
        recipient=found.email or found.phone,
        language=found.language or city.language,
        authoritative=city.language,
        context={"city": city.name, "phone": city.phone, "manage_url": f"{settings.BASE_URL}/me/"},
        at=at,
    )
    return True
