"""Who asks, without knowing who: a keyed hash of the client's address, new every day.

A forwarded address is believed only when the connection comes from a configured proxy;
otherwise anybody could pick a new address for each request and walk past every limit.
"""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from loket.kit import clock, ids

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: A household or a phone gets a /64 of its own; single IPv6 addresses are free to change.
IPV6_PREFIX = 64


class ClientMiddleware:
    """Gives every request a `client`; forgets what a stranger claims to forward.

    Stands first: everything after it may believe `X-Forwarded-Proto`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.client = client_of(request)  # type: ignore[attr-defined]
        request.origin = origin_of(request)  # type: ignore[attr-defined]
        if not _is_proxy(_parse(request.META.get("REMOTE_ADDR", "")), proxies()):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return self.get_response(request)


def client_of(request: HttpRequest) -> str:
    """32 hex digits that stay the same for one address on one day and tell nothing else."""
    return ids.keyed_hash(
        settings.SECRET_KEY, "client", clock.now().date().isoformat(), _name(request)
    )


def origin_of(request: HttpRequest) -> str:
    """The same without the day: who asks again after midnight is still the one who asked.

    Not to be kept as it is: only inside a hash with something that nobody else knows.
    """
    return ids.keyed_hash(settings.SECRET_KEY, "origin", _name(request))


def _name(request: HttpRequest) -> str:
    address = _parse(address_of(request))
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_PREFIX), strict=False))
    return str(address)


def address_of(request: HttpRequest) -> str:
    """The nearest address in the chain that is not a proxy of ours; "" when there is none."""
    nearest = request.META.get("REMOTE_ADDR", "")
    forwarded = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return find_client(nearest, forwarded, proxies())


def find_client(nearest: str, forwarded: list[str], ours: list[Network]) -> str:
    """Walks from the connection outwards while the hop is one of our own proxies."""
    chain = [nearest, *reversed([hop for hop in forwarded if hop])]
    found = nearest
    for hop in chain:
        address = _parse(hop)
        if address is None:
            return found
        found = str(address)
        if not _is_proxy(address, ours):
            return found
    return found


def _parse(text: str) -> Address | None:
    """The address, an IPv4 one also when it is written as IPv6; None for anything else."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _is_proxy(address: Address | None, ours: list[Network]) -> bool:
    return address is not None and any(address in proxy for proxy in ours)


def proxies() -> list[Network]:
    """The networks of our own proxies."""
    return [ip_network(name, strict=False) for name in settings.TRUSTED_PROXIES]
