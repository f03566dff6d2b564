"""The invented city as the simulated registers read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from loket.connectors import civilstatus, population
from loket.connectors.civilstatus import Filed
from loket.connectors.population import Entry, Housemate, Living, Tie
from loket.connectors.population.simulated import NOBODY
from loket.demo import models
from loket.demo.residents import BY_KEY
from loket.domain.registers.asking import NoAnswer, Wanted
from loket.domain.registers.facts import Address, Cohabitation, LastWish, Person, Residence

UNANSWERED = BY_KEY["unanswered"].number.digits


class TablesOfTheCity:
    """The people, for the simulated population register."""

    def find(self, digits: str) -> Entry | None:
        """The person with this number, replaced or not. About one of them the register is away, so
        that everybody can see how that looks: ``NoAnswer``."""
        if digits == UNANSWERED:
            raise NoAnswer("away")
        found = models.Citizen.objects.filter(pk=digits).first()
        return _entry(found) if found else None

    def household_of(self, digits: str) -> Living | None:
        """The household in which the person lives now, its reference person first."""
        found = models.Citizen.objects.filter(pk=digits).first()
        if found is None or found.household is None:
            return None
        members = models.Citizen.objects.filter(household=found.household, replaced_by="")
        ordered = sorted(members, key=lambda one: (one.household_kind != "reference", one.born_on))
        mates = tuple(
            Housemate(one.digits, one.household_kind, one.since)  # type: ignore[arg-type]
            for one in ordered
        )
        return Living(found.household, _address(found.address, found.municipality), mates)

    def ties_of(self, digits: str) -> Sequence[Tie]:
        """What the person is of others, the eldest tie first."""
        rows = models.Tie.objects.filter(digits=digits).order_by("since", "other", "kind")
        return [
            Tie(one.kind, one.other, one.authority, one.since, one.until)  # type: ignore[arg-type]
            for one in rows
        ]

    def search(self, wanted: Wanted) -> Sequence[Entry]:
        """People whose family name begins so, as the register writes it."""
        rows: QuerySet[models.Citizen] = models.Citizen.objects.filter(
            names__startswith=wanted.names, replaced_by=""
        )
        if wanted.first_name:
            rows = rows.filter(first_names__contains=[wanted.first_name])
        if wanted.born_on:
            rows = rows.filter(born_on=wanted.born_on)
        return [_entry(one) for one in rows.order_by("names", "digits")[: wanted.limit]]


class ArchiveOfTheCity:
    """The acts, for the simulated civil-status register."""

    def acts_of(self, digits: str) -> Sequence[Filed]:
        """The acts that a person is a subject of, the oldest first."""
        rows = models.FiledAct.objects.filter(subjects__contains=[digits])
        return [_filed(one) for one in rows.order_by("on", "reference")]

    def find(self, reference: str) -> Filed | None:
        """The act under this reference."""
        found = models.FiledAct.objects.filter(pk=reference).first()
        return _filed(found) if found else None


def open_registers() -> None:
    """Let the simulators of this process answer from the invented city."""
    population.live_in(TablesOfTheCity())
    civilstatus.keep_in(ArchiveOfTheCity())


def _entry(row: models.Citizen) -> Entry:
    return Entry(row.digits, _person(row), row.partner, row.replaced_by)


def _person(row: models.Citizen) -> Person:
    return Person(
        resident=NOBODY,
        names=row.names,
        first_names=tuple(row.first_names),
        born_on=row.born_on,
        birth_year=row.born_on.year,
        birth_month=row.born_on.month,
        birth_place=row.birth_place,
        birth_country=row.birth_country,
        sex=row.sex,  # type: ignore[arg-type]
        nationality=row.nationality,
        civil_status=row.civil_status,  # type: ignore[arg-type]
        address=_address(row.address, row.municipality),
        since=row.since,
        history=tuple(_residence(one, row.municipality) for one in row.history),
        history_since=row.history_since,
        household=row.household,
        municipality=row.municipality,
        deceased_on=row.deceased_on,
        undisclosed_until=row.undisclosed_until,
        under_investigation=row.under_investigation,
        correction_pending=row.correction_pending,
        sex_registration_changed=row.sex_registration_changed,
        names_changed=row.names_changed,
        adopted=row.adopted,
        last_wish=_wish(row),
        cohabitation=_cohabitation(row),
    )


def _address(parts: Sequence[str] | None, municipality: str) -> Address | None:
    return _at(parts, municipality) if parts else None


def _at(parts: Sequence[str], municipality: str) -> Address:
    street, house_number, box, postal_code, locality = parts
    return Address(street, house_number, box, postal_code, locality, municipality)


def _residence(told: Sequence[Any], municipality: str) -> Residence:
    *place, since, until = told
    at = _at(place, municipality)
    return Residence(at, date.fromisoformat(since), date.fromisoformat(until) if until else None)


def _wish(row: models.Citizen) -> LastWish | None:
    return LastWish(row.wish, row.wish_on) if row.wish and row.wish_on else None  # type: ignore[arg-type]


def _cohabitation(row: models.Citizen) -> Cohabitation | None:
    if not row.partner or row.declared_on is None:
        return None
    place = row.address[4] if row.address else ""
    return Cohabitation(NOBODY, row.declared_on, place)


def _filed(row: models.FiledAct) -> Filed:
    return Filed(
        reference=row.reference,
        kind=row.kind,  # type: ignore[arg-type]
        on=row.on,
        place=row.place,
        subjects=tuple(row.subjects),
        status=row.status,  # type: ignore[arg-type]
        parents=tuple(row.parents),
        shows_sex_change=row.shows_sex_change,
        shows_adoption=row.shows_adoption,
        noted_on=row.noted_on,
        country=row.country,
        municipality=row.municipality,
    )
