"""Which channels a product has on a day, in order of effort, and why one of them is shut."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from loket.domain.catalogue.dated import holds
from loket.domain.catalogue.legal import LegalText, status_on
from loket.domain.catalogue.product import Channel, ChannelKind, Product
from loket.domain.refusals import Reason

ORDER: Final[tuple[ChannelKind, ...]] = get_args(ChannelKind)
#: A person is always one of these away.
PERSONAL: Final = frozenset({"call", "connect"})


@dataclass(frozen=True, slots=True)
class Way:
    """A channel of a product on a day: open, or shut for a reason."""

    channel: Channel
    shut: Reason | None = None

    @property
    def is_open(self) -> bool:
        return self.shut is None


def ways(product: Product, on: date, laws: Mapping[str, LegalText]) -> tuple[Way, ...]:
    """The channels of this day, least effort first; those that wait for a law are shut."""
    channels = (channel for channel in product.channels if holds(channel, on))
    ordered = sorted(channels, key=lambda channel: ORDER.index(channel.kind))
    return tuple(Way(channel, _shut(channel, on, laws)) for channel in ordered)


def _shut(channel: Channel, on: date, laws: Mapping[str, LegalText]) -> Reason | None:
    if channel.gate is None:
        return None
    law = laws[channel.gate]
    status = status_on(law, on)
    if status == "in_force":
        return None
    facts = {"legal": law.code, "status": status, "expected_on": law.expected_on}
    return Reason("waits_for_law", facts | {"from": law.in_force_from})
