"""Portal, desk, kiosk and API say the same of one product, as soon as its one entry changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from tests.channels.api.helpers import get
from tests.channels.desk.helpers import employee, signed_in
from tests.factories.city import PRODUCTS, Spot, make_city, product

from loket.domain.people.may import Role
from loket.foundations.catalogue import models as catalogue
from loket.kit import clock, packs

pytestmark = pytest.mark.django_db
CODE = "KIDSID"


def open_hall(name: str) -> None:
    named = product(CODE, themes=("identity",))
    make_city({"hall": Spot()}, products=PRODUCTS, now=clock.now())
    rename(named, name)


def rename(one: object, name: str) -> None:
    """The entry of the pack says another name from now on."""
    definition = packs.to_json(one) | {"name": {"nl": name}}
    catalogue.Product.objects.filter(code=CODE).update(definition=definition, revision=name)
    catalogue.City.objects.update(stamp=uuid4())


def told(desk: Client) -> Iterator[str]:
    """What each channel shows of it."""
    yield Client().get(f"/products/{CODE}").content.decode()
    yield str(get(f"/products/{CODE}").json()["name"])
    yield desk.get("/desk/book").content.decode()
    kiosk = Client()
    start = kiosk.get("/kiosk/hall/").content.decode()
    found = re.search(r'href="(/kiosk/hall/[^/"]+/)', start)
    assert found
    yield kiosk.get(f"{found[1]}needed/{CODE}").content.decode()


def test_another_name_is_on_every_channel_at_once() -> None:
    open_hall("Kaart voor een kind")
    desk = signed_in(employee(Role.CLERK))
    assert ["Kaart voor een kind" in page for page in told(desk)] == [True] * 4
    rename(product(CODE), "Kinderkaart")
    assert ["Kinderkaart" in page for page in told(desk)] == [True] * 4
    assert ["Kaart voor een kind" in page for page in told(desk)] == [False] * 4
