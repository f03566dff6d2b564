"""Distance as the crow flies: enough to order locations of one city."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]

#: Mean radius of the earth in metres (IUGG).
EARTH = 6_371_008.8


def metres(one: Point, other: Point) -> float:
    """Metres along a great circle between two points, each (latitude, longitude) in degrees."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, chord)))


def nearest(here: Point, candidates: Iterable[tuple[str, Point | None]]) -> list[tuple[str, float]]:
    """Code and metres, nearest first; what has no point on the map is left out."""
    found = [(code, metres(here, point)) for code, point in candidates if point is not None]
    return sorted(found, key=lambda one: (one[1], one[0]))
