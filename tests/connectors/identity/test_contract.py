"""One client, two providers that know nothing of each other, the same promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.connectors.identity import parties
from tests.connectors.identity.parties import Party

from loket.connectors.identity import Begun, OpenIdClient
from loket.domain.people.levels import CODE, EID, ITSME
from loket.domain.refusals import RuleBroken
from loket.kit import clock


@pytest.fixture(scope="module", params=["simulator", "certified"])
def party(request: pytest.FixtureRequest) -> Iterator[Party]:
    """Either of them, with PKCE, private_key_jwt and nested id tokens."""
    made = parties.simulated() if request.param == "simulator" else parties.certified()
    with made as running:
        yield running


@pytest.fixture(autouse=True)
def _another_browser(party: Party) -> None:
    party.http.cookies.clear()


@pytest.fixture
def client(party: Party) -> OpenIdClient:
    return party.client()


def begin(client: OpenIdClient, *, level: int = CODE, means: str = "", since=None) -> Begun:
    return client.begin(level=level, means=means, since=since, language="nl", now=clock.now())


def finish(client: OpenIdClient, begun: Begun, answer, *, level: int = CODE, since=None):
    return client.finish(begun, answer, level=level, since=since, now=clock.now())


def refusal(act) -> str:
    with pytest.raises(RuleBroken) as refused:
        act()
    return refused.value.code


@pytest.mark.parametrize(("means", "level"), [("eid", EID), ("itsme", ITSME), ("code", CODE)])
def test_who_signs_in_is_known_with_their_means(
    party: Party, client: OpenIdClient, means: str, level: int
) -> None:
    begun = begin(client, means=means)
    found = finish(client, begun, party.sign_in(begun.url, "nora", means))
    assert (found.number, found.name) == (parties.NORA, "Nora")
    assert (found.means.code, found.means.level) == (means, level)
    assert abs(clock.now() - found.authenticated_at) < timedelta(minutes=1)


def test_the_way_there_carries_a_challenge_and_no_secret(client: OpenIdClient) -> None:
    begun = begin(client, means="code", since=clock.now() - timedelta(minutes=5))
    query = parse_qs(urlsplit(begun.url).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["max_age"] == ["300"]
    assert query["acr_values"][0].split() == [
        "urn:be:vlaanderen:authmech:csamtotp",
        "urn:be:vlaanderen:authmech:csamsms",
    ]
    assert begun.verifier not in begun.url


def test_two_ways_there_share_nothing(client: OpenIdClient) -> None:
    one, two = begin(client), begin(client)
    assert not {one.state, one.nonce, one.verifier} & {two.state, two.nonce, two.verifier}


def test_a_weaker_means_than_asked_is_refused_whatever_the_provider_says(
    party: Party, client: OpenIdClient
) -> None:
    begun = begin(client, level=CODE)
    answer = party.sign_in(begun.url, "nora", "code")
    assert refusal(lambda: finish(client, begun, answer, level=EID)) == "level_too_low"


def test_a_code_is_good_once(party: Party, client: OpenIdClient) -> None:
    begun = begin(client)
    answer = party.sign_in(begun.url)
    finish(client, begun, answer)
    assert refusal(lambda: finish(client, begun, answer)) == "sign_in_broken"


@pytest.mark.parametrize("mine", ["state", "nonce", "verifier"])
def test_what_another_session_began_is_refused(
    party: Party, client: OpenIdClient, mine: str
) -> None:
    theirs, ours = begin(client), begin(client)
    mixed = {name: getattr(theirs, name) for name in ("state", "nonce", "verifier")}
    mixed[mine] = getattr(ours, mine)
    answer = party.sign_in(theirs.url)
    assert refusal(lambda: finish(client, Begun("", **mixed), answer)) == "sign_in_broken"


def test_an_answer_of_another_issuer_is_refused(party: Party, client: OpenIdClient) -> None:
    begun = begin(client)
    answer = party.sign_in(begun.url)
    assert "iss" in answer
    for changed in (answer | {"iss": "https://evil.example"}, {**answer, "iss": ""}):
        assert refusal(lambda a=changed: finish(client, begun, a)) == "sign_in_broken"


def test_who_went_back_is_not_signed_in_and_not_scolded(party: Party, client: OpenIdClient) -> None:
    begun = begin(client)
    answer = party.sign_in(begun.url, cancel=True)
    assert refusal(lambda: finish(client, begun, answer)) == "sign_in_cancelled"


def test_who_signs_in_for_a_firm_is_no_citizen(party: Party, client: OpenIdClient) -> None:
    begun = begin(client)
    answer = party.sign_in(begun.url, "firm")
    assert refusal(lambda: finish(client, begun, answer)) == "not_a_citizen"


def test_who_has_no_number_is_not_recognised(party: Party, client: OpenIdClient) -> None:
    begun = begin(client)
    answer = party.sign_in(begun.url, "nobody")
    assert refusal(lambda: finish(client, begun, answer)) == "sign_in_without_number"


def test_a_token_for_another_client_is_refused(party: Party) -> None:
    ours = party.client()
    begun = begin(ours)
    answer = party.sign_in(begun.url)
    other = party.client(client_id="another")
    assert refusal(lambda: finish(other, begun, answer)) == "sign_in_broken"


def test_signing_out_leads_to_the_provider_and_carries_nobody_s_number(
    client: OpenIdClient,
) -> None:
    url = client.sign_out_url(now=clock.now())
    assert parse_qs(urlsplit(url).query) == {
        "client_id": ["loket-test"],
        "post_logout_redirect_uri": ["http://testserver/signed-out"],
    }
