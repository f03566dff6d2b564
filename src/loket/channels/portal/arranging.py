"""Arranging something: everything there is, by theme, by words, and a product in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loket.channels.portal import finding, holding, home, opening
from loket.channels.portal.asking import Asked
from loket.channels.portal.choosing import is_bookable
from loket.channels.portal.wording import LEVELS, TITLES
from loket.channels.ui import dates, names, parts
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.channels.ui.sentences import sentence
from loket.domain.catalogue import dated
from loket.domain.catalogue.channels import Way
from loket.domain.catalogue.legal import status_on
from loket.domain.catalogue.product import Product, Theme
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.kit import clock, texts
from loket.offices.appointments.queries import Item

#: First moments on the page of a product itself.
MOMENTS: Final = 3


@dataclass(frozen=True, slots=True)
class Shelf:
    """A theme with its products."""

    theme: Theme
    products: tuple[Product, ...]


@open_to("anyone")
@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """Everything, by theme."""
    today = today_of(clock.now())
    return render(request, "portal/products.html", {"shelves": _shelves(today)})


def _shelves(on: date) -> list[Shelf]:
    every = catalogue.list_products(on)
    found = []
    for theme in catalogue.list_themes():
        here = tuple(one for one in every if one.themes and one.themes[0] == theme.code)
        if here:
            found.append(Shelf(theme, here))
    return found


@open_to("anyone")
@require_safe
def theme(request: HttpRequest, code: str) -> HttpResponse:
    """The products of a theme, each with its easiest way."""
    now = clock.now()
    found = next((one for one in catalogue.list_themes() if one.code == code), None)
    if found is None:
        raise Http404
    here = catalogue.list_products_of(code, today_of(now))
    tiles = [home.tile(one, now) for one in here]
    return render(request, "portal/theme.html", {"theme": found, "tiles": tiles})


@open_to("anyone")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Products and locations these words are about."""
    now = clock.now()
    words = request.GET.get("q", "").strip()[:100]
    found = catalogue.search(words, names.current(), today_of(now)) if words else ()
    facts = {
        "words": words,
        "tiles": [home.tile(one, now) for one in found],
        "doors": _places_named(words, now) if words else (),
        "themes": catalogue.list_themes(),
    }
    return render(request, "portal/search.html", facts)


def _places_named(words: str, now: datetime) -> list[tuple[opening.Door, str]]:
    wanted = words.casefold()
    sites = [
        site
        for site in places.list_locations(today_of(now))
        if any(wanted in str(name).casefold() for name in site.profile.name.values())
        or wanted in site.profile.postal_code.casefold()
    ]
    return [(door, opening.when(door, now)) for door in opening.doors(sites, now)]


@open_to("anyone")
@require_safe
def product(request: HttpRequest, code: str) -> HttpResponse:
    """One product: the ways to it from the least effort on, and the facts beside them."""
    now = clock.now()
    today = today_of(now)
    found = catalogue.find_product(code)
    if found is None:
        known = catalogue.find_product(code.upper())
        if known is not None and code != code.upper():
            return redirect(f"/products/{known.code}", permanent=True)
        raise Http404
    return render(request, "portal/product.html", _page_of(found, now, today))


def _page_of(found: Product, now: datetime, today: date) -> dict[str, Any]:
    asked = Asked(items=(Item(found.code),))
    in_use = dated.is_in_use(found, today)
    bookable = in_use and is_bookable(found, today)
    theme = next((one for one in catalogue.list_themes() if one.code in found.themes), None)
    elsewhere = finding.nowhere(asked, now) if bookable else {}
    return {
        "product": found,
        "theme": theme,
        "in_use": in_use,
        "rungs": list(_rungs(found, asked, now)) if in_use else [],
        "facts": list(_facts(found, today)),
        "is_untranslated": _is_untranslated(found),
        "plans": [one for one in found.roadmap if one.done_on is None],
        "action": holding.HOLD,
        "hidden": asked.pairs,
        "where_url": f"/where?item={found.code}:1",
        **elsewhere,
    }


def _is_untranslated(found: Product) -> bool:
    own = catalogue.the_city().language
    wanted = names.current()
    return wanted != own and not texts.show(found.summary, wanted, own).translated


def _rungs(found: Product, asked: Asked, now: datetime) -> Iterator[parts.Rung]:
    """The ladder; booking online and coming by are one rung, with the moments in it."""
    today = today_of(now)
    every = catalogue.ways(found, today)
    easiest = next((way for way in every if way.is_open), None)
    ways = [way for way in every if not home.is_booking(way)]
    if easiest and home.is_booking(easiest):
        easiest = next((way for way in ways if way.channel.kind == "connect"), easiest)
    for way in ways:
        rung = _rung(found, way, is_best=way is easiest)
        if way.channel.kind == "connect" and way.is_open and is_bookable(found, today):
            rung = _with_moments(rung, found, asked, now)
        yield rung


def _rung(found: Product, way: Way, *, is_best: bool) -> parts.Rung:
    channel = way.channel
    url, action = _onward(found, way)
    said = [names.text(channel.text)]
    if way.shut:
        said.append(sentence(way.shut))
    if channel.kind == "call":
        said.append(_("Elke werkdag."))
    return parts.Rung(
        kind=channel.kind,
        title=str(TITLES["kiosk" if channel.at_kiosk else channel.kind]),
        text=" ".join(said),
        is_open=way.is_open,
        is_best=is_best and way.is_open,
        url=url,
        action=action,
    )


def _onward(found: Product, way: Way) -> tuple[str, str]:
    """Where the rung leads and what its button says: for a call, to the telephone itself."""
    if not way.is_open:
        return "", ""
    number = _phone(found)
    if way.channel.kind == "call" and number:
        said = _("Bel %(phone)s") % {"phone": number.replace(" ", "\u00a0")}
        return f"tel:{number.replace(' ', '')}", said
    if way.channel.at_kiosk and not way.channel.url:
        return "/locations/#kiosks", _("Waar er een staat")
    return way.channel.url, _("Ga verder")


def _phone(found: Product) -> str:
    owner = dated.owner_on(found, today_of(clock.now()))
    team = catalogue.the_catalogue().teams.get(owner.team) if owner else None
    return (team.phone if team else "") or catalogue.the_city().phone


def _with_moments(rung: parts.Rung, found: Product, asked: Asked, now: datetime) -> parts.Rung:
    today = today_of(now)
    slots = [slot for _day, some in finding.first_days(asked, now, rows=MOMENTS) for slot in some]
    moments = finding.as_moments(slots[:MOMENTS], asked.items, on=today)
    minutes = _("%(time)s aan het loket.") % {"time": dates.minutes(found.minutes.first)}
    return replace(
        rung,
        text=f"{rung.text} {minutes}",
        url=asked.url(),
        action=_("Alle vrije momenten"),
        days=parts.by_day(moments, today=today) if moments else (),
    )


def _facts(found: Product, today: date) -> Iterator[parts.Fact]:
    fee = dated.fee_on(found, today)
    if fee:
        price = dates.money(fee.amount_cents) if fee.amount_cents else _("gratis")
        fictional = _("fictief, als voorbeeld") if fee.fictional else ""
        lines = (price, names.text(fee.note), fictional)
        yield parts.Fact(_("Prijs"), tuple(line for line in lines if line))
    for name, said in ((_("Voor wie"), found.who), (_("Klaar"), found.ready_after)):
        if names.text(said):
            yield parts.Fact(name, (names.text(said),))
    if found.bring:
        yield parts.Fact(_("Breng mee"), tuple(names.text(one) for one in found.bring))
    if found.statutory_term_days:
        term = _("binnen %(days)s dagen") % {"days": found.statutory_term_days}
        yield parts.Fact(_("Wettelijke termijn"), (term,))
    if found.collect_with:
        name = names.of_city().product(found.collect_with)
        yield parts.Fact(_("Afhalen"), (name,), f"/products/{found.collect_with}")
    yield from _behind(found, today)


def _behind(found: Product, today: date) -> Iterator[parts.Fact]:
    """On what it rests, how digital it is, and who answers for it."""
    laws = catalogue.the_catalogue().laws
    resting = [laws[key] for key in found.legal if status_on(laws[key], today) == "in_force"]
    if resting:
        yield parts.Fact(_("Steunt op"), tuple(names.text(law.title) for law in resting))
    level = dated.maturity_on(found, today)
    if level:
        yield parts.Fact(_("Hoe digitaal"), (str(LEVELS[level.level]),), "/roadmap")
    owner = dated.owner_on(found, today)
    team = catalogue.the_catalogue().teams.get(owner.team) if owner else None
    if team:
        yield parts.Fact(_("Wie antwoordt ervoor"), (names.text(team.name),))
