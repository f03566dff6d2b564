"""The language of a page: asked for, remembered, never guessed from the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from loket.channels.ui import names
from loket.domain.catalogue.city import City
from loket.foundations.catalogue import queries as catalogue

PARAMETER: Final = "lang"
YEAR: Final = 365 * 24 * 60 * 60
#: The desk speaks the language in which the city decides.
STAFF: Final = ("/desk/",)
#: Many people share this browser: what one chose ends with the session of the browser.
SHARED: Final = ("/kiosk/", "/board/")
#: Machines state their language themselves, and need neither clock nor city from here.
MACHINES: Final = ("/api/", "/feeds/", "/static/")


class PageRequest(HttpRequest):
    """A request with what every page needs; set by the middleware below."""

    city: City | None
    language: str


class LanguageMiddleware:
    """Finds the city, makes its zone current, and chooses the language of the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(MACHINES):
            return self.get_response(request)
        city = catalogue.find_city()
        language = choose(request, city)
        request.city, request.language = city, language  # type: ignore[attr-defined]
        with speaking(language, city):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        if asked(request, city):
            remember(response, language, shared=request.path.startswith(SHARED))
        return response


@contextmanager
def speaking(language: str, city: City | None) -> Iterator[None]:
    """Texts in this language and times on the clock of the city, for as long as it lasts."""
    zone = city.clock if city else ZoneInfo("UTC")
    own = names.known_during(own_language(city))
    with translation.override(language), timezone.override(zone), own:
        yield


def choose(request: HttpRequest, city: City | None) -> str:
    """What `?lang=` asks, else what was chosen before, else the language of the city."""
    own = own_language(city)
    if request.path.startswith(STAFF):
        return own
    remembered = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return asked(request, city) or (remembered if remembered in offered(city) else own)


def asked(request: HttpRequest, city: City | None) -> str:
    """The language in the address, when the city has it; else empty."""
    wanted = request.GET.get(PARAMETER, "")
    return wanted if wanted in offered(city) else ""


def offered(city: City | None) -> tuple[str, ...]:
    """The languages that the city has and that the house speaks, its own first."""
    known = [code for code, _ in settings.LANGUAGES]
    if city is None:
        return tuple(known)
    return tuple(code for code in city.languages if code in known or code == city.language)


def own_language(city: City | None) -> str:
    """The language whose texts count."""
    return city.language if city else str(settings.LANGUAGE_CODE)


def remember(response: HttpResponseBase, language: str, *, shared: bool) -> None:
    """Keeps the choice for a year, at a shared screen only until it is wiped."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=None if shared else YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponseBase) -> None:
    """The next one at a shared screen starts in the language of the city."""
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
