"""A small city of people who do not exist, in memory: the registers of a benchmark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from time import sleep
from typing import Final
from uuid import UUID

from loket.connectors import population
from loket.connectors.population import Entry, Living, Tie
from loket.connectors.population.simulated import NOBODY
from loket.domain.people.numbers import COUNTERS, NationalNumber, made_up
from loket.domain.registers.asking import Wanted
from loket.domain.registers.facts import Address, Person, Residence

ACTOR: Final = "system:bench"
FIRST_BORN: Final = date(1950, 1, 1)
CAME, MOVED = date(2008, 3, 1), date(2019, 9, 1)


class Residents:
    """So many people with an ordinary life, as `connectors.population` asks a simulated city.

    ``seconds`` is how long the register thinks about each.
    """

    def __init__(self, count: int, *, municipality: str = "", seconds: float = 0.0) -> None:
        self.numbers = [_number(position) for position in range(count)]
        self._seconds = seconds
        self._entries = {
            number.digits: Entry(number.digits, _person(position, municipality))
            for position, number in enumerate(self.numbers)
        }

    def find(self, digits: str) -> Entry | None:
        """The person with this number."""
        if self._seconds:
            sleep(self._seconds)
        return self._entries.get(digits)

    def household_of(self, digits: str) -> Living | None:  # noqa: ARG002
        """Nobody is asked with whom they live."""
        return None

    def ties_of(self, digits: str) -> Sequence[Tie]:  # noqa: ARG002
        """Nor what they are of others."""
        return ()

    def search(self, wanted: Wanted) -> Sequence[Entry]:  # noqa: ARG002
        """Nobody is searched for."""
        return ()


def move_in(residents: Residents) -> list[UUID]:
    """Let every simulator of this process answer from them; our references of all of them."""
    from loket.foundations.people import actions as people
    from loket.kit import clock

    population.live_in(residents)
    return [people.recognise(number=one, now=clock.now(), actor=ACTOR) for one in residents.numbers]


def _number(position: int) -> NationalNumber:
    days, counter = divmod(position, len(COUNTERS))
    return made_up(FIRST_BORN + timedelta(days=days), COUNTERS[counter])


def _person(position: int, municipality: str) -> Person:
    """Born, living and having lived in the city; nothing about them stops a machine."""
    born_on = FIRST_BORN + timedelta(days=position // len(COUNTERS))
    home, before = (
        Address("Proefstraat", str(house), "", "2000", "Proefstad", municipality)
        for house in (position + 1, position + 2)
    )
    return Person(
        resident=NOBODY, names="Peeters", first_names=("An",), born_on=born_on,
        birth_year=born_on.year, birth_month=born_on.month, birth_place="Proefstad", sex="female",
        civil_status="unmarried", address=home, since=MOVED, municipality=municipality,
        history=(Residence(before, CAME, MOVED),), history_since=CAME,
    )  # fmt: skip
