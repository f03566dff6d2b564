"""Who stands before us: the resident who signed in, for how long, and how surely.

A resident's session is their own: another cookie and another record than an employee's, so that a
clerk who also is a resident never mixes the two in one browser. At the desk nobody is a resident.

    @open_to("resident")
    @needs_level(500, max_age=timedelta(minutes=15))
    def ask(request: ResidentRequest) -> HttpResponse:
        actor = resident_actor(request.resident)

Where somebody was on the way to stays here in the session; an address never carries it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from loket.domain.people import levels
from loket.domain.refusals import RuleBroken
from loket.foundations.people import actions as people
from loket.kit import clock

P = ParamSpec("P")
Session = SessionStore

#: Without a page in this time one signs in again: a shared computer forgets its last user.
IDLE: Final = timedelta(minutes=30)
#: However busy, after this time one signs in again.
LONGEST: Final = timedelta(hours=4)
#: A session that is in use is kept alive this often, not at every page.
BREATH: Final = timedelta(minutes=1)
#: Ways to somewhere that one session remembers; who opens more tabs loses the oldest.
MOST_WAYS: Final = 8
DESK: Final = "/desk/"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A resident who is signed in."""

    resident: UUID
    level: int
    authenticated_at: datetime
    #: How: a code of `connectors.identity` (``eid``, ``itsme``, ``code`` …).
    means: str
    #: The first name that the sign-in gave; kept in the session only.
    name: str
    provider: str


class ResidentRequest(HttpRequest):
    """A request behind ``open_to("resident")``."""

    resident: SignedIn
    resident_session: Session
    client: str


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody was going, and what is needed there.

    ``since``: the moment since which they must have signed in. It stays where it is, however long
    signing in takes; None: whenever it was.
    """

    path: str
    level: int
    since: datetime | None = None


class ResidentMiddleware:
    """Gives every request its ``resident`` (None: nobody) and their session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session = SessionStore(request.COOKIES.get(cookie_name()))
        request.resident_session = session  # type: ignore[attr-defined]
        request.resident = _find(request, session)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if cookie_name() in request.COOKIES or not session.is_empty():
            patch_vary_headers(response, ("Cookie",))
            _keep(session, response)
        if request.resident is not None:  # type: ignore[attr-defined]
            add_never_cache_headers(response)
        return response


def cookie_name() -> str:
    """Behind TLS the browser itself sees to it that no other host sets this cookie."""
    return "__Host-resident" if settings.SESSION_COOKIE_SECURE else "resident"


def resident_actor(signed_in: SignedIn) -> str:
    """The journal's reference of who is signed in."""
    return f"resident:{signed_in.resident}"


def find_resident(request: HttpRequest) -> SignedIn | None:
    """Who is signed in; None for nobody, at the desk always."""
    found: SignedIn | None = getattr(request, "resident", None)
    return found


def session_of(request: HttpRequest) -> Session:
    """The resident's session, empty for a stranger."""
    session: Session = request.resident_session  # type: ignore[attr-defined]
    return session


def needs_level(
    level: int, max_age: timedelta | None = None
) -> Callable[
    [Callable[Concatenate[ResidentRequest, P], HttpResponseBase]],
    Callable[Concatenate[ResidentRequest, P], HttpResponseBase],
]:
    """Whoever is not signed in so surely or so freshly does that first, and comes back here."""

    def decorate(
        view: Callable[Concatenate[ResidentRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[ResidentRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(
            request: ResidentRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            since = clock.now() - max_age if max_age is not None else None
            return step_up(request, level, since) or view(request, *args, **kwargs)

        return guarded

    return decorate


def step_up(
    request: HttpRequest, level: int, since: datetime | None = None
) -> HttpResponseBase | None:
    """The way to a surer or later sign-in and back; None when the present one does.

    For a view whose level depends on what is asked; else put `needs_level` above it.
    """
    one = find_resident(request)
    if one and not levels.reasons_against(
        one.level, one.authenticated_at, needed=level, since=since, now=clock.now()
    ):
        return None
    return ask_to_sign_in(request, level, since)


def ask_to_sign_in(
    request: HttpRequest, level: int = levels.CODE, since: datetime | None = None
) -> HttpResponseBase:
    """To the page where one chooses how to sign in; afterwards one is back exactly here.

    A client that began too often leaves no session here, and hears it when it begins again.
    """
    session = session_of(request)
    try:
        begin(request)
    except RuleBroken:
        return redirect("/sign-in")
    token = secrets.token_urlsafe(12)
    ways = dict(session.get("ways", {}))
    kept_since = since.isoformat() if since else None
    ways[token] = {"path": _place(request), "level": level, "since": kept_since}
    session["ways"] = dict(list(ways.items())[-MOST_WAYS:])
    return redirect(f"/sign-in?for={token}")


def begin(request: HttpRequest) -> None:
    """Count the session that a stranger is about to get; it goes soon when nobody signs in.

    Raises ``too_many_sign_ins`` with ``retry_after`` seconds.
    """
    session = session_of(request)
    session.get("ways")  # reads what the cookie names: a made-up one names nothing, and is new
    if session.is_empty():
        people.count_start(client=request.client, now=clock.now())  # type: ignore[attr-defined]
        session.set_expiry(int(IDLE.total_seconds()))


def find_way(request: HttpRequest, token: str) -> Way | None:
    """Where the bearer of this token was going; None for one that this session never gave."""
    kept = session_of(request).get("ways", {}).get(token)
    if kept is None:
        return None
    since = kept["since"]
    return Way(kept["path"], kept["level"], datetime.fromisoformat(since) if since else None)


def enter(request: HttpRequest, one: SignedIn, *, now: datetime) -> None:
    """From here on this is who stands before us; the session gets a new key, forms a new token.

    Nothing that somebody else left in this browser remains.
    """
    session = session_of(request)
    present = find_resident(request)
    if present is not None and present.resident != one.resident:
        session.flush()
    else:
        session.cycle_key()
    session["resident"] = {
        "id": str(one.resident),
        "level": one.level,
        "at": one.authenticated_at.isoformat(),
        "means": one.means,
        "name": one.name,
        "provider": one.provider,
        "until": (now + LONGEST).isoformat(),
        "seen": now.isoformat(),
    }
    session.set_expiry(int(IDLE.total_seconds()))
    request.resident = one  # type: ignore[attr-defined]
    rotate_token(request)


def leave(request: HttpRequest) -> None:
    """Nobody is signed in any more, in this browser and in the record."""
    session_of(request).flush()
    request.resident = None  # type: ignore[attr-defined]
    rotate_token(request)


def _find(request: HttpRequest, session: Session) -> SignedIn | None:
    if request.path.startswith(DESK) or cookie_name() not in request.COOKIES:
        return None
    kept: dict[str, Any] | None = session.get("resident")
    now = clock.now()
    if kept is None or now >= datetime.fromisoformat(kept["until"]):
        return None
    seen = datetime.fromisoformat(kept["seen"])
    if now - seen >= IDLE:
        return None
    if now - seen >= BREATH:
        session["resident"] = kept | {"seen": now.isoformat()}
    return SignedIn(
        resident=UUID(kept["id"]),
        level=kept["level"],
        authenticated_at=datetime.fromisoformat(kept["at"]),
        means=kept["means"],
        name=kept["name"],
        provider=kept["provider"],
    )


def _keep(session: Session, response: HttpResponseBase) -> None:
    """Saves what changed. A session that was ended elsewhere meanwhile is not made again."""
    if session.is_empty():
        response.delete_cookie(cookie_name(), samesite="Lax")
        return
    if not session.modified:
        return
    try:
        session.save()
    except UpdateError:
        return
    response.set_cookie(
        cookie_name(),
        session.session_key or "",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _place(request: HttpRequest) -> str:
    """Where to come back to: this page, or the page whose form was sent."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    before = urlsplit(request.META.get("HTTP_REFERER", ""))
    if before.netloc == request.get_host() and before.path.startswith("/"):
        return f"{before.path}?{before.query}" if before.query else before.path
    return request.path
