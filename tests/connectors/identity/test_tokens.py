"""Id tokens of those who want to get in: forged, stripped, misdirected, stale, of nobody known."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from joserfc import jwe, jwt
from joserfc.jwk import OctKey, RSAKey
from tests.connectors.identity import parties

from loket.connectors.identity import Encryption, Provider, tokens
from loket.connectors.identity.metadata import Metadata, NotProved
from loket.domain.refusals import RuleBroken

THEIRS = RSAKey.generate_key(2048, {"kid": "theirs", "use": "sig"})
NEXT = RSAKey.generate_key(2048, {"kid": "next", "use": "sig"})
STRANGER = RSAKey.generate_key(2048, {"kid": "theirs", "use": "sig"})
ISSUER = "https://id.example/op"
#: A Monday at noon in Brussels.
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
CLEAR = parties.provider(ISSUER, encryption=None, is_simulator=False)
NESTED = replace(CLEAR, encryption=Encryption())


class Published:
    """What the provider publishes, and how often it was asked for its keys."""

    def __init__(self, *keys: RSAKey, **change: Any) -> None:
        self.keys, self.change, self.asked = list(keys), change, 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("openid-configuration"):
            names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            found = {"issuer": ISSUER, **{name: f"{ISSUER}/{name}" for name in names}}
            return httpx.Response(200, json=found | self.change)
        self.asked += 1
        return httpx.Response(200, json={"keys": [one.as_dict(private=False) for one in self.keys]})


def metadata(published: Published, provider: Provider = CLEAR) -> Metadata:
    return Metadata(provider, httpx.Client(transport=httpx.MockTransport(published)))


def claims(**change: Any) -> dict[str, Any]:
    """What a good token says."""
    seconds = int(NOW.timestamp())
    good = {
        "iss": ISSUER, "sub": "x", "aud": "loket-test", "nonce": "n", "iat": seconds,
        "exp": seconds + 300, "auth_time": seconds,
    }  # fmt: skip
    return {name: value for name, value in (good | change).items() if value is not None}


def signed(key: RSAKey = THEIRS, header: dict[str, str] | None = None, **change: Any) -> str:
    return jwt.encode({"alg": "RS256", "kid": key.kid, **(header or {})}, claims(**change), key)


def nested(inner: str, algorithm: str = "RSA-OAEP-256", content: str = "A256GCM") -> str:
    return jwe.encrypt_compact(
        {"alg": algorithm, "enc": content}, inner, parties.OWN_KEY, algorithms=[algorithm, content]
    )


def unsigned(**change: Any) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none'})}.{part(claims(**change))}."


def read(token: object, provider: Provider = CLEAR, known: Metadata | None = None) -> Any:
    return tokens.read(
        token, provider=provider, metadata=known or metadata(Published(THEIRS), provider),
        nonce="n", access_token="secret", now=NOW,
    )  # fmt: skip


def test_a_good_token_is_read_plain_or_nested() -> None:
    assert read(signed())["sub"] == "x"
    assert read(nested(signed()), NESTED)["sub"] == "x"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"iss": "https://evil.example"}, "another issuer"),
        ({"iss": f"{ISSUER}/"}, "another issuer"),
        ({"aud": "another"}, "for another client"),
        ({"aud": None}, "for another client"),
        ({"aud": ["loket-test", "another"]}, "given to another client"),
        ({"azp": "another"}, "given to another client"),
        ({"sub": ""}, "about nobody"),
        ({"sub": 7}, "about nobody"),
        ({"exp": int(NOW.timestamp()) - 61}, "expired"),
        ({"exp": None}, "no exp"),
        ({"exp": True}, "no exp"),
        ({"exp": 1e300}, "no exp"),
        ({"iat": int(NOW.timestamp()) + 61}, "from the future"),
        ({"nbf": int(NOW.timestamp()) + 61}, "not yet valid"),
        ({"nonce": "another"}, "another nonce"),
        ({"nonce": None}, "another nonce"),
        ({"nonce": ["n"]}, "another nonce"),
        ({"at_hash": "of another"}, "another access token"),
    ],
)
def test_a_well_signed_token_that_says_something_else_proves_nothing(
    change: dict[str, Any], why: str
) -> None:
    with pytest.raises(NotProved, match=why):
        read(signed(**change))


def test_several_audiences_do_when_it_was_given_to_us() -> None:
    assert read(signed(aud=["another", "loket-test"], azp="loket-test"))


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(unsigned(), id="nobody signed it"),
        pytest.param(signed(STRANGER), id="a stranger signed it under the same name"),
        pytest.param(signed(NEXT), id="a key that is not published"),
        pytest.param(signed()[:-8] + "AAAAAAAA", id="changed at the end"),
        pytest.param(
            jwt.encode({"alg": "HS256"}, claims(), OctKey.import_key("secret" * 8)), id="a secret"
        ),
        pytest.param("a.b.c", id="nonsense"),
        pytest.param("", id="nothing"),
        pytest.param(None, id="none at all"),
        pytest.param("x" * 70_000, id="far too long"),
        pytest.param(nested(signed()), id="encrypted where that was not agreed"),
    ],
)
def test_what_this_provider_did_not_sign_proves_nothing(token: object) -> None:
    with pytest.raises(NotProved):
        read(token)


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(signed(), id="not encrypted"),
        pytest.param(nested(unsigned()), id="nobody signed what is inside"),
        pytest.param(nested(json.dumps(claims())), id="no token inside"),
        pytest.param(nested(nested(signed())), id="encrypted twice"),
        pytest.param(nested(signed(STRANGER)), id="a stranger signed what is inside"),
        pytest.param(nested(signed(), content="A128GCM"), id="encrypted in another way"),
        pytest.param(nested(signed())[:-6] + "AAAAAA", id="changed"),
    ],
)
def test_whoever_encrypts_to_us_proves_nothing_unless_signed_inside(token: str) -> None:
    with pytest.raises(NotProved):
        read(token, NESTED)


def test_an_older_key_of_ours_still_opens_what_was_encrypted_to_it() -> None:
    newer = RSAKey.generate_key(2048).as_pem(private=True).decode()
    both = replace(NESTED, keys=(newer, parties.PEM))
    assert read(nested(signed()), both)
    with pytest.raises(NotProved, match="for another key"):
        read(nested(signed()), replace(NESTED, keys=(newer,)))


def test_a_new_key_of_the_provider_is_found_and_a_stranger_makes_us_look_rarely() -> None:
    published = Published(THEIRS)
    known = metadata(published)
    read(signed(), known=known)
    published.keys = [THEIRS, NEXT]
    with pytest.raises(NotProved):
        read(signed(NEXT), known=known)  # looked a moment ago
    assert published.asked == 1
    for at, asked in ((NOW + timedelta(seconds=31), 2), (NOW + timedelta(seconds=32), 2)):
        assert known.keys("next", at)
        assert published.asked == asked


def test_a_key_that_was_taken_away_counts_for_an_hour_at_most() -> None:
    published = Published(THEIRS)
    known = metadata(published)
    known.keys("theirs", NOW)
    published.keys = [NEXT]
    assert [one.kid for one in known.keys("theirs", NOW + timedelta(minutes=61)).keys] == ["next"]


def test_only_pinned_keys_sign_where_keys_are_pinned() -> None:
    pinned = replace(CLEAR, pinned=frozenset({THEIRS.thumbprint()}))
    both = Published(THEIRS, NEXT)
    assert read(signed(), pinned, metadata(both, pinned))
    with pytest.raises(NotProved):
        read(signed(NEXT), pinned, metadata(both, pinned))


def test_a_key_of_the_simulator_signs_for_nobody_else() -> None:
    key = RSAKey.generate_key(2048, {"kid": "loket-simulator-1", "use": "sig"})
    with pytest.raises(NotProved):
        read(signed(key), known=metadata(Published(key)))


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://id.example/op/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": 7},
    ],
)
def test_a_description_that_does_not_fit_is_not_believed(change: dict[str, Any]) -> None:
    with pytest.raises(NotProved):
        metadata(Published(THEIRS, **change)).published(NOW)


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (httpx.Response(503), RuleBroken),
        (httpx.Response(404), NotProved),
        (httpx.Response(302, headers={"Location": "https://evil.example"}), NotProved),
        (httpx.Response(200, text="<html>"), NotProved),
        (httpx.Response(200, json=[1]), NotProved),
        (httpx.Response(200, json={"x": "y" * 300_000}), NotProved),
    ],
)
def test_a_provider_that_answers_badly_is_away_or_proves_nothing(
    answer: httpx.Response, refusal: type[Exception]
) -> None:
    http = httpx.Client(transport=httpx.MockTransport(lambda _request: answer))
    with pytest.raises(refusal):
        Metadata(CLEAR, http).published(NOW)
