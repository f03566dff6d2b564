"""A trial as its city tells it: where, when, and what was published about it.

The format of ``[[trials]]`` in ``trial.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

#: A text per language, as ``kit.texts`` reads it.
Texts = Annotated[Mapping[str, str | Mapping[str, str]], "texts"]


#: Longer is no trial, and nobody tells it day by day.
LONGEST = timedelta(days=1100)


@dataclass(frozen=True, slots=True)
class Residents:
    """Visitors who live in one district."""

    district: Annotated[str, "refers to districts"]
    visitors: Annotated[int, "1 to 1000000"]


@dataclass(frozen=True, slots=True)
class Sample:
    """The visitors of one location who were asked where they live."""

    location: Annotated[str, "refers to locations"]
    visitors: Annotated[int, "1 to 1000000"]
    residence: tuple[Residents, ...]
    #: What they came for, the most frequent first.
    asked_for: tuple[Annotated[str, "refers to products"], ...]
    source: str = ""

    @property
    def by_district(self) -> dict[str, int]:
        """Visitors by district."""
        return {one.district: one.visitors for one in self.residence}


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial of the city; both days are part of it."""

    code: Annotated[str, "like [a-z][a-z0-9-]*", "at most 60 characters"]
    name: Texts
    since: date
    until: date
    #: The district it is held in.
    district: Annotated[str, "refers to districts"]
    decision: Annotated[str, "refers to decisions"]
    #: The location for people from further away or with little time by day.
    hub: Annotated[str, "refers to locations"]
    #: Its visits with an appointment and without one, on a day, as a demo tells the trial.
    hub_booked_a_day: Annotated[int, "0 to 500"]
    hub_walk_ins_a_day: Annotated[int, "0 to 500"]
    #: Questions at the reception of a location of the trial, on a day.
    questions_a_day: Annotated[int, "0 to 500"]
    samples: tuple[Sample, ...]


def wrong_with(trial: Trial) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Where, what and what instead, for what the types of the fields cannot say."""
    if not trial.since <= trial.until <= trial.since + LONGEST:
        yield ("until",), str(trial.until), f"{trial.since} to {trial.since + LONGEST}"
    for i, sample in enumerate(trial.samples):
        told = sum(one.visitors for one in sample.residence)
        if told != sample.visitors:
            yield ("samples", i, "residence"), f"{told} visitors in all", str(sample.visitors)
        if len(sample.by_district) != len(sample.residence):
            yield ("samples", i, "residence"), "a district twice", "each district once"
