"""What a look-up was for and which teams asked, by name: alike for resident and officer."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from loket.channels.ui import dates, names
from loket.domain.registers.purposes import Purpose, find_at
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.registers import queries as registers

#: Between the codes of the teams of somebody who is in more than one.
SEPARATOR: Final = ", "


class Purposes:
    """Every purpose, read once; each look-up has the one of its own day, also when it has ended."""

    def __init__(self) -> None:
        self._ever = registers.list_ever()

    def find(self, code: str, at: datetime) -> Purpose | None:
        """What this code stood for when the look-up was made."""
        return find_at(self._ever.get(code, ()), on=dates.local_day(at))

    def name(self, code: str, at: datetime) -> str:
        """ "een attest van woonst afleveren"; the code where the city defined none."""
        found = self.find(code, at)
        return names.text(found.name) if found else code

    def choices(self) -> list[tuple[str, str]]:
        """Code and latest name of each, by name."""
        named = [(code, names.text(some[0].name)) for code, some in self._ever.items()]
        return sorted(named, key=lambda one: one[1].casefold())


def teams(codes: str) -> str:
    """ "Loketten en Burgerlijke stand"; a code where the city has no such team any more."""
    known = catalogue.the_catalogue().teams
    return dates.listing(
        [
            names.text(known[code].name) if code in known else code
            for code in codes.split(SEPARATOR)
            if code
        ]
    )
