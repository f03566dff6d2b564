"""A service as a file of `products/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from loket.foundations.catalogue.importers.dldb import toml
from loket.foundations.catalogue.importers.dldb.offers import WRITTEN
from loket.foundations.catalogue.importers.dldb.plain import (
    is_address,
    one_amount,
    plain,
    split_summary,
)
from loket.foundations.catalogue.importers.dldb.plan import Plan
from loket.foundations.catalogue.importers.dldb.source import Service

#: Letters of a summary: a sentence or two in lists of products.
LONGEST_SUMMARY: Final = 240
SOURCE: Final = "the DLDB file"


def code(service: str) -> str:
    return service.upper()


def write(plan: Plan, service: Service) -> str:
    """The text of the file."""
    language = plan.language
    description = plain(service.description)
    summary, rest = split_summary(description, longest=LONGEST_SUMMARY)
    minutes = plan.minutes(service)
    head = {
        "code": code(service.id),
        f"name.{language}": service.name,
        f"summary.{language}": summary or plan.template.words.no_description,
        "themes": [one.code for one in plan.themes(service)],
        f"keywords.{language}": service.keywords or None,
        "minutes": {"first": minutes, "further": minutes, "source": SOURCE},
        "max_quantity": plan.quantity(service),
        "needs": ["booking"],
        "skills": ["counter"],
        "combines_with": combines_with(plan, service),
        "stage": None if plan.offers.is_public(service) else "draft",
        **({} if places(plan, service) else {"offered_at": []}),
    }
    remark = f"Number in the catalogue of all administrations: {service.leika}"
    return toml.document(
        head, _tables(plan, service, rest), service.name, *([remark] if service.leika else [])
    )


def places(plan: Plan, service: Service) -> list[str]:
    """The locations that are written as offering it."""
    return [place for place, end in plan.offers.places(service.id).items() if end in WRITTEN]


def combines_with(plan: Plan, service: Service) -> list[str]:
    """What the file says, without itself and what does not exist."""
    known = [one for one in service.combinable if one in plan.offers.services and one != service.id]
    return [code(one) for one in dict.fromkeys(known)]


def fees(service: Service) -> tuple[str, int | None]:
    """The text about fees, and the amount in cents when it is one and nothing else."""
    text = plain(service.fees)
    return text, one_amount(text)


def _tables(plan: Plan, service: Service, rest: str) -> dict[str, list[dict[str, Any]]]:
    offered, since = places(plan, service), plan.template.valid_from
    _, amount = fees(service)
    tables: dict[str, list[dict[str, Any]]] = {"channels": list(_channels(plan, service, rest))}
    if offered:
        tables["offered_at"] = [{"locations": offered}]
    if amount is not None:
        tables["fees"] = [{"valid_from": since, "amount_cents": amount, "source": SOURCE}]
    tables["owners"] = [{"valid_from": since, "team": plan.team(service)}]
    level = "form" if is_bookable(plan, service) else "information"
    tables["maturity"] = [
        {"valid_from": since, "level": level, "source": "whether it can be booked online"}
    ]
    return tables


def is_bookable(plan: Plan, service: Service) -> bool:
    """Whether residents can book it somewhere."""
    return "offered" in plan.offers.places(service.id).values()


def _channels(plan: Plan, service: Service, rest: str) -> list[dict[str, Any]]:
    said, text = plan.template.words, f"text.{plan.language}"
    online = {
        "kind": "swipe",
        text: said.online,
        "url": f"/book?item={code(service.id)}:1",
    }
    telephone = {"kind": "call", text: said.telephone}
    counter: Mapping[str, Any] = {"kind": "connect", text: _counter_text(plan, service, rest)}
    return [*([online] if is_bookable(plan, service) else []), telephone, dict(counter)]


def _counter_text(plan: Plan, service: Service, rest: str) -> str:
    """Everything the source says that has no field of its own: nothing of it is lost."""
    said = plan.template.words
    about_fees, amount = fees(service)
    parts = [said.counter if plan.offers.places(service.id) else "", rest]
    if about_fees and amount is None:
        parts.append(f"{said.fees}: {about_fees}")
    links = [f"– {one.name}: {one.url}" for one in service.links if is_address(one.url)]
    if links:
        parts.append("\n".join([f"{said.links}:", *links]))
    return "\n".join(part for part in parts if part) or said.no_description
