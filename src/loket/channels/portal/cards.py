"""What stands on "Mijn loket": cards, each given by the screen that knows its matter.

A screen registers its card where it is imported:

    cards.register(cards.Card("certificates", order=10, show=show))

`show` gets the request of whoever is signed in and the instant, and gives a `Shown`, or None when
there is nothing to show to this person. A card that refuses says so in its place; the others stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise

from loket.channels.ui.context import Link
from loket.channels.ui.parts import Tag
from loket.channels.ui.residents import ResidentRequest
from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a card: what it is, what holds of it, where it leads."""

    text: str
    more: str = ""
    url: str = ""
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as somebody sees it."""

    title: str | Promise
    #: One sentence under the title.
    text: str | Promise = ""
    items: tuple[Item, ...] = ()
    links: tuple[Link, ...] = ()
    #: Why there is nothing to show, when a part of the house does not answer.
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A place on the page; the lowest ``order`` stands first."""

    key: str
    order: int
    title: str | Promise
    show: Callable[[ResidentRequest, datetime], Shown | None]


_CARDS: Final[dict[str, Card]] = {}


def register(card: Card) -> None:
    """Put a card on the page; the same key again takes the place of the former."""
    _CARDS[card.key] = card


def list_cards(request: ResidentRequest, now: datetime) -> tuple[Shown, ...]:
    """What this person sees, in order."""
    return tuple(_shown(request, now))


def _shown(request: ResidentRequest, now: datetime) -> Iterator[Shown]:
    for card in sorted(_CARDS.values(), key=lambda one: (one.order, one.key)):
        try:
            shown = card.show(request, now)
        except RuleBroken as broken:
            shown = Shown(card.title, refused=tuple(sentences(broken)))
        if shown is not None:
            yield shown
