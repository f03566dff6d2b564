"""What only the provider of others can show: other secrets, keys, times and claims."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.connectors.identity import parties
from tests.connectors.identity.test_contract import begin, finish, refusal

from loket.connectors.identity import FAS
from loket.domain.people.levels import EID
from loket.kit import clock


@pytest.mark.parametrize("authentication", ["client_secret_basic", "client_secret_post"])
def test_a_certified_provider_knows_us_by_our_secret_too(authentication: str) -> None:
    with parties.certified(
        authentication=authentication, encrypted=False, signing="ES256"
    ) as party:
        client = party.client()
        begun = begin(client)
        found = finish(client, begun, party.sign_in(begun.url))
        assert found.number == parties.NORA


def test_an_old_sign_in_at_a_certified_provider_is_not_fresh() -> None:
    with parties.certified(encrypted=False) as party:
        client = party.client()
        begun = begin(client)
        answer = party.sign_in(begun.url, ago=600)
        fresh = clock.now() - timedelta(minutes=5)
        assert refusal(lambda: finish(client, begun, answer, since=fresh)) == "sign_in_too_old"


def test_a_provider_that_tells_at_its_own_address_is_asked_there() -> None:
    with parties.certified(encrypted=False, profile=FAS) as party:
        client = party.client()
        begun = begin(client, means="eid")
        parties.ACR["fas-eid"] = "urn:be:fedict:iam:fas:Level500"
        found = finish(client, begun, party.sign_in(begun.url, "nora", "fas-eid"))
        assert (found.number, found.name, found.means.level) == (parties.NORA, "Nora", EID)
