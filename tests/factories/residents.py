"""Residents who do not exist, and browsers in which they are signed in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from loket.channels.ui import residents
from loket.channels.ui.residents import SignedIn
from loket.domain.people.numbers import NationalNumber, made_up
from loket.foundations.people import actions
from loket.kit import clock


def number(counter: int = 995, born_on: date = date(1985, 7, 30)) -> NationalNumber:
    """A number that no register issues."""
    return made_up(born_on, counter)


def resident(counter: int = 995, *, now: datetime = datetime(2021, 11, 25, 8, tzinfo=UTC)) -> UUID:
    """A person of whom nothing is known but the number."""
    return actions.recognise(number=number(counter), now=now, actor="system:test")


def sign_in(
    client: Client,
    who: UUID | None = None,
    *,
    level: int = 500,
    name: str = "Amal",
    means: str = "eid",
    ago: timedelta = timedelta(),
) -> SignedIn:
    """Sign somebody in, in this browser of a test, without a provider; ``ago``: some time since."""
    now = clock.now()
    one = SignedIn(
        resident=who or resident(), level=level, authenticated_at=now - ago, means=means,
        name=name, provider="test",
    )  # fmt: skip
    request = HttpRequest()
    kept = client.cookies.get(residents.cookie_name())
    request.resident_session = SessionStore(kept.value if kept else None)  # type: ignore[attr-defined]
    residents.enter(request, one, now=now)
    request.resident_session.save()  # type: ignore[attr-defined]
    client.cookies[residents.cookie_name()] = request.resident_session.session_key or ""  # type: ignore[attr-defined]
    return one
