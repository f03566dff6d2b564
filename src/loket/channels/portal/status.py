"""How the service itself does: is it there, how fast, and do people finish what they begin?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from loket.channels.ui import dates, parts
from loket.channels.ui.access import open_to
from loket.domain.evaluation.service import Part, Standing
from loket.foundations.places import queries as places
from loket.kit import clock
from loket.offices.evaluation import queries as evaluation

NAMES: Final[dict[Part, Promise]] = {
    "uptime": gettext_lazy("De website is er"),
    "answer": gettext_lazy("De eerste pagina staat er"),
    "success": gettext_lazy("Wie een moment vasthoudt, boekt het ook"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the service in words."""

    name: str | Promise
    value: str
    promise: str
    tag: parts.Tag | None


@open_to("anyone")
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Whether everything works now, and how it went in the last four weeks."""
    found = evaluation.service(clock.now(), zone=places.find_zone().key)
    facts = {
        "now_said": _now(found.is_open),
        "lines": [_line(one) for one in found.standings],
        "is_fictional": found.level is not None and found.level.fictional,
        "outages": [(day, _minutes(minutes)) for day, minutes in found.outages],
        "weeks": evaluation.PERIOD.days // 7,
    }
    return render(request, "portal/status.html", facts)


def _now(is_open: bool | None) -> parts.Tag:  # noqa: FBT001 - the answer of the last look
    match is_open:
        case True:
            return parts.Tag(_("Alles werkt"), "good")
        case False:
            return parts.Tag(_("De website antwoordt nu niet zoals het hoort"), "bad")
        case None:
            return parts.Tag(_("De laatste minuten is er niet gemeten"))


def _line(one: Standing) -> Line:
    said = SAID[one.part]
    tag = None
    if one.kept is not None:
        tag = parts.Tag(_("zoals beloofd"), "good") if one.kept else parts.Tag(_("niet"), "warn")
    return Line(
        NAMES[one.part],
        said(one.value) if one.value is not None else _("nog te weinig gemeten"),
        said(one.promised) if one.promised is not None else "",
        tag,
    )


def _percent(value: float) -> str:
    return _("%(percent)s %% van de minuten") % {"percent": _number(value)}


def _milliseconds(value: float) -> str:
    return _("negen op de tien keer binnen %(seconds)s s") % {"seconds": _number(value / 1000)}


def _of_a_hundred(value: float) -> str:
    return _("%(some)s van de 100") % {"some": _number(value)}


def _number(value: float) -> str:
    return dates.number(value, 0 if value == int(value) else 2)


def _minutes(count: int) -> str:
    said = ngettext("%(count)s minuut niet", "%(count)s minuten niet", count)
    return said % {"count": count}


SAID: Final[dict[Part, Callable[[float], str]]] = {
    "uptime": _percent,
    "answer": _milliseconds,
    "success": _of_a_hundred,
}
