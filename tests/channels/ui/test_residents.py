"""A resident's session: their own, short, and never an employee's."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from tests.factories import residents as people

from loket.channels.ui import residents
from loket.channels.ui.access import open_to
from loket.channels.ui.residents import ResidentMiddleware, needs_level
from loket.kit import clock

pytestmark = pytest.mark.django_db
MINUTES = timedelta(minutes=1)


@open_to("resident")
def inside(request) -> HttpResponse:
    return HttpResponse(f"{request.resident.name} {request.resident.level}")


@open_to("resident")
@needs_level(500, max_age=15 * MINUTES)
def strict(request) -> HttpResponse:
    return HttpResponse("inside")


def ask(view, client: Client, path: str = "/me/", **how):
    """One request through the middleware, with the cookies of this browser."""
    request = RequestFactory().generic(how.pop("method", "GET"), path, **how)
    request.COOKIES = {name: one.value for name, one in client.cookies.items()}
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    request.client = "client"  # type: ignore[attr-defined]
    kept: dict[str, HttpRequest] = {}

    def answer(one: HttpRequest) -> HttpResponse:
        kept["request"] = one
        return view(one)

    response = ResidentMiddleware(answer)(request)
    for name, one in response.cookies.items():
        client.cookies[name] = one.value
    return response, kept["request"]


def way_of(response, request) -> residents.Way:
    token = parse_qs(urlsplit(response["Location"]).query)["for"][0]
    way = residents.find_way(request, token)
    assert way is not None
    return way


def test_a_stranger_signs_in_first_and_the_address_does_not_say_where_they_were_going(
    client: Client,
) -> None:
    response, request = ask(inside, client, "/me/x?secret=1")
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in?for=")
    assert "secret" not in response["Location"]
    assert way_of(response, request) == residents.Way("/me/x?secret=1", 400)


def test_who_is_signed_in_enters_and_no_cache_keeps_the_page(client: Client) -> None:
    people.sign_in(client, level=400)
    response, _request = ask(inside, client)
    assert response.content == b"Amal 400"
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("level", "ago", "enters"),
    [(500, 0, True), (450, 0, False), (500, 14, True), (500, 16, False)],
)
def test_a_page_asks_for_the_level_and_the_freshness_it_needs(
    client: Client, level: int, ago: int, *, enters: bool
) -> None:
    people.sign_in(client, level=level, ago=ago * MINUTES)
    response, request = ask(strict, client, "/me/x?step=2")
    assert (response.status_code == 200) is enters
    if not enters:
        way = way_of(response, request)
        assert (way.path, way.level) == ("/me/x?step=2", 500)
        assert way.since is not None
        assert 15 * MINUTES <= clock.now() - way.since < 16 * MINUTES


def test_signing_in_slowly_is_no_reason_that_it_was_too_long_ago(client: Client) -> None:
    """What counts is the moment since which one must have signed in: it stays where it was."""
    response, request = ask(strict, client, "/me/x")
    store = residents.session_of(request)
    (token,) = store["ways"]
    asked = clock.now() - 10 * MINUTES
    store["ways"] = {token: store["ways"][token] | {"since": (asked - 1 * MINUTES).isoformat()}}
    way = way_of(response, request)
    assert way.since == asked - 1 * MINUTES


def test_who_sent_a_form_comes_back_to_the_page_of_the_form(client: Client) -> None:
    people.sign_in(client, level=400)
    here = {"HTTP_REFERER": "http://testserver/me/form?page=2"}
    response, request = ask(strict, client, "/me/send", method="POST", **here)
    assert way_of(response, request).path == "/me/form?page=2"
    elsewhere = {"HTTP_REFERER": "http://evil.example/me/form"}
    response, request = ask(strict, client, "/me/send", method="POST", **elsewhere)
    assert way_of(response, request).path == "/me/send"


def test_many_tabs_never_fill_the_session(client: Client) -> None:
    tokens = []
    for at in range(residents.MOST_WAYS + 3):
        response, request = ask(inside, client, f"/me/{at}")
        tokens.append(parse_qs(urlsplit(response["Location"]).query)["for"][0])
    known = [residents.find_way(request, token) is not None for token in tokens]
    assert known == [False] * 3 + [True] * residents.MOST_WAYS


def test_a_token_of_another_browser_leads_nowhere(client: Client) -> None:
    response, _request = ask(inside, client, "/me/x")
    token = parse_qs(urlsplit(response["Location"]).query)["for"][0]
    _response, other = ask(inside, Client())
    assert residents.find_way(other, token) is None


def test_signing_in_gives_the_session_a_new_key_and_keeps_the_way(client: Client) -> None:
    response, _request = ask(inside, client, "/me/x")
    token = parse_qs(urlsplit(response["Location"]).query)["for"][0]
    before = client.cookies["resident"].value
    people.sign_in(client)
    assert client.cookies["resident"].value != before
    assert not Session.objects.filter(pk=before).exists()
    _response, request = ask(inside, client)
    assert residents.find_way(request, token).path == "/me/x"


def test_another_person_in_the_same_browser_finds_nothing_of_the_former(client: Client) -> None:
    people.sign_in(client, people.resident(995))
    _response, request = ask(lambda _one: HttpResponse(), client)
    residents.session_of(request)["left"] = "something of the former"
    second = people.resident(997)
    one = residents.SignedIn(second, 500, clock.now(), "eid", "Bo", "test")
    residents.enter(request, one, now=clock.now())
    assert "left" not in residents.session_of(request)
    assert residents.find_resident(request) == one


def _aged(client: Client, **ages: timedelta) -> None:
    """As if the session's times lay so long ago."""
    store = residents.SessionStore(client.cookies["resident"].value)
    now = clock.now()
    store["resident"] |= {name: (now - age).isoformat() for name, age in ages.items()}
    store.save()


@pytest.mark.parametrize(
    ("ages", "enters"),
    [
        ({"seen": 29 * MINUTES}, True),
        ({"seen": 31 * MINUTES}, False),
        ({"until": -MINUTES}, True),
        ({"until": MINUTES}, False),
    ],
)
def test_a_session_ends_when_nobody_uses_it_and_in_any_case_after_some_hours(
    client: Client, ages: dict[str, timedelta], *, enters: bool
) -> None:
    people.sign_in(client)
    _aged(client, **ages)
    response, _request = ask(inside, client)
    assert (response.status_code == 200) is enters


def test_a_page_keeps_a_session_alive(client: Client) -> None:
    people.sign_in(client)
    _aged(client, seen=20 * MINUTES)
    before = clock.now()
    ask(inside, client)
    seen = residents.SessionStore(client.cookies["resident"].value)["resident"]["seen"]
    assert before <= datetime.fromisoformat(seen) <= clock.now()


def test_signing_out_ends_the_record_and_the_cookie(client: Client) -> None:
    people.sign_in(client)
    key = client.cookies["resident"].value

    def out(request) -> HttpResponse:
        residents.leave(request)
        return HttpResponse()

    response, _request = ask(out, client)
    assert response.cookies["resident"].value == ""
    assert not Session.objects.filter(pk=key).exists()


def test_what_was_ended_elsewhere_meanwhile_is_not_made_again(client: Client) -> None:
    people.sign_in(client)
    key = client.cookies["resident"].value

    def slow(request) -> HttpResponse:
        residents.session_of(request)["late"] = 1
        Session.objects.all().delete()
        return HttpResponse()

    ask(slow, client)
    assert not Session.objects.filter(pk=key).exists()


def test_nobody_is_a_resident_at_the_desk(client: Client) -> None:
    people.sign_in(client)
    _response, request = ask(lambda _one: HttpResponse(), client, "/desk/")
    assert residents.find_resident(request) is None


def test_a_clerk_and_a_resident_in_one_browser_have_a_session_each(client: Client) -> None:
    session = client.session
    session["of"] = "an employee"
    session.save()
    people.sign_in(client)
    assert client.cookies["resident"].value != client.cookies["sessionid"].value
    client.cookies.pop("resident")
    assert client.session["of"] == "an employee"
    assert client.get("/me/").status_code == 302


def test_my_page_greets_by_first_name_and_shows_no_number(client: Client) -> None:
    people.sign_in(client, name="Amal")
    page = client.get("/me/").content.decode()
    assert "Dag Amal" in page
    assert people.number().digits not in page
