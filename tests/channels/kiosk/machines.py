"""A machine that is a kiosk of the library, and a phone that scans its screen."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from tests.stories.kiosk.helpers import open_city

from loket.kit import clock
from loket.offices.identitydocs.models import TermsRevision
from loket.offices.kiosks import actions

PRODUCT = "KIDSID"


def open_city_with_kiosk(point: str = "library") -> Client:
    """A city whose PIN and PUK codes are asked for as this product; the browser of its kiosk."""
    open_city()
    give_terms()
    return enrolled(point)


def give_terms() -> None:
    """New codes are asked for as this product, and set at a counter as the same."""
    terms = {"valid_from": "2020-01-01", "request_product": PRODUCT, "counter_product": PRODUCT}
    TermsRevision.objects.create(valid_from="2020-01-01", terms=terms)


def enrol_code(point: str = "library") -> str:
    """What an administrator reads to whoever stands at the machine."""
    return actions.make_code(point=point, actor="system:test", now=clock.now())


def enrolled(point: str = "library") -> Client:
    """A browser into which somebody typed the code of an administrator."""
    code = enrol_code(point)
    kiosk = Client()
    answer = kiosk.post(f"/kiosk/{point}/enrol", {"typed": code})
    assert answer.status_code == 302
    return kiosk


def begin(kiosk: Client, point: str = "library") -> str:
    """The address of a new visit, up to the screen."""
    page = kiosk.get(f"/kiosk/{point}/").content.decode()
    found = re.search(rf'href="(/kiosk/{point}/[^/"]+/)book"', page)
    assert found
    return found[1]


def show_square(kiosk: Client, visit: str, then: str = "codes/request") -> str:
    """The address of the screen that waits."""
    answer = kiosk.post(f"{visit}connect/{PRODUCT}?then={then}")
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def token_of(waiting: str) -> str:
    """What the square holds; only somebody who sees the screen has it."""
    from uuid import UUID

    from loket.offices.kiosks import queries

    return queries.token_of(UUID(waiting.partition("/pairing/")[2].partition("?")[0]))


def scan(phone: Client, token: str) -> Any:
    """Open the page behind the square, and press its button."""
    page = phone.get(f"/k/{token}")
    seen = re.search(r'name="seen" value="([^"]+)"', page.content.decode())
    return phone.post(f"/k/{token}", {"seen": seen[1]}) if seen else page


def number_on(kiosk: Client, waiting: str) -> str:
    """What stands on the screen, large."""
    found = re.search(r'number-tag shown"[^>]*>(\d{4})<', kiosk.get(waiting).content.decode())
    assert found
    return found[1]
