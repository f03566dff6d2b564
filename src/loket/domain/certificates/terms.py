"""The numbers behind the rules: dated, told by the city pack, succeeded and never edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated

#: A text per language; see `loket.kit.texts`.
Texts = Annotated[Mapping[str, str | Mapping[str, str]], "texts"]
Years = Annotated[int, "1 to 200"]
Days = Annotated[int, "1 to 90"]
LongDays = Annotated[int, "1 to 366"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What held from a day on. The format of an entry in `certificates.toml`."""

    valid_from: date
    source: str
    #: An act is public when it is *more than* this old.
    public_death_years: Years = 50
    public_marriage_years: Years = 75
    public_other_years: Years = 100
    #: From this day on the population register holds every change; before it, cards of paper.
    computerised_since: date = date(1992, 1, 1)
    #: A tie with the city is residence within so many years.
    tie_years: Years = 10
    #: NIS codes of former municipalities that the city took in: having lived there counts as here.
    merged: tuple[str, ...] = ()
    #: Within so many days somebody answers a request that the machine handed over.
    answer_days: Days = 10
    #: The municipality of an act on paper puts it over within so many days; from memory.
    migration_days: Days = 20
    #: The local police answer within so many days: "days to two or three weeks".
    police_days: Days = 21
    #: One can object to a refusal until so many days after it; what `objection` says in words.
    objection_days: LongDays = 30
    #: What stands below a refusal: where and by when one can object.
    objection: Texts = field(default_factory=dict)


#: Before the reform of civil status every act waited a hundred years.
HOUSE: tuple[Terms, ...] = (
    Terms(
        valid_from=date.min,
        source="old Civil Code, before the law of 18 June 2018",
        public_death_years=100,
        public_marriage_years=100,
    ),
    Terms(
        valid_from=date(2019, 3, 31),
        source="old Civil Code, art. 29, as replaced by the law of 18 June 2018",
    ),
)


def terms_on(day: date, revisions: Sequence[Terms] = ()) -> Terms:
    """The terms in force on that day; of two from the same day the city's own."""
    begun = [one for one in (*HOUSE, *revisions) if one.valid_from <= day]
    return max(reversed(begun), key=lambda one: one.valid_from)


def last_day_to_object(refused_on: date, terms: Terms) -> date:
    """Until which day, that day included, one may object to a refusal."""
    return refused_on + timedelta(days=terms.objection_days)
