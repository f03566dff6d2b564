"""The language of an answer: what `?lang=` asks, else the city's own. Machines get no cookie."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

from loket.channels.ui import language as languages
from loket.domain.catalogue.city import City
from loket.foundations.catalogue import queries as catalogue


@contextmanager
def speaking(request: HttpRequest) -> Iterator[City | None]:
    """Names, sentences and times of the city, for as long as it lasts; gives the city."""
    city = catalogue.find_city()
    with languages.speaking(_asked(request, city) or languages.own_language(city), city):
        yield city


def _asked(request: HttpRequest, city: City | None) -> str:
    """Also for a refusal of an address that cannot be read."""
    try:
        return languages.asked(request, city)
    except SuspiciousOperation:
        return ""
