"""Signing in over HTTP against the simulator: the way there and back, and every wrong turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.connectors.identity import parties
from tests.connectors.identity.parties import Party
from tests.factories import residents as people

from loket.channels.ui import residents
from loket.config.identity import Setup
from loket.domain.people.starts import MOST
from loket.foundations.journal.models import Line
from loket.foundations.people import actions, queries
from loket.foundations.people.models import Start
from loket.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running() -> Iterator[Party]:
    with parties.simulated() as party:
        yield party


@pytest.fixture
def party(running: Party, settings) -> Party:
    settings.IDENTITY = Setup((running.provider,))
    return running


def ask(client: Client, path: str) -> str:
    """Asks for a page that is behind the door; the token of the way there."""
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in?for=")
    return parse_qs(urlsplit(response["Location"]).query)["for"][0]


def start(client: Client, token: str = "", means: str = "eid") -> str:
    """Presses the button of a means; where it leads."""
    fields = {"for": token, "provider": "test", "means": means}
    response = client.post("/sign-in/start", fields)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def come_back(client: Client, answer: dict[str, str], provider: str = "test"):
    return client.get(f"/sign-in/callback/{provider}?{urlencode(answer)}")


def sign_in(client: Client, party: Party, path: str = "/me/", who: str = "nora", means="eid"):
    there = start(client, ask(client, path), means)
    return come_back(client, party.sign_in(there, who, means))


def text(response) -> str:
    return response.content.decode()


def test_one_comes_back_signed_in_to_the_exact_place(client: Client, party: Party) -> None:
    response = sign_in(client, party, "/me/?from=a&letter=%C3%A9")
    assert (response.status_code, response["Location"]) == (302, "/me/?from=a&letter=%C3%A9")
    assert "Dag Nora" in text(client.get("/me/"))
    known = queries.find_resident(parties.NORA)
    line = Line.objects.get(act="people.sign_in")
    assert line.subject == line.actor == f"resident:{known}"
    assert line.after == {"means": "eid", "level": 500, "provider": "test"}


def test_the_session_key_is_another_after_signing_in(client: Client, party: Party) -> None:
    token = ask(client, "/me/")
    before = client.cookies["resident"].value
    there = start(client, token)
    come_back(client, party.sign_in(there))
    assert client.cookies["resident"].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_nothing_that_is_kept_or_sent_shows_the_number(
    client: Client, party: Party, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    sign_in(client, party)
    client.get("/me/")
    sessions = str([one.get_decoded() for one in Session.objects.all()])
    lines = str(list(Line.objects.values()))
    for kept in (sessions, lines, caplog.text, str(client.cookies)):
        assert parties.NORA.digits not in kept


def test_a_stronger_page_asks_the_same_person_once_more(client: Client, party: Party) -> None:
    sign_in(client, party, means="code")
    token = wanted(client, "/me/?deep=1", level=450)
    page = text(client.get(f"/sign-in?for={token}"))
    assert "Meld je sterker aan" in page
    assert 'value="code"' not in page
    there = start(client, token, "itsme")
    response = come_back(client, party.sign_in(there, "nora", "itsme"))
    assert response["Location"] == "/me/?deep=1"
    assert "met itsme" in text(client.get("/me/"))


def wanted(client: Client, path: str, level: int) -> str:
    """As a page asks that needs this level."""
    store = residents.SessionStore(client.cookies["resident"].value)
    store["ways"] = {"strong": {"path": path, "level": level, "since": None}}
    store.save()
    return "strong"


def test_a_means_that_is_too_weak_is_not_offered_and_not_taken(
    client: Client, party: Party
) -> None:
    sign_in(client, party, means="code")
    token = wanted(client, "/me/", level=500)
    response = client.post("/sign-in/start", {"for": token, "provider": "test", "means": "code"})
    assert response.status_code == 200
    assert "Meld je sterker aan" in text(response)


def test_another_person_after_a_step_up_is_refused_and_both_are_out(
    client: Client, party: Party
) -> None:
    sign_in(client, party, means="code")
    there = start(client, wanted(client, "/me/", level=500), "eid")
    response = come_back(client, party.sign_in(there, "tom", "eid"))
    assert response.status_code == 403
    assert "Hier was iemand anders aangemeld" in text(response)
    assert "Nora" not in text(response)
    assert client.get("/me/").status_code == 302
    line = Line.objects.get(act="people.refuse_sign_in")
    assert line.subject == f"resident:{queries.find_resident(parties.TOM)}"
    assert line.before == {"signed_in": f"resident:{queries.find_resident(parties.NORA)}"}


def test_the_same_person_under_a_new_number_may_step_up(client: Client, party: Party) -> None:
    sign_in(client, party, who="tom")
    actions.replace_number(old=parties.TOM, new=parties.NORA, now=clock.now(), actor="system:test")
    there = start(client, wanted(client, "/me/?x=1", level=500), "eid")
    response = come_back(client, party.sign_in(there, "nora", "eid"))
    assert response["Location"] == "/me/?x=1"


def test_two_tabs_each_come_back_to_their_own_place(client: Client, party: Party) -> None:
    one, two = start(client, ask(client, "/me/?tab=1")), start(client, ask(client, "/me/?tab=2"))
    second = come_back(client, party.sign_in(two))
    first = come_back(client, party.sign_in(one))
    assert (first["Location"], second["Location"]) == ("/me/?tab=1", "/me/?tab=2")


def test_a_second_person_in_another_tab_is_never_signed_in_beside_the_first(
    client: Client, party: Party
) -> None:
    one, two = start(client, ask(client, "/me/?tab=1")), start(client, ask(client, "/me/?tab=2"))
    come_back(client, party.sign_in(one, "nora"))
    response = come_back(client, party.sign_in(two, "tom"))
    assert "Hier was iemand anders aangemeld" in text(response)
    assert client.get("/me/").status_code == 302


def test_an_answer_counts_once(client: Client, party: Party) -> None:
    there = start(client, ask(client, "/me/"))
    answer = party.sign_in(there)
    come_back(client, answer)
    assert come_back(client, answer).status_code == 410


def test_an_answer_in_another_browser_signs_nobody_in(client: Client, party: Party) -> None:
    answer = party.sign_in(start(client, ask(client, "/me/")))
    other = Client()
    response = come_back(other, answer)
    assert response.status_code == 410
    assert "begon op een ander toestel" in text(response)
    assert other.get("/me/").status_code == 302


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"state": "forged"}, 410),
        ({"state": ""}, 410),
        ({"code": "forged"}, 403),
        ({"code": ""}, 403),
        ({"iss": "https://evil.example"}, 403),
        ({"error": "server_error"}, 403),
    ],
)
def test_an_answer_that_was_changed_signs_nobody_in(
    client: Client, party: Party, change: dict[str, str], status: int
) -> None:
    answer = party.sign_in(start(client, ask(client, "/me/")))
    response = come_back(client, answer | change)
    assert response.status_code == status
    assert client.get("/me/").status_code == 302


def test_an_answer_at_the_address_of_another_provider_is_refused(
    client: Client, party: Party, settings
) -> None:
    other = replace(party.provider, name="other")
    settings.IDENTITY = Setup((party.provider, other))
    answer = party.sign_in(start(client, ask(client, "/me/")))
    assert come_back(client, answer, "other").status_code == 410
    assert come_back(client, answer, "nobody").status_code == 410


def test_who_was_too_long_on_the_way_starts_again(
    client: Client, party: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = party.sign_in(start(client, ask(client, "/me/")))
    store = residents.SessionStore(client.cookies["resident"].value)
    flows = store["flows"]
    flows[answer["state"]]["at"] = (clock.now() - timedelta(minutes=16)).isoformat()
    store["flows"] = flows
    store.save()
    assert come_back(client, answer).status_code == 410


def test_who_went_back_may_choose_again_and_keeps_the_way(client: Client, party: Party) -> None:
    token = ask(client, "/me/?kept=1")
    response = come_back(client, party.sign_in(start(client, token), cancel=True))
    assert response.status_code == 200
    assert f'value="{token}"' in text(response)
    response = come_back(client, party.sign_in(start(client, token)))
    assert response["Location"] == "/me/?kept=1"


def test_who_signs_in_for_a_firm_is_told_to_come_as_a_citizen(client: Client, party: Party) -> None:
    response = sign_in(client, party, who="firm")
    assert response.status_code == 422
    assert "als burger" in text(response)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"provider": "nobody", "means": "eid"},
        {"provider": "test", "means": "magic"},
        {"provider": "test", "means": "eid\0", "for": "\0" * 5000},
    ],
)
def test_a_button_that_is_not_there_leads_nowhere(
    client: Client, party: Party, fields: dict[str, str]
) -> None:
    assert client.post("/sign-in/start", fields).status_code == 200


def test_no_address_sends_anybody_elsewhere(client: Client, party: Party) -> None:
    client.get("/sign-in?for=https://evil.example&next=https://evil.example")
    there = start(client, "https://evil.example")
    assert come_back(client, party.sign_in(there))["Location"] == "/me/"


def test_a_provider_that_is_away_is_said_so(client: Client, party: Party, settings) -> None:
    gone = replace(party.provider, name="gone", issuer="http://127.0.0.1:9")
    settings.IDENTITY = Setup((gone,))
    response = client.post("/sign-in/start", {"provider": "gone", "means": "eid"})
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "antwoordt niet" in text(response)


def test_signing_out_ends_it_here_and_at_the_provider(client: Client, party: Party) -> None:
    sign_in(client, party)
    response = client.post("/sign-out")
    assert response["Location"].startswith(f"{party.provider.issuer}/end-session?")
    assert client.get("/me/").status_code == 302
    assert Line.objects.filter(act="people.sign_out").count() == 1
    back = party.http.get(response["Location"])
    assert back.headers["Location"] == "http://testserver/signed-out"
    assert "Je bent afgemeld" in text(client.get("/signed-out"))


def test_a_stranger_signs_out_without_trouble(client: Client, party: Party) -> None:
    assert client.post("/sign-out")["Location"] == "/signed-out"
    assert client.get("/sign-out").status_code == 405


def test_forms_of_before_signing_in_count_no_more(party: Party) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get("/sign-in")
    old = strict.cookies["csrftoken"].value
    people.sign_in(strict)
    fields = {"csrfmiddlewaretoken": old, "provider": "test", "means": "eid"}
    there = strict.post("/sign-in/start", fields)["Location"]
    come_back(strict, party.sign_in(there, "nora"))
    assert strict.cookies["csrftoken"].value != old


def test_who_is_signed_in_well_enough_does_not_choose_again(client: Client, party: Party) -> None:
    sign_in(client, party)
    assert client.get("/sign-in")["Location"] == "/me/"


def test_the_header_says_who_is_signed_in_on_every_page(client: Client, party: Party) -> None:
    assert "Aanmelden" in text(client.get("/accessibility"))
    sign_in(client, party)
    page = client.get("/accessibility")
    assert "Nora" in text(page)
    assert "no-store" in page["Cache-Control"]


def test_our_public_keys_can_be_fetched_and_are_no_private_ones(
    client: Client, party: Party, settings
) -> None:
    settings.IDENTITY = Setup((replace(party.provider, is_simulator=False),))
    (key,) = client.get("/sign-in/keys.json").json()["keys"]
    assert key["kid"] == parties.OWN_KEY.thumbprint()
    assert not {"d", "p", "q"} & set(key)


def test_where_nobody_signs_people_in_the_page_says_how_else(client: Client, settings) -> None:
    settings.IDENTITY = Setup()
    assert "Aanmelden kan hier nu niet" in text(client.get("/sign-in"))


def often() -> None:
    """So often this client may begin within the hour, and did."""
    made = Start.objects.get()
    made.times = MOST
    made.save()


@pytest.mark.usefixtures("half_past")
def test_a_robot_without_cookies_gets_no_session_after_so_many(party: Party) -> None:
    ask(Client(), "/me/")
    often()
    before = Session.objects.count()
    for made_up in ("", "x", "k" * 32):
        robot = Client()
        if made_up:
            robot.cookies[residents.cookie_name()] = made_up
        assert robot.get("/me/")["Location"] == "/sign-in"
        answer = robot.post("/sign-in/start", {"provider": "test", "means": "eid"})
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) > 0
        assert "heel vaak een aanmelding begonnen" in text(answer)
    assert Session.objects.count() == before


@pytest.mark.usefixtures("half_past")
def test_who_has_a_session_already_signs_in_whatever_others_of_the_same_house_did(
    client: Client, party: Party
) -> None:
    token = ask(client, "/me/")
    often()
    there = start(client, token)
    assert come_back(client, party.sign_in(there, "nora", "eid")).status_code == 302


def test_the_session_of_a_stranger_is_over_as_soon_as_that_of_a_resident(
    client: Client, party: Party
) -> None:
    ask(client, "/me/")
    ends = Session.objects.get().expire_date
    assert ends - clock.now() <= residents.IDLE
