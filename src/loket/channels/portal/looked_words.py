"""Look-ups in plain words: who, why, which data, and whether anything was shown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.channels.ui import dates
from loket.channels.ui.purposes import Purposes, teams
from loket.domain.registers.seen import Occasion, Seen
from loket.foundations.registers.queries import ComplaintLine

TITLE: Final = gettext_lazy("Wie bekeek mijn gegevens")
SOME: Final = gettext_lazy("De laatste keren dat iemand je gegevens in een register opzocht:")
NOBODY: Final = gettext_lazy("De laatste zes maanden zocht hier niemand je gegevens op.")

ASKED_BY: Final = {
    "you": gettext_lazy("Jij zelf"),
    "you_helped": gettext_lazy("Jij zelf, met iemand naast je die hielp"),
    "another_resident": gettext_lazy("Een andere inwoner, voor een eigen aanvraag"),
    "automatic": gettext_lazy("Automatisch, zonder medewerker"),
    "partner": gettext_lazy("Een andere overheid"),
    "kiosk": gettext_lazy("Een zelfbedieningsloket"),
    "team": gettext_lazy("Een medewerker"),
}
#: The same of what the house did by itself, by whose order it was.
ORDERED_BY: Final = {
    "you": gettext_lazy("Automatisch, omdat jij het vroeg"),
    "you_helped": gettext_lazy("Automatisch, omdat jij het vroeg, met iemand naast je die hielp"),
    "another_resident": gettext_lazy("Automatisch, in opdracht van een andere inwoner"),
    "partner": gettext_lazy("Automatisch, in opdracht van een andere overheid"),
    "kiosk": gettext_lazy("Automatisch, in opdracht van een zelfbedieningsloket"),
    "team": gettext_lazy("Automatisch, in opdracht van een medewerker"),
}
KINDS: Final = {
    "name": gettext_lazy("naam"),
    "birth": gettext_lazy("geboorte"),
    "address": gettext_lazy("adres"),
    "history": gettext_lazy("vroegere adressen"),
    "household": gettext_lazy("gezin"),
    "family": gettext_lazy("familie en burgerlijke staat"),
    "nationality": gettext_lazy("nationaliteit"),
    "death": gettext_lazy("overlijden"),
    "protection": gettext_lazy("bescherming van het adres"),
    "changes": gettext_lazy("wijziging van naam, nummer of geslacht"),
    "last_wish": gettext_lazy("laatste wens"),
    "acts": gettext_lazy("akten"),
    "document": gettext_lazy("een afgewerkt attest of een akte"),
}
#: Of each kind of case: how it is called, and its address for who is a party; "" without a page.
CASES: Final[dict[str, Callable[[str], str]]] = {
    "certificate_request": lambda reference: f"/me/certificates/{reference}",
}
STATES: Final = {
    "contested": gettext_lazy("Je klacht is binnen. We antwoorden je."),
    "in_review": gettext_lazy("Je klacht wordt onderzocht."),
    "explained": gettext_lazy("Onze uitleg"),
    "incident": gettext_lazy("Dit had niet mogen gebeuren"),
    "sanctioned": gettext_lazy("Dit had niet mogen gebeuren"),
    "breach": gettext_lazy("Dit had niet mogen gebeuren"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One look-up, or several of one occasion, as its reader sees it."""

    look_up: UUID
    at: datetime
    when: str
    who: str
    why: str
    basis: str
    data: str
    #: Each look-up of an occasion with its own data; nothing where there was one.
    each: tuple[str, ...]
    #: Sentences besides: nothing was shown, shown beside somebody, a reason is reviewed.
    notes: tuple[str, ...]
    case_url: str
    complaint: str
    answer: str
    may_contest: bool


def tell(
    occasions: Sequence[Occasion], complaints: Mapping[UUID, ComplaintLine] = MappingProxyType({})
) -> list[Told]:
    """These occasions in the language of the page."""
    purposes = Purposes()
    return [_tell(one, purposes, _contested(one, complaints)) for one in occasions]


def tell_each(seen: Sequence[Seen]) -> list[Told]:
    """Every look-up by itself, as an export has them."""
    return tell([Occasion((one,)) for one in seen])


def _contested(
    occasion: Occasion, complaints: Mapping[UUID, ComplaintLine]
) -> ComplaintLine | None:
    found = (complaints[one.look_up] for one in occasion.seen if one.look_up in complaints)
    return next(found, None)


def _tell(occasion: Occasion, purposes: Purposes, complaint: ComplaintLine | None) -> Told:
    seen = occasion.latest
    purpose = purposes.find(seen.purpose, seen.at)
    return Told(
        look_up=seen.look_up,
        at=seen.at,
        when=f"{dates.full_day(dates.local_day(seen.at))}, {dates.hour(seen.at)}",
        who=_who(seen),
        why=purposes.name(seen.purpose, seen.at),
        basis=purpose.legal_basis if purpose else "",
        data=_data(occasion.kinds),
        each=tuple(_each(occasion)),
        notes=tuple(_notes(occasion)),
        case_url=_case_url(seen),
        complaint=str(STATES[complaint.state]) if complaint else "",
        answer=complaint.answer if complaint else "",
        may_contest=complaint is None and seen.asked_by != "you",
    )


def _data(kinds: Sequence[str]) -> str:
    return dates.listing([str(KINDS.get(one, one)) for one in kinds])


def _each(occasion: Occasion) -> Iterator[str]:
    """The first one first, as it went."""
    for one in reversed(occasion.seen if len(occasion.seen) > 1 else ()):
        nothing = _("er werd niets getoond")
        data = _data(one.kinds) if one.was_shown else nothing
        read = _(" (gelezen in het dossier)") if one.is_reading else ""
        yield f"{dates.hour(one.at)}: {data}{read}"


def _who(seen: Seen) -> str:
    if seen.ordered_by == "team" and seen.team:
        return _("Automatisch, in opdracht van team %(teams)s") % {"teams": teams(seen.team)}
    if seen.ordered_by in ORDERED_BY:
        return str(ORDERED_BY[seen.ordered_by])
    if seen.asked_by != "team" or not seen.team:
        return str(ASKED_BY[seen.asked_by])
    return _("Team %(teams)s") % {"teams": teams(seen.team)}


def _notes(occasion: Occasion) -> list[str]:
    seen, notes = occasion.latest, []
    if not occasion.was_shown:
        notes.append(_("Er werd niets getoond."))
    if all(one.is_reading for one in occasion.seen):
        notes.append(_("De medewerker las wat al in het dossier stond. Er werd niets opgezocht."))
    if seen.beside and occasion.was_shown:
        notes.append(_("Je stond in een antwoord over iemand anders."))
    if seen.is_reviewed:
        notes.append(
            _("Er was geen dossier: de medewerker gaf een reden op, en die wordt nagekeken.")
        )
    return notes


def _case_url(seen: Seen) -> str:
    if seen.case is None:
        return ""
    kind, reference = seen.case
    address = CASES.get(kind)
    return address(reference) if address else ""


def _as_json(lines: Sequence[Told]) -> bytes:
    told = [{name: value for name, value in _row(one).items() if value} for one in lines]
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _as_csv(lines: Sequence[Told]) -> bytes:
    """With a mark of UTF-8, which spreadsheets need; a cell never begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_row(lines[0]) if lines else ("at", "who", "why", "basis", "data", "notes"))
    for one in lines:
        writer.writerow([_harmless(str(value)) for value in _row(one).values()])
    return out.getvalue().encode("utf-8-sig")


def _row(one: Told) -> dict[str, str]:
    return {
        "at": one.at.isoformat(),
        "who": one.who,
        "why": one.why,
        "basis": one.basis,
        "data": one.data,
        "notes": " ".join(one.notes),
    }


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell


EXPORTS: Final[Mapping[str, tuple[Callable[[Sequence[Told]], bytes], str]]] = {
    "json": (_as_json, "application/json"),
    "csv": (_as_csv, "text/csv; charset=utf-8"),
}
