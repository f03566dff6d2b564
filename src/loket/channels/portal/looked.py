""" "Wie bekeek mijn gegevens": every look-up that concerned a resident, or a child of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from loket.channels.portal import cards, looked_words
from loket.channels.portal.looked_words import Told
from loket.channels.portal.refusing import calmly
from loket.channels.ui.access import open_to
from loket.channels.ui.context import Link
from loket.channels.ui.residents import (
    ResidentRequest,
    needs_level,
    resident_actor,
    step_up,
)
from loket.channels.ui.sentences import sentences
from loket.domain.people import levels
from loket.domain.refusals import RuleBroken
from loket.domain.registers.seen import occasions
from loket.foundations.people import queries as people
from loket.foundations.registers import actions
from loket.foundations.registers import queries as registers
from loket.foundations.registers.queries import HIGHEST, Place
from loket.kit import clock

#: As long as the law has look-ups kept.
KEPT: Final = timedelta(days=3653)
#: An export is one file; who has more gets the latest.
EXPORTED: Final = 10_000
RECENT: Final = timedelta(days=183)
#: Look-ups read for the two occasions on the own page.
FEW: Final = 20


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose list is shown: one's own, or that of a child."""

    resident: UUID
    child_name: str = ""

    @property
    def query(self) -> str:
        """What the address of this list carries."""
        return f"?child={self.resident}" if self.child_name else ""


@open_to("resident")
@require_GET
@calmly
def looked(request: ResidentRequest) -> HttpResponseBase:
    """The list by occasions, the latest first; about fifty look-ups on a page."""
    if way := _surer_for_a_child(request):
        return way
    now = clock.now()
    whose = _whose(request, now)
    page = registers.list_occasions_of(whose.resident, since=now - KEPT, place=_place(request, now))
    contested = registers.list_complaints_of(tuple(people.chain_of(whose.resident)))
    lines = looked_words.tell(page.occasions, contested)
    more = _address(whose, page.more) if page.more else ""
    facts = {"lines": lines, "more_url": more, "whose": whose, "thanks": "contested" in request.GET}
    return render(request, "portal/looked.html", facts)


@open_to("resident")
@needs_level(levels.ITSME)
@require_GET
@calmly
def children(request: ResidentRequest) -> HttpResponse:
    """Minor children whose list one may see: the register confirms the parental authority."""
    found = actions.find_children(
        resident=request.resident.resident, actor=resident_actor(request.resident), now=clock.now()
    )
    return render(request, "portal/looked_children.html", {"children": found})


@open_to("resident")
@require_GET
@calmly
def export(request: ResidentRequest, form: str) -> HttpResponseBase:
    """The whole list as a file, for a program (JSON) or a spreadsheet (CSV)."""
    if way := _surer_for_a_child(request):
        return way
    now = clock.now()
    whose = _whose(request, now)
    seen = registers.list_look_ups_of(
        whose.resident, since=now - KEPT, before=now + timedelta(seconds=1), limit=EXPORTED
    )
    lines = looked_words.tell_each(seen)
    write, kind = looked_words.EXPORTS[form]
    response = HttpResponse(write(lines), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="opzoekingen.{form}"'
    return response


@open_to("resident")
@require_http_methods(["GET", "HEAD", "POST"])
@calmly
def contest(request: ResidentRequest, look_up: UUID) -> HttpResponse:
    """A complaint about one look-up and its occasion, in one's own words."""
    now = clock.now()
    own = request.resident.resident
    occasion = registers.occasion_of(look_up, own)
    if occasion is None:
        raise RuleBroken("look_up_unknown")
    text, wrong = request.POST.get("text", "")[:4000], []
    if request.method == "POST":
        try:
            actions.complain(
                look_up=look_up, resident=own, text=text,
                actor=resident_actor(request.resident), now=now,
            )  # fmt: skip
            return redirect("/me/looked?contested")
        except RuleBroken as broken:
            wrong = sentences(broken)
    status = 422 if wrong else 200
    facts = {"line": looked_words.tell([occasion])[0], "text": text, "wrong": wrong}
    return render(request, "portal/contest.html", facts, status=status)


def _surer_for_a_child(request: ResidentRequest) -> HttpResponseBase | None:
    """A child's list asks for more than a code; the way there and back, or None."""
    return step_up(request, levels.ITSME) if "child" in request.GET else None


def _whose(request: ResidentRequest, now: datetime) -> Whose:
    """One's own list, or a child's when the register confirms the parental authority now."""
    typed = request.GET.get("child", "")
    if not typed:
        return Whose(request.resident.resident)
    found = actions.find_children(
        resident=request.resident.resident, actor=resident_actor(request.resident), now=now
    )
    for child in found:
        if str(child.resident) == typed:
            return Whose(child.resident, child.first_name)
    raise RuleBroken("no_parental_authority")


def _place(request: ResidentRequest, now: datetime) -> Place:
    """Where the page begins: at the latest look-up, or where the address of the page says."""
    first = Place(now + timedelta(seconds=1))
    try:
        at, number, newest = request.GET["before"].split("_")
        place = Place(datetime.fromtimestamp(float(at), now.tzinfo), int(number), int(newest))
    except (KeyError, ValueError, OverflowError, OSError):
        return first
    is_one = place.at <= first.at and 0 <= place.number <= place.newest < HIGHEST
    return place if is_one else first


def _address(whose: Whose, place: Place) -> str:
    """Of the page that begins there."""
    before = f"before={place.at.timestamp()}_{place.number}_{place.newest}"
    return f"{whose.query}&{before}" if whose.query else f"?{before}"


def _card(request: ResidentRequest, now: datetime) -> cards.Shown:
    seen = registers.list_look_ups_of(
        request.resident.resident, since=now - RECENT, before=now + timedelta(seconds=1), limit=FEW
    )
    items = tuple(_item(one) for one in looked_words.tell(occasions(seen)[:2]))
    text = looked_words.SOME if items else looked_words.NOBODY
    link = Link(looked_words.TITLE, "/me/looked")
    return cards.Shown(looked_words.TITLE, text=text, items=items, links=(link,))


def _item(line: Told) -> cards.Item:
    return cards.Item(text=line.who, more=f"{line.when} · {line.why}")


cards.register(cards.Card("looked", order=80, title=looked_words.TITLE, show=_card))
