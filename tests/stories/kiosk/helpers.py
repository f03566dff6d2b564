"""The city in which the stories of the kiosk happen, and who stands before it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.factories.city import Spot, make_city, product
from tests.stories.portal.helpers import ALL_DAY, noon

from loket.domain.catalogue.product import Theme
from loket.foundations.catalogue import models as catalogue
from loket.foundations.places import models as places
from loket.kit import clock, packs
from loket.offices.appointments import actions
from loket.offices.appointments.actions import Booked
from loket.offices.appointments.queries import Item, Wish, search

KINDS = (
    product("KIDSID"),
    product("PASSPORT", max_quantity=1, needs=("booking", "biometrics")),
    product("BIRTH", themes=("family",), skills=("identity",)),
)
THEMES = {"identity": "Identiteit", "family": "Geboorte en gezin"}
#: A hall that gives numbers, and a counter nearby for appointments only.
CITY = {
    "hall": Spot(desks=(ALL_DAY, ALL_DAY)),
    "nook": Spot(
        desks=(ALL_DAY,), reception="appointments_only", walk_in=False, point=(51.21, 4.41)
    ),
}


def open_city(**spots: Spot) -> None:
    """A city in which it is noon, with two themes, a hall, a nook and a library with a kiosk."""
    for position, (code, name) in enumerate(THEMES.items()):
        theme = Theme(code, {"nl": name, "en": name}, {"nl": f"Alles over {name.lower()}"})
        catalogue.Definition.objects.create(
            section="themes", key=code, definition=packs.to_json(theme), position=position
        )
    make_city(spots or CITY, products=KINDS, now=clock.now(), zone=noon(), municipality="99999")
    places.ContactPoint.objects.create(
        code="library", name={"nl": "Bibliotheek"}, host="Bibliotheek De Kring",
        lat=51.2, lon=4.4, opened_on=clock.now().date() - timedelta(days=30),
    )  # fmt: skip


def book_today(location: str = "hall") -> Booked:
    """Somebody booked at home, for a moment of today that no slow machine lets pass meanwhile."""
    now = clock.now()
    wish = Wish(items=(Item("KIDSID"),), locations=(location,), limit=12)
    slots = search(wish=wish, now=now).slots
    slot = next(one for one in slots if one.starts_at - now >= timedelta(minutes=15))
    held = actions.hold(token=slot.token, items=wish.items, client="", now=now, actor="resident")
    return actions.book(
        hold=held.id, name="An", email="an@example.org", now=now, actor="resident", channel="portal"
    )


def local(at: datetime) -> datetime:
    """On the clock of that city."""
    return at.astimezone(ZoneInfo(noon()))
