"""Acts of the catalogue: load a city pack, all of it or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from loket.domain.catalogue.city import City as CityFacts
from loket.domain.catalogue.product import Product as ProductFacts
from loket.domain.refusals import Reason, RuleBroken
from loket.foundations.catalogue.models import City, Definition, Loaded, Product
from loket.foundations.catalogue.queries import difference
from loket.foundations.journal import actions as journal
from loket.foundations.places import actions as places
from loket.kit import packs

#: Two loads at once wait for one another; any number that nobody else locks.
_LOAD_LOCK = 0x10CE7


def load(*, pack: packs.Pack, now: datetime, actor: str) -> packs.Difference:
    """Load a pack over what is there; the answer is what changed.

    Raises RuleBroken `pack_broken`, with a reason for each problem, or `other_city`; nothing is
    then loaded. A pack that says what is loaded already changes nothing.
    """
    if pack.problems:
        raise RuleBroken.because([_told(problem) for problem in pack.problems])
    with transaction.atomic():
        _wait_for_other_loads()
        _refuse_other_city(pack)
        changes = difference(pack)
        if changes:
            _store(pack, changes, now=now, actor=actor)
    return changes


def _told(problem: packs.Problem) -> Reason:
    return Reason("pack_broken", {"problem": problem, "sentence": str(problem)})


def _wait_for_other_loads() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOAD_LOCK])


def _refuse_other_city(pack: packs.Pack) -> None:
    here = City.objects.values_list("code", flat=True).first()
    asked = pack.entries["city"][0].key
    if here is not None and here != asked:
        raise RuleBroken("other_city", here=here, asked=asked)


def _store(pack: packs.Pack, changes: packs.Difference, *, now: datetime, actor: str) -> None:
    City.objects.update(stamp=uuid4())  # what is read half-way must not be remembered
    for section in packs.registered():
        section.load(packs.loading(pack, section.name, changes, at=now, actor=actor))
    _remember(pack, changes)
    City.objects.update(revision=pack.revision, stamp=uuid4(), loaded_at=now)
    places.begin_edition()
    journal.write(
        act="catalogue.load",
        actor=actor,
        subject=f"city:{pack.entries['city'][0].key}",
        at=now,
        after={
            "revision": pack.revision,
            "entries": [f"{one.kind} {one.section}/{one.key}" for one in changes.changes],
        },
    )


def _remember(pack: packs.Pack, changes: packs.Difference) -> None:
    """Keep every entry's revision, so that the next pack can be compared with this one."""
    for gone in (one for one in changes.changes if one.kind == "removed"):
        Loaded.objects.filter(section=gone.section, key=gone.key).delete()
    touched = {(one.section, one.key) for one in changes.changes}
    Loaded.objects.bulk_create(
        [
            Loaded(section=section, key=entry.key, revision=entry.revision)
            for section, entries in pack.entries.items()
            for entry in entries
            if (section, entry.key) in touched
        ],
        update_conflicts=True,
        unique_fields=["section", "key"],
        update_fields=["revision"],
    )


def settle(loading: packs.Loading[CityFacts]) -> None:
    """Store the facts of the city, and set its clock and holidays. Part of `load`."""
    city = loading.entries[0]
    places.keep_calendar(
        zone=city.value.zone,
        country=city.value.holidays.country,
        subdivision=city.value.holidays.subdivision,
        at=loading.at,
    )
    definition = packs.to_json(city.value)
    City.objects.update_or_create(
        id=1, defaults={"code": city.key, "definition": definition, "loaded_at": loading.at}
    )


def define(loading: packs.Loading[Any], *, section: str) -> None:
    """Store what products refer to. Part of `load`."""
    Definition.objects.filter(section=section, key__in=loading.removed).delete()
    Definition.objects.bulk_create(
        [
            Definition(
                section=section,
                key=entry.key,
                definition=packs.to_json(entry.value),
                position=position,
            )
            for position, entry in enumerate(loading.entries)
        ],
        update_conflicts=True,
        unique_fields=["section", "key"],
        update_fields=["definition", "position"],
    )


def define_products(loading: packs.Loading[ProductFacts]) -> None:
    """Store the products; one that is gone is withdrawn, as bookings may refer to it."""
    gone = Product.objects.filter(code__in=loading.removed)
    gone.update(withdrawn_at=loading.at)
    fresh = {entry.key for entry in loading.news}
    for position, entry in enumerate(loading.entries):
        if entry.key in fresh:
            _define_product(entry, position, loading.at)
        else:
            Product.objects.filter(code=entry.key).update(position=position)


def _define_product(entry: packs.Entry[ProductFacts], position: int, at: datetime) -> None:
    Product.objects.update_or_create(
        code=entry.key,
        defaults={
            "revision": entry.revision,
            "definition": packs.to_json(entry.value),
            "position": position,
            "loaded_at": at,
            "withdrawn_at": None,
        },
    )
