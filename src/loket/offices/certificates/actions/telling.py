"""The notice that something waits: to whoever left an address, and never what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from django.conf import settings

from loket.domain.appointments.contact import EMAIL, LONGEST_EMAIL
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.messages import actions as messages
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.files import seal_words, words_of

#: The states that answer a request.
ANSWERS: Final = frozenset({"delivered", "refused"})


def tell(request: Request, *, now: datetime) -> None:
    """Post the notice in the transaction of the act that answered, once for each answer."""
    if request.state in ANSWERS:
        _post(request, request.state, now=now)


def tell_late(request: Request, *, now: datetime) -> None:
    """Say once that there is news of a request that is late; the page says what it is."""
    _post(request, "late", now=now)


def _post(request: Request, why: str, *, now: datetime) -> None:
    """The outbox takes a key once: said again, nothing is sent again."""
    email = words_of(request).email
    if not email:
        return
    city = catalogue.the_city()
    messages.post(
        key=f"something_waits/{request.pk}/{why}",
        kind="something_waits",
        channel="email",
        recipient=email,
        language=city.language,
        authoritative=city.language,
        context={"city": city.name, "phone": city.phone, "manage_url": f"{settings.BASE_URL}/me/"},
        at=now,
    )


def keep_email(request: Request, email: str) -> None:
    """Keep the address with the words of a locked request. Raises ``email_unreadable``."""
    tidy = email.strip().lower()
    if len(tidy) > LONGEST_EMAIL or not EMAIL.fullmatch(tidy):
        raise RuleBroken("email_unreadable")
    words = replace(words_of(request), email=tidy)
    request.words = seal_words(words, request=str(request.pk))
    request.save(update_fields=["words"])
