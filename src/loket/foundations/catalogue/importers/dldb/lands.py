"""Whose holidays count: the country of the format, and the Land that the postal codes suggest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

COUNTRY: Final = "DE"
#: First two digits of postal codes that lie in one Land, but for villages at its border.
LANDS: Final[dict[str, str]] = {
    digits: land
    for land, known in {
        "BB": "03 14 15 16",
        "BE": "10 12 13",
        "BW": "68 69 70 71 72 73 74 75 76 77 78 79",
        "BY": "80 81 82 83 84 85 86 87 90 91 92 93 94 95 96",
        "HB": "28",
        "HE": "34 35 60 61 63 64",
        "HH": "20 22",
        "MV": "17 18 19",
        "NI": "26 29 30 31 38",
        "NW": "32 33 40 41 42 44 45 46 47 48 50 51 52 53 57 58 59",
        "RP": "54 55 56 67",
        "SH": "23 24 25",
        "SL": "66",
        "SN": "01 02 04 08 09",
        "ST": "06 39",
        "TH": "07 98 99",
    }.items()
    for digits in known.split()
}


def subdivision(postal_codes: Iterable[str]) -> dict[str, str]:
    """The Land of most of them; empty where they do not tell, and only the country's days count."""
    found = Counter(land for code in postal_codes if (land := LANDS.get(code[:2])))
    return {"subdivision": found.most_common(1)[0][0]} if found else {}
