"""What each location can deliver, where it differs from its tier, and who takes over what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

from loket.channels.desk.pages import show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import names
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.sentences import sentence
from loket.domain.catalogue.dated import HandOver
from loket.domain.places.facts import CAPABILITIES
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.catalogue.queries import CharterLine, LocationLine
from loket.offices.appointments import queries as appointments

#: Hand-overs of this long ago are still asked about, and of this far ahead prepared.
AROUND: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Row:
    """A location in the matrix: per capability whether it has it, and whether that is standard."""

    name: str
    tier: str
    cells: tuple[tuple[bool, bool], ...]
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passing:
    """A product that passes from one team to another, and the bookings that it touches."""

    product: str
    from_team: str
    to_team: str
    on: date
    is_past: bool
    booked: int


@standing("employee")
def offer(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Locations by capabilities; deviations with their published reasons; hand-overs."""
    charters = catalogue.list_charters(here.today)
    found = catalogue.list_hand_overs(here.today - AROUND, here.today + AROUND)
    return show(
        request,
        here,
        "offer",
        capabilities=[names.capability(code) for code in CAPABILITIES],
        rows=[_row(charter, line) for charter in charters for line in charter.locations],
        passing=[_passing(one, here.today) for one in found],
    )


def _row(charter: CharterLine, line: LocationLine) -> Row:
    has, standard = line.site.capabilities, charter.tier.capabilities
    return Row(
        name=names.text(line.site.profile.name),
        tier=names.text(charter.tier.name),
        cells=tuple((code in has, (code in has) == (code in standard)) for code in CAPABILITIES),
        differs=tuple(_differs(line)),
    )


def _differs(line: LocationLine) -> list[str]:
    said = []
    for one in line.deviations:
        pattern = _("geen %(what)s") if one.kind == "missing" else _("wel %(what)s")
        what = pattern % {"what": names.capability(one.capability)}
        said.append(f"{what}: {names.text(one.reason)}" if one.reason else what)
    said += list(dict.fromkeys(sentence(reason) for reason in line.departures))
    said += [_("ook %(what)s") % {"what": names.text(product.name)} for product in line.additions]
    return said


def _passing(one: HandOver, today: date) -> Passing:
    teams = catalogue.the_catalogue().teams
    called = {code: names.text(team.name) for code, team in teams.items()}
    return Passing(
        product=names.of_city().product(one.product),
        from_team=called.get(one.from_team, one.from_team),
        to_team=called.get(one.to_team, one.to_team),
        on=one.on,
        is_past=one.on <= today,
        booked=appointments.count_booked(one.product, max(one.on, today)),
    )
