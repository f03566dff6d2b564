"""The first screen: what one can do at this kiosk, and nothing that cannot be done here."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext as _

from loket.channels.kiosk import getting
from loket.channels.kiosk.choices import Choice
from loket.channels.kiosk.visiting import Visit, begin, is_touched, show
from loket.channels.ui import closings, waits
from loket.channels.ui.language import PageRequest
from loket.offices.identitydocs import queries as codes
from loket.offices.queues import queries as queues

#: Seconds after which the first screen is drawn anew, so that the wait that it tells is of now.
REDRAWN_AFTER = 60


@begin
def start(request: PageRequest, visit: Visit) -> HttpResponse:
    """What somebody who comes in can choose."""
    touched = is_touched(request, visit)
    return show(
        request,
        visit,
        "start",
        choices=_choices(visit),
        closing=closings.list_closings(visit.today).get(visit.stand.code),
        leaves=touched,
        redraw=0 if touched else REDRAWN_AFTER,
    )


def _choices(visit: Visit) -> list[Choice]:
    here = [*(_at_counters(visit) if visit.stand.site else []), *_by_oneself(visit)]
    if here and not visit.stand.site:
        here[0] = replace(here[0], is_first=True)
    return [
        *here,
        Choice(
            _("Een afspraak maken"),
            visit.url("book"),
            _("het eerste vrije moment in de hele stad"),
            is_first=not here,
        ),
        Choice(
            _("Waar kan ik terecht?"), visit.url("where"), _("loketten in de buurt en hun uren")
        ),
        Choice(_("Wat heb ik nodig?"), visit.url("needed"), _("wat je meebrengt en wat het kost")),
    ]


def _by_oneself(visit: Visit) -> list[Choice]:
    """What a machine of the city does without a counter."""
    found = []
    if getting.list_products(visit, "attests"):
        found.append(
            Choice(
                _("Een attest afdrukken"),
                visit.url("which", "attests"),
                _("gezin, woonst, nationaliteit …"),
            )
        )
    if getting.list_products(visit, "acts"):
        found.append(
            Choice(
                _("Een akte afdrukken"),
                visit.url("which", "acts"),
                _("geboorte, huwelijk, overlijden"),
            )
        )
    if visit.device is not None and codes.find_terms(visit.today).request_product:
        found.append(
            Choice(
                _("Nieuwe pin- of pukcode"),
                visit.url("codes"),
                _("je haalt ze later af aan een loket"),
            )
        )
    return found


def _at_counters(visit: Visit) -> list[Choice]:
    return [
        Choice(
            _("Ik heb een afspraak"),
            visit.url("check_in"),
            _("meld je hier aan"),
            is_first=True,
        ),
        Choice(_("Ik heb geen afspraak"), visit.url("ticket"), _without(visit)),
    ]


def _without(visit: Visit) -> str:
    if not visit.stand.gives_tickets:
        return _("hier alleen op afspraak: we zoeken een moment")
    queue = queues.describe_queue(visit.stand.location, visit.now)
    if not queue.is_open or queue.expected.wait is None:
        return _("neem een nummer")
    return _("neem een nummer · nu %(wait)s") % {"wait": waits.say(queue.expected.spoken)}
