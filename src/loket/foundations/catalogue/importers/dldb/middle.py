"""Points that lie far from all others: a slip in the source, not a counter of this city."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from statistics import median
from typing import Final

from loket.domain.places.near import metres
from loket.foundations.catalogue.importers.dldb.source import Location

FAR_M: Final = 50_000


def is_far(location: Location, all_of_them: Iterable[Location]) -> bool:
    """Whether its point lies more than 50 km from the middle of all points."""
    points = tuple((one.lat, one.lon) for one in all_of_them if one.lat and one.lon)
    if not location.lat or not location.lon:
        return False
    return metres((location.lat, location.lon), _middle(points)) > FAR_M


@lru_cache(maxsize=1)
def _middle(points: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """The median of each coordinate: one slip does not move it."""
    return median(lat for lat, _ in points), median(lon for _, lon in points)
