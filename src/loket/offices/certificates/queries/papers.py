"""The models of documents: which there are, who uses them, and whether one may be used at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from loket.domain.catalogue import dated
from loket.domain.catalogue.product import Certificate
from loket.domain.refusals import RuleBroken
from loket.domain.registers.attests import MODELS
from loket.foundations.documents import queries as documents
from loket.offices.certificates.queries.facts import local_day
from loket.offices.certificates.queries.products import list_certificates


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A model of the city, with what pins it."""

    code: str
    title: str
    #: SHA-256 of layout, words and description; each document keeps that of its own making.
    hash: str
    #: The law that sets down its words; empty for words of the city's own.
    prescribed: str
    #: Products that are made with it today.
    products: tuple[str, ...]
    #: Its words are no longer those that were reviewed: nothing is made with it.
    is_altered: bool = False


def list_papers(now: datetime) -> list[PaperLine]:
    """Every model, by title."""
    used = _used(local_day(now))
    lines = [_paper(code, used.get(code, ())) for code in documents.list_templates()]
    return sorted(lines, key=lambda one: one.title)


def wrong_with_model(how: Certificate) -> tuple[str, str] | None:
    """What is wrong with the model of a certificate, and what it should be; None when nothing."""
    if how.made_by == "attest" and how.model not in MODELS:
        return f'"{how.model}"', f"one of the closed list: {', '.join(sorted(MODELS))}"
    if how.made_by != "template":
        return None
    try:
        documents.find_template(how.model)
    except RuleBroken as broken:
        if broken.code == "template_altered":
            return f'"{how.model}" with other words', "the words that the law sets down"
        return f'"{how.model}"', f"one of {', '.join(documents.list_templates())}"
    return None


def _used(day: date) -> dict[str, tuple[str, ...]]:
    used: dict[str, tuple[str, ...]] = {}
    for product in list_certificates(day):
        how = dated.certificate_on(product, day)
        if how is not None and how.made_by == "template":
            used[how.model] = (*used.get(how.model, ()), product.code)
    return used


def _paper(code: str, products: tuple[str, ...]) -> PaperLine:
    try:
        found = documents.find_template(code)
    except RuleBroken as broken:
        return PaperLine(code, code, str(broken.facts["hash"]), "", products, is_altered=True)
    return PaperLine(code, found.model.title, found.hash, found.model.prescribed, products)
