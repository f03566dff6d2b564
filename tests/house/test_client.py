"""A client is known by a keyed hash of its address; only our own proxies may speak for others."""

from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from loket.config.client import ClientMiddleware, client_of, find_client, origin_of
from loket.kit import clock

PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("nearest", "forwarded", "client"),
    [
        ("198.51.100.7", [], "198.51.100.7"),
        ("198.51.100.7", ["203.0.113.9"], "198.51.100.7"),
        ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["203.0.113.9", "10.0.0.2"], "203.0.113.9"),
        ("10.0.0.1", ["192.0.2.66", "203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["nonsense"], "10.0.0.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("::ffff:10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("fd00::1", ["2001:db8::1"], "2001:db8::1"),
        ("", ["203.0.113.9"], ""),
    ],
    ids=[
        "a direct connection",
        "a stranger who claims to forward",
        "behind our proxy",
        "behind two proxies of ours",
        "a client that invents a hop before itself",
        "a hop that is no address",
        "a proxy that asks for itself",
        "a proxy written as IPv6",
        "IPv6 behind our proxy",
        "no address at all",
    ],
)
def test_the_client_is_the_nearest_hop_that_is_not_ours(
    nearest: str, forwarded: list[str], client: str
) -> None:
    assert find_client(nearest, forwarded, PROXIES) == client


def _client(address: str, **headers: str) -> str:
    return client_of(RequestFactory().get("/", REMOTE_ADDR=address, **headers))


def test_the_hash_tells_clients_apart_and_not_who_they_are() -> None:
    assert _client("198.51.100.7") == _client("198.51.100.7") != _client("198.51.100.8")
    assert len(_client("198.51.100.7")) == len(_client("2001:db8::1")) == 32


def test_after_midnight_a_client_is_a_stranger_but_a_repeated_request_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = RequestFactory().get("/", REMOTE_ADDR="198.51.100.7")
    client, origin = client_of(asked), origin_of(asked)
    monkeypatch.setattr(clock, "_shift", timedelta(days=1))
    assert client_of(asked) != client
    assert origin_of(asked) == origin


def test_a_household_on_ipv6_is_one_client() -> None:
    assert _client("2001:db8:1:2::3") == _client("2001:db8:1:2:ffff::9")
    assert _client("2001:db8:1:2::3") != _client("2001:db8:1:3::3")


def test_a_new_forwarded_address_for_each_request_is_still_one_client() -> None:
    robots = {_client("198.51.100.7", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}") for n in range(20)}
    assert len(robots) == 1


@pytest.mark.parametrize(
    ("address", "believed"),
    [("10.0.0.1", True), ("198.51.100.7", False)],
    ids=["proxy", "stranger"],
)
def test_only_our_proxy_may_say_that_a_connection_is_encrypted(
    address: str, *, believed: bool, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    seen: list[bool] = []
    middleware = ClientMiddleware(lambda request: seen.append(request.is_secure()))
    middleware(RequestFactory().get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_PROTO="https"))
    assert seen == [believed]
