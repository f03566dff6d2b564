"""What a model of a document asks for, and what its data says to a machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Model:
    """The description beside a template's text."""

    #: As it stands above the document, in the language that counts.
    title: str
    #: Claims that must be given, and those that may be.
    needs: tuple[str, ...]
    may_have: tuple[str, ...] = ()
    #: Claims that the QR code signs: what a forger would change on the paper.
    in_code: tuple[str, ...] = ()
    #: The type of schema.org that a machine reads it as.
    about: str = "Person"
    #: Which claim is which property of schema.org.
    properties: Mapping[str, str] = field(default_factory=dict)
    #: The law that sets down its words, which nobody may alter; empty for words of the city's own.
    prescribed: str = ""


def wrong_claims(model: Model, claims: Mapping[str, Any]) -> Iterator[str]:
    """What is missing or strange: a document with a hole in it is never drawn."""
    yield from (f"{name} is missing" for name in model.needs if claims.get(name) in (None, ""))
    known = {*model.needs, *model.may_have}
    yield from (f"{name} is not asked for" for name in claims if name not in known)


def linked_data(
    model: Model, claims: Mapping[str, Any], *, city: str, code: str, issued_at: datetime
) -> dict[str, Any]:
    """The document as JSON-LD in the words of schema.org; attached to the file itself.

    A claim without a property of its own goes under ``additionalProperty``.
    """
    about: dict[str, Any] = {"@type": model.about}
    more = []
    for name, value in claims.items():
        if value in (None, "", []):
            continue
        if name in model.properties:
            about[model.properties[name]] = value
        else:
            more.append({"@type": "PropertyValue", "propertyID": name, "value": value})
    if more:
        about["additionalProperty"] = more
    return {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "name": model.title,
        "identifier": code,
        "inLanguage": "nl",
        "dateCreated": issued_at.isoformat(timespec="seconds"),
        "publisher": {"@type": "GovernmentOrganization", "name": city},
        "about": about,
    }
