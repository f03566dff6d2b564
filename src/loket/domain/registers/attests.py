"""The closed list of attests from the population registers.

The ministerial decree of 21 April 2017 determines the list and the models; nobody alters their
wording. A city's register hands them out finished, with its own seal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Model:
    """One of the ten. ``name`` is how the register's service asks for it."""

    code: str
    name: str


#: Names as the public pages of the service list them; their exact spelling is untested.
_ALL: Final = (
    Model("household", "Gezinssamenstelling"),
    Model("residence", "Hoofdverblijfplaats"),
    Model("residence-history", "Hoofdverblijfplaats met historiek"),
    Model("nationality", "Belgische nationaliteit"),
    Model("life", "Leven"),
    Model("cohabitation", "Wettelijke samenwoning"),
    Model("residence-marriage", "Verblijfplaats met oog op een huwelijk"),
    Model("last-wish", "Wijze teraardebestelling / rituelen"),
    Model("voter", "Belgisch kiezer"),
    Model("register-extract", "Uittreksel registers"),
)
MODELS: Final = {one.code: one for one in _ALL}
