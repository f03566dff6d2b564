"""Questions that other rooms and channels may ask the catalogue; read only."""

from loket.foundations.catalogue.queries.charters import (
    CharterLine,
    LocationLine,
    list_charters,
)
from loket.foundations.catalogue.queries.packs import difference, read_pack
from loket.foundations.catalogue.queries.products import (
    RoadmapLine,
    find_product,
    find_revision,
    find_withdrawn,
    list_hand_overs,
    list_products,
    list_products_of,
    list_roadmap,
    list_themes,
    search,
    ways,
)
from loket.foundations.catalogue.queries.remembered import (
    Catalogue,
    find_catalogue,
    find_city,
    of_one_edition,
    the_catalogue,
    the_city,
)

__all__ = [
    "Catalogue",
    "CharterLine",
    "LocationLine",
    "RoadmapLine",
    "difference",
    "find_catalogue",
    "find_city",
    "find_product",
    "find_revision",
    "find_withdrawn",
    "list_charters",
    "list_hand_overs",
    "list_products",
    "list_products_of",
    "list_roadmap",
    "list_themes",
    "of_one_edition",
    "read_pack",
    "search",
    "the_catalogue",
    "the_city",
    "ways",
]
