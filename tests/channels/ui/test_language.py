"""The language is asked for and remembered, never guessed; the desk speaks the city's own."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from loket.channels.ui import context, language
from loket.domain.catalogue.city import BookingRules, Branding, City, Holidays

MUNICH = City(
    code="south",
    name={"de": "Südstadt", "en": "South Town"},
    language="de",
    zone="Europe/Berlin",
    phone="",
    branding=Branding(primary="#0057b7", deep="#003865", accent="#cf0039"),
    booking=BookingRules(
        timedelta(days=28), timedelta(minutes=10), (), timedelta(0), timedelta(0), 3
    ),
    holidays=Holidays("DE"),
    other_languages=("en",),
)


def asking(path: str = "/", **cookies: str) -> HttpRequest:
    request = RequestFactory().get(path, HTTP_ACCEPT_LANGUAGE="fr")
    request.COOKIES.update(cookies)
    return request


@pytest.mark.parametrize(
    ("request_", "chosen"),
    [
        (asking(), "de"),
        (asking("/?lang=en"), "en"),
        (asking("/?lang=fr"), "de"),
        (asking("/?lang=xx"), "de"),
        (asking(lang="en"), "en"),
        (asking("/?lang=de", lang="en"), "de"),
        (asking(lang="fr"), "de"),
        (asking("/desk/today?lang=en", lang="en"), "de"),
    ],
)
def test_the_language_is_asked_then_remembered_then_the_citys_own(
    request_: HttpRequest, chosen: str
) -> None:
    assert language.choose(request_, MUNICH) == chosen


def test_a_city_offers_its_own_language_first() -> None:
    assert language.offered(MUNICH) == ("de", "en")


def test_texts_and_clocks_are_those_of_the_city_while_it_lasts() -> None:
    before = translation.get_language(), timezone.get_current_timezone_name()
    with language.speaking("en", MUNICH):
        assert translation.get_language() == "en"
        assert timezone.get_current_timezone_name() == "Europe/Berlin"
    assert (translation.get_language(), timezone.get_current_timezone_name()) == before


def test_the_page_in_another_language_keeps_what_was_asked() -> None:
    request = asking("/book/moments?item=PASS:2&lang=de")
    request.city, request.language = MUNICH, "de"  # type: ignore[attr-defined]
    links = {one.code: one.url for one in context.frame(request).languages}
    assert links["en"] == "/book/moments?item=PASS%3A2&lang=en"


def test_what_was_filled_in_never_goes_into_an_address() -> None:
    request = RequestFactory().post("/book/1", {"name": "somebody"})
    request.city, request.language = MUNICH, "de"  # type: ignore[attr-defined]
    assert [one.url for one in context.frame(request).languages] == [
        "/book/1?lang=de",
        "/book/1?lang=en",
    ]


def test_a_translation_says_which_language_counts() -> None:
    request = asking("/")
    request.city, request.language = MUNICH, "en"  # type: ignore[attr-defined]
    with translation.override("en"):
        page = context.frame(request)
    assert page.is_translation
    assert page.own_language == "German"
    assert page.city == "South Town"


@pytest.mark.django_db
def test_the_choice_is_remembered_for_a_year_and_at_a_kiosk_for_the_session() -> None:
    def cookie(path: str) -> object:
        response = language.LanguageMiddleware(lambda _: HttpResponse())(asking(path))
        found = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
        return found["max-age"] if found else None

    assert cookie("/?lang=en") == language.YEAR
    assert cookie("/kiosk/north/?lang=en") == ""
    assert cookie("/") is None


@pytest.mark.django_db
def test_a_page_without_a_loaded_city_still_answers_and_varies_with_the_cookie(
    client: Client,
) -> None:
    answer = client.get("/demo/look/?lang=en")
    assert answer.status_code == 200
    assert answer["Content-Language"] == "en"
    assert "Cookie" in answer["Vary"]
    assert client.get("/demo/look/")["Content-Language"] == "en"


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "ask", "moments", "product", "location", "desk", "kiosk"])
def test_a_page_is_below_30_kilobytes_itself(client: Client, page: str) -> None:
    assert len(client.get(f"/demo/look/{page}").content) < 30_000


@pytest.mark.django_db
def test_an_example_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/demo/look/nothing").status_code == 404


def test_forgetting_takes_the_cookie_away() -> None:
    response = HttpResponse()
    language.forget(response)
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME]["max-age"] == 0
