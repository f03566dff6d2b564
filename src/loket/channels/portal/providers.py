"""Who can sign somebody in here, by which means, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.connectors.identity import IdentityClient, OpenIdClient, Provider

#: Each of our means in the words of the page: what it is called, and what one needs for it.
SAID: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    "itsme": (_("Met itsme"), _("Je bevestigt op je smartphone, met je itsme-code.")),
    "eid": (
        _("Met je identiteitskaart"),
        _("Je hebt een kaartlezer nodig, en de pincode van je kaart."),
    ),
    "code": (
        _("Met een code"),
        _("Je krijgt een code via sms of in een app die je vooraf koppelde."),
    ),
    "eidas-high": (
        _("Met een middel uit een ander Europees land"),
        _("Het hoogste niveau, zoals je eigen land het je gaf."),
    ),
    "eidas-substantial": (
        _("Met een middel uit een ander Europees land"),
        _("Het gewone niveau, zoals je eigen land het je gaf."),
    ),
}
#: Easiest for most people first.
ORDER: Final = ("itsme", "eid", "code", "eidas-high", "eidas-substantial")


@dataclass(frozen=True, slots=True)
class Offer:
    """One button of the sign-in page."""

    provider: str
    #: The provider's name where there is more than one.
    through: str
    means: str
    title: str | Promise
    text: str | Promise


_CLIENTS: Final[dict[str, OpenIdClient]] = {}


def list_offers(level: int) -> tuple[Offer, ...]:
    """The buttons whose means reach this level."""
    return tuple(sorted(_offers(level), key=lambda one: ORDER.index(one.means)))


def client_of(name: str) -> IdentityClient | None:
    """The client of the provider with this name, one for each process; None for an unknown one."""
    provider = next((one for one in settings.IDENTITY.providers if one.name == name), None)
    if provider is None:
        return None
    client = _CLIENTS.get(name)
    if client is None or client.provider != provider:
        client = _CLIENTS[name] = OpenIdClient(provider)
    return client


def is_offered(provider: str, means: str, level: int) -> bool:
    """Whether the page has such a button."""
    return any((one.provider, one.means) == (provider, means) for one in list_offers(level))


def _offers(level: int) -> Iterator[Offer]:
    providers: tuple[Provider, ...] = settings.IDENTITY.providers
    for provider in providers:
        through = provider.label if len(providers) > 1 else ""
        for means in provider.profile.list_means(level):
            # The simulator has nobody from abroad.
            if provider.is_simulator and means.code.startswith("eidas"):
                continue
            yield Offer(provider.name, through, means.code, *SAID[means.code])
