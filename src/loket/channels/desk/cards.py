"""Tickets and appointments as the desk shows them: what for, how long, what to know."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.channels.ui import dates, names
from loket.channels.ui.parts import Fact, Tag, Tone
from loket.domain.catalogue import dated, offer
from loket.domain.catalogue.product import Product
from loket.domain.places.facts import Site
from loket.foundations.catalogue import queries as catalogue
from loket.offices.appointments.queries import Item, Line, Record
from loket.offices.queues.queries import MoveLine, TicketLine

MINUTE: Final = timedelta(minutes=1)
#: From so many minutes on, a wait stands out a little; the queue itself says when it is long.
NOTICEABLE: Final = 10
MOVES: Final = {
    "arrive": gettext_lazy("aangekomen"),
    "call": gettext_lazy("geroepen"),
    "recall": gettext_lazy("opnieuw geroepen"),
    "start": gettext_lazy("aan het loket"),
    "finish": gettext_lazy("klaar"),
    "no_show": gettext_lazy("niet verschenen"),
    "park": gettext_lazy("even opzij"),
    "resume": gettext_lazy("terug aan het loket"),
    "redirect": gettext_lazy("doorgestuurd"),
    "send_on": gettext_lazy("naar een andere locatie"),
    "leave": gettext_lazy("vertrokken"),
    "close": gettext_lazy("einde van de dag"),
}
OUTCOMES: Final = {
    "helped": gettext_lazy("geholpen"),
    "papers_missing": gettext_lazy("papieren ontbreken"),
    "come_back": gettext_lazy("komt terug"),
    "referred": gettext_lazy("verwezen"),
    "sent_on": gettext_lazy("naar een andere locatie"),
    "not_recorded": gettext_lazy("niet genoteerd"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody in the queue."""

    id: uuid.UUID
    number: str
    what: str
    more: str
    wait: Tag
    tags: tuple[Tag, ...]
    acts: tuple[str, ...]
    #: Whether the counter where we stand can help; always so where no counter is chosen.
    is_for_us: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody with an appointment who is not here yet."""

    id: uuid.UUID
    code: str
    at: datetime
    what: str
    more: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A line of the history."""

    at: datetime
    said: str
    note: str


def what(items: Iterable[Item]) -> str:
    """ "2 × Kids-ID en Reispas"; a general question when nothing was said."""
    said = [
        f"{item.quantity} × {names.of_city().product(item.product)}"
        if item.quantity > 1
        else names.of_city().product(item.product)
        for item in items
    ]
    return dates.listing(said) if said else _("Algemene vraag")


def card(ticket: TicketLine, *, skills: Collection[str] | None, now: datetime) -> Card:
    """A ticket that waits; ``skills`` are those of our own counter."""
    minutes = waited(ticket, now)
    tone: Tone = "bad" if ticket.waits_long else "warn" if minutes >= NOTICEABLE else ""
    return Card(
        id=ticket.id,
        number=ticket.number,
        what=what(ticket.items),
        more=_came(ticket),
        wait=Tag(_("%(minutes)s min") % {"minutes": minutes}, tone),
        tags=needs(ticket),
        acts=ticket.acts,
        is_for_us=skills is None or set(ticket.skills) <= set(skills),
    )


def waited(ticket: TicketLine, now: datetime) -> int:
    """Minutes since arrival; who came early waits from the own moment on."""
    since = max(ticket.arrived_at, ticket.starts_at or ticket.arrived_at)
    return max(0, (now - since) // MINUTE)


def _came(ticket: TicketLine) -> str:
    if ticket.starts_at is None:
        said = _("zonder afspraak, sinds %(at)s") % {"at": dates.clock(ticket.arrived_at)}
    else:
        said = _("afspraak %(at)s, aangemeld %(arrived)s") % {
            "at": dates.clock(ticket.starts_at),
            "arrived": dates.clock(ticket.arrived_at),
        }
    if ticket.only_at:
        said += " · " + _("voor %(counter)s") % {"counter": ticket.only_at}
    return said


def needs(one: TicketLine | Line | Record) -> tuple[Tag, ...]:
    """What the counter should know beforehand; nothing medical is ever known."""
    found = []
    if one.interpreter:
        found.append(Tag(_("tolk %(language)s") % {"language": names.language(one.interpreter)}))
    spoken = one.language if isinstance(one, TicketLine) else one.spoken
    if spoken and spoken not in ("nl", one.interpreter):
        found.append(Tag(_("spreekt %(language)s") % {"language": names.language(spoken)}))
    if one.step_free:
        found.append(Tag(_("zonder drempel")))
    if one.mobility:
        found.append(Tag(_("minder mobiel")))
    return tuple(found)


def expected(line: Line) -> Expected:
    """An appointment that is still to come."""
    length = (line.ends_at - line.starts_at) // MINUTE
    return Expected(
        id=line.id,
        code=line.code,
        at=line.starts_at,
        what=what(line.items),
        more=dates.minutes(length),
        tags=needs(line),
    )


def facts(ticket: TicketLine, notes: Sequence[str], *, site: Site, on: date) -> tuple[Fact, ...]:
    """Everything to know of who is at the counter, less what is empty."""
    products = products_of(ticket.items)
    rows = (
        (_("Wie"), [ticket.name or _("zonder afspraak, naam niet gevraagd")]),
        (_("Wat"), [what([item]) for item in ticket.items]),
        (_("Gepland"), [dates.minutes(ticket.minutes)]),
        (_("Mee te brengen"), bring(ticket.items)),
        (_("Let op"), [*notes, *_lacking(products, site)]),
        (_("Te betalen"), _fees(ticket.items, on)),
        (_("Klaar"), [names.text(one.ready_after) for one in products if one.ready_after]),
    )
    return tuple(Fact(name, tuple(values)) for name, values in rows if values)


def products_of(items: Iterable[Item]) -> list[Product]:
    """The products of a visit that the catalogue knows."""
    found = (
        catalogue.find_product(item.product) or catalogue.find_withdrawn(item.product)
        for item in items
    )
    return [one for one in found if one is not None]


def bring(items: Iterable[Item]) -> list[str]:
    """What the person has to have with them, each thing once."""
    found = products_of(items)
    return list(dict.fromkeys(names.text(one) for each in found for one in each.bring))


def _lacking(products: Iterable[Product], site: Site) -> list[str]:
    """What the location lacks and what then has to be brought."""
    return [
        names.text(reason.facts["without"])
        for product in products
        for reason in offer.advice(product, site)
    ]


def _fees(items: Iterable[Item], on: date) -> list[str]:
    found = []
    for item in items:
        product = catalogue.find_product(item.product)
        fee = dated.fee_on(product, on) if product else None
        if fee is None:
            continue
        said = dates.money(fee.amount_cents * item.quantity)
        note = names.text(fee.note) if fee.note else ""
        found.append(f"{said} ({note})" if note else said)
    return found


def history(moves: Iterable[MoveLine]) -> tuple[Past, ...]:
    """What was done with a ticket, in order, at whatever counter."""
    return tuple(
        Past(move.at, _at_counter(str(MOVES.get(move.move, move.move)), move), move.note)
        for move in moves
    )


def _at_counter(said: str, move: MoveLine) -> str:
    return f"{said}, {move.counter_name}" if move.counter_name else said
