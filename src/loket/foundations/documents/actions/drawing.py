"""From a template and claims to a PDF: dates in words, QR code, data inside."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from babel.dates import format_date
from django.conf import settings

from loket.domain.catalogue.city import City
from loket.domain.documents import codes, paper
from loket.domain.documents.models import linked_data
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.documents.queries.papers import sign_paper
from loket.foundations.documents.queries.templates import FOLDER, Template, find_template
from loket.kit import qr, texts, typesetting

#: The first page of what is posted; no document of its own, so it has no description and no code.
ADDRESS = "address.typ"
#: What stands where a code would be: its check letter is wrong, so that no page takes it.
NO_CODE = "3" * codes.RANDOM_LETTERS + "4"


def draw(template: Template, claims: Mapping[str, Any], *, code: str, at: datetime) -> bytes:
    """The PDF, without a seal."""
    return typesetting.pdf(template.source, facts_for(template, claims, code=code, at=at), at=at)


def preview(*, template: str, now: datetime) -> tuple[bytes, list[bytes]]:
    """A template filled with claims of nobody: the PDF, and each page as PNG. Issues nothing.

    It says of itself that it is an example without legal value, wherever it is made.

    Raises ``RuleBroken``: ``template_unknown``, ``template_altered``; ``NotTypeset`` for a fault.
    """
    found = find_template(template)
    facts = facts_for(found, found.example, code=NO_CODE, at=now) | {"demo": True}
    pdf = typesetting.pdf(found.source, facts, at=now)
    return pdf, typesetting.pictures(found.source, facts)


def address_page(*, lines: Sequence[str], mark: str, now: datetime) -> bytes:
    """What lies before a document in its envelope: where it goes, and the mark of its request.

    Raises ``NotTypeset`` for signs that no font has.
    """
    city = catalogue.the_city()
    name = texts.pick(city.name, city.language, city.language)
    facts = {"city": name, "language": city.language, "lines": list(lines), "mark": mark}
    return typesetting.pdf((FOLDER / ADDRESS).read_bytes(), facts, at=now)


def facts_for(
    template: Template, claims: Mapping[str, Any], *, code: str, at: datetime
) -> dict[str, Any]:
    """Everything that the template may say."""
    city = catalogue.the_city()
    local = at.astimezone(city.clock)
    name = texts.pick(city.name, city.language, city.language)
    on_paper = codes.on_paper(code)
    signed = sign_paper(paper.payload(template.model, claims, code=on_paper, local=local))
    return {
        "title": template.model.title,
        "issued": local.date().isoformat(),
        "issued_in_words": format_date(local.date(), "d MMMM y", locale=city.language),
        "moment": [local.year, local.month, local.day, local.hour, local.minute, local.second],
        "code": on_paper,
        "verify_at": f"{settings.BASE_URL.partition('://')[2]}/verify",
        "qr": qr.svg(f"{settings.BASE_URL}/verify/{on_paper}#{signed}"),
        "city": _city(city, name),
        "demo": settings.DEMO,
        "claims": dict(claims),
        "linked_data": json.dumps(
            linked_data(template.model, claims, city=name, code=on_paper, issued_at=local),
            ensure_ascii=False,
            indent=1,
        ),
    }


def _city(city: City, name: str) -> dict[str, str]:
    return {
        "name": name,
        "language": city.language,
        "primary": city.branding.primary,
        "deep": city.branding.deep,
        "accent": city.branding.accent,
        "phone": city.phone,
    }
