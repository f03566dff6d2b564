"""The evidence in the officer's words: who asked, for what, on which case, and what came of it.

Codes stay for whoever looks a line up in the journal; the officer reads names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.channels.ui import names
from loket.channels.ui.purposes import Purposes, teams
from loket.domain.people.standing import Helper, helper_of
from loket.domain.registers.alerts import Alert
from loket.domain.registers.complaints import MOVES, State
from loket.domain.registers.grounds import REASON
from loket.domain.registers.seen import READING
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places
from loket.foundations.registers.queries import ComplaintLine, Line

ALERTS: Final = {
    "own_surname": _("zelfde familienaam als de medewerker"),
    "colleague": _("naam van een collega"),
    "many_look_ups": _("veel opzoekingen op één dag"),
    "no_ground": _("herhaald geweigerd zonder dossier"),
    "one_person_often": _("dezelfde persoon op verschillende dagen"),
}
INQUIRIES: Final = {
    "person": _("persoon"),
    "household": _("gezin"),
    "relations": _("familie"),
    "acts": _("lijst van akten"),
    "attest": _("afgewerkt attest"),
    "act": _("afgewerkte akte"),
    "search": _("zoeken op naam"),
    READING: _("gelezen in het dossier"),
}
RESULTS: Final = {
    "": _("onbekend: de opzoeking werd afgebroken"),
    "shown": _("getoond"),
    "no_ground": _("geweigerd: geen dossier"),
    "away": _("het register antwoordde niet"),
    "unknown": _("het register kent de persoon niet"),
    "refused": _("het register weigerde"),
    "someone_else": _("het antwoord ging over iemand anders"),
    "malformed": _("het antwoord klopte niet"),
}
MOVE_NAMES: Final = {
    "take_up": _("Neem in onderzoek"),
    "explain": _("Leg uit aan de inwoner"),
    "call_incident": _("Het is een incident"),
    "sanction": _("Er volgde een sanctie"),
    "report_breach": _("Gemeld als datalek"),
}
GROUNDS: Final = {
    REASON: _("geen dossier, maar een getypte reden"),
    "own_data": _("eigen gegevens van een inwoner"),
    "certificate_request": _("aanvraag van een attest of akte"),
    "codes": _("aanvraag van pin- en pukcodes"),
}
#: By kind of actor, where it was no employee.
ACTORS: Final = {
    "resident": _("een inwoner zelf"),
    "system": _("automatisch, zonder medewerker"),
    "api": _("een andere overheid"),
    "kiosk": _("zelfbedieningsloket %(name)s"),
}
HELPED: Final[dict[Helper, Promise]] = {
    "family": _("een inwoner, met familie of een kennis ernaast"),
    "host": _("een inwoner, met een gastheer ernaast"),
    "city": _("een inwoner, met een medewerker ernaast"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A look-up with the employee's name, which only the reviewer reads."""

    line: Line
    who: str
    team: str
    asked: str
    purpose: str
    #: The law that allowed it on that day.
    basis: str
    #: Which kind of case it was for, or the reason that was typed.
    ground: str
    ended: str
    alerts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contested:
    """A complaint with everything that it contests, and what can be done about it."""

    complaint: ComplaintLine
    rows: tuple[Row, ...]
    moves: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert as the reviewer reads it."""

    alert: Alert
    who: str
    what: str


class Reader:
    """What one page of the officer needs to know by name, read once."""

    def __init__(self, on: date) -> None:
        self.purposes = Purposes()
        self._colleagues = {
            f"{people.EMPLOYEE}{one.id}": one.name for one in people.list_colleagues(on)
        }

    def colleagues(self) -> list[tuple[str, str]]:
        """Reference and name of every employee, by name."""
        return sorted(self._colleagues.items(), key=lambda one: one[1])

    def who(self, actor: str) -> str:
        """An employee's name; anybody else by kind, because the line is about what was asked."""
        if found := self._colleagues.get(actor):
            return found
        if helped := helper_of(actor):
            return str(HELPED[helped[0]])
        kind, _sep, name = actor.partition(":")
        if kind == "kiosk":
            point = places.find_contact_point(name)
            name = names.text(point.name) if point else name
        return str(ACTORS[kind]) % {"name": name} if kind in ACTORS else actor

    def by_whom(self, line: Line) -> str:
        """Who asked; of what the house did by itself also by whose order."""
        if not line.ordered_by:
            return self.who(line.actor)
        return gettext("automatisch, in opdracht van %(who)s") % {"who": self.who(line.ordered_by)}

    def rows(self, lines: Iterable[Line]) -> tuple[Row, ...]:
        """These look-ups in words."""
        return tuple(self.row(one) for one in lines)

    def row(self, line: Line) -> Row:
        """One look-up in words."""
        purpose = self.purposes.find(line.purpose, line.at)
        return Row(
            line=line,
            who=self.by_whom(line),
            team=teams(line.team),
            asked=str(INQUIRIES.get(line.inquiry, line.inquiry)),
            purpose=self.purposes.name(line.purpose, line.at),
            basis=purpose.legal_basis if purpose else "",
            ground=line.reason or str(GROUNDS.get(line.ground_kind, line.ground_kind)),
            ended=str(RESULTS.get(line.result, line.result)),
            alerts=tuple(str(ALERTS[one]) for one in line.flags),
        )

    def alert(self, alert: Alert) -> AlertRow:
        """An alert in words."""
        return AlertRow(alert, self.who(alert.actor), str(ALERTS[alert.kind]))

    def contested(self, complaint: ComplaintLine) -> Contested:
        """A complaint with what it is about."""
        moves = MOVES[cast("State", complaint.state)]
        named = tuple((move, str(MOVE_NAMES[move])) for move in moves)
        return Contested(complaint, self.rows(complaint.look_ups), named)
