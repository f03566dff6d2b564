"""The clocks in force, and when codes may be expected."""

from __future__ import annotations

from datetime import date, timedelta

from loket.domain.identitydocs import terms as rules
from loket.domain.identitydocs.terms import Terms
from loket.foundations.places import queries as places
from loket.kit import packs
from loket.offices.identitydocs.models import TermsRevision


def find_terms(on: date) -> Terms:
    """The terms for requests of this day; the usual ones where the city says nothing."""
    return rules.terms_on(on, [_terms(row) for row in TermsRevision.objects.all()])


def _terms(row: TermsRevision) -> Terms:
    return packs.from_json(Terms, row.terms)


def expected_by(sent_on: date) -> tuple[date, date]:
    """The days between which codes usually arrive that were asked for on this day."""
    terms = find_terms(sent_on)
    return rules.expected_between(sent_on, terms, holidays(sent_on, terms))


def holidays(since: date, terms: Terms) -> frozenset[date]:
    """The days by law after ``since`` that count for none of the clocks."""
    until = since + timedelta(days=terms.latest_days + 31)
    return places.list_statutory_days(since, until)
