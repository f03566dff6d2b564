"""The trial of the city as a script: who comes when, where from, and how it ends.

Nothing is written here. The same trial and opening hours give the same script, to the letter; the
visitors who come and tell where they live are exactly those of the trial's samples.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from loket.demo.asking import menu_of
from loket.demo.chance import seeded
from loket.demo.names import invent
from loket.demo.packing import Asked, Laid, lay_all, stretches
from loket.domain.evaluation.trials import Sample, Trial
from loket.foundations.places import queries as places

Ends = Literal["comes", "stays_away", "cancels"]
#: Beside those who come: of a hundred, so many stay away and so many cancel.
STAY_AWAY, CANCEL = 5, 4
#: How full the days of a sample may get, so that gaps remain between visits.
FULLEST = 0.92
#: How long before the visit people book: where the offer is small, earlier.
AHEAD = ((4, 20), (2, 12), (1, 6))


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with an appointment, and what becomes of it."""

    laid: Laid
    name: str
    district: str
    ends: Ends
    booked_days_ahead: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One location on one day of the trial."""

    trial: str
    location: str
    day: date
    visits: tuple[Visit, ...]
    #: Minutes of the day at which somebody comes without an appointment, and for what.
    walk_ins: tuple[tuple[int, Asked], ...]
    questions: tuple[int, ...]

    @property
    def key(self) -> str:
        """Of its chapter."""
        return f"{self.trial}/{self.day}/{self.location}"

    @property
    def planned(self) -> int:
        """Visits, with an appointment or without."""
        return len(self.visits) + len(self.walk_ins)


def write(trial: Trial) -> list[Scene]:
    """Every scene of the trial, in the order of the days."""
    scenes = [scene for i in range(len(trial.samples)) for scene in _sampled(trial, i)]
    scenes += _at_the_hub(trial)
    return sorted(scenes, key=lambda scene: (scene.day, scene.location))


def _days(trial: Trial) -> list[date]:
    return [trial.since + timedelta(days=i) for i in range((trial.until - trial.since).days + 1)]


def _sampled(trial: Trial, number: int) -> list[Scene]:
    sample = trial.samples[number]
    chance = seeded(f"{trial.code}/{sample.location}")
    people = _people(sample, chance)
    open_days = {day: here for day in _days(trial) if (here := stretches(sample.location, day))}
    room = [sum(stretch.ticks for stretch in here) for here in open_days.values()]
    scenes = []
    for day, count in zip(open_days, portions(len(people), room), strict=True):
        today, people = people[:count], people[count:]
        laid = _lay(sample, day, count, chance)
        low, high = AHEAD[min(number, len(AHEAD) - 1)]
        visits = tuple(
            Visit(where, invent(chance), district, ends, chance.randint(low, high))
            for where, (district, ends) in zip(laid, today, strict=True)
        )
        asked = _questions(trial, sample.location, day, chance)
        scenes.append(Scene(trial.code, sample.location, day, visits, (), asked))
    return scenes


def _people(sample: Sample, chance: random.Random) -> list[tuple[str, Ends]]:
    """Everybody who books, in the order in which they come."""
    came: list[tuple[str, Ends]] = [
        (district, "comes") for district, count in sample.by_district.items() for _ in range(count)
    ]
    districts = [district for district, _ in came]
    others: tuple[tuple[Ends, int], ...] = (("stays_away", STAY_AWAY), ("cancels", CANCEL))
    for ends, percent in others:
        more = sample.visitors * percent // 100
        came += [(chance.choice(districts), ends) for _ in range(more)]
    chance.shuffle(came)
    return came


def _lay(sample: Sample, day: date, count: int, chance: random.Random) -> list[Laid]:
    """So many visits on the counters of a day: families as far as there is room for them."""
    here = stretches(sample.location, day)
    menu = _menu(sample.asked_for, sample.location, day)
    wanted = [chance.choice(menu[1]) for _ in range(count)]
    room = int(FULLEST * sum(stretch.ticks for stretch in here)) - sum(one.ticks for one in wanted)
    for i in chance.sample(range(count), count):
        larger = chance.choice(menu[chance.choice((2, 2, 3))] or menu[1])
        if larger.ticks - wanted[i].ticks <= room:
            room -= larger.ticks - wanted[i].ticks
            wanted[i] = larger
    laid = lay_all(here, wanted, chance)
    if laid is None:
        raise ValueError(f"{sample.visitors} visitors do not fit at {sample.location} on {day}")
    return laid


def _menu(products: Sequence[str], location: str, day: date) -> dict[int, list[Asked]]:
    some = [one for one in menu_of(day).get(location, []) if one.product in products]
    return {count: [one for one in some if one.quantity == count] for count in (1, 2, 3)}


def _questions(trial: Trial, location: str, day: date, chance: random.Random) -> tuple[int, ...]:
    (hours,) = places.hours_of(location, day, day)
    minutes = [minute for one in hours.reception for minute in range(one.opens, one.closes)]
    if not minutes:
        return ()
    return tuple(sorted(chance.choice(minutes) for _ in range(trial.questions_a_day)))


def _at_the_hub(trial: Trial) -> list[Scene]:
    """People with an appointment and without one, who did not say where they live."""
    chance = seeded(f"{trial.code}/{trial.hub}")
    scenes = []
    for day in _days(trial):
        here = stretches(trial.hub, day)
        if not here:
            continue
        menu = _menu(trial.samples[0].asked_for, trial.hub, day)[1]
        wanted = [chance.choice(menu) for _ in range(trial.hub_booked_a_day)]
        visits = tuple(
            Visit(laid, invent(chance), "", "comes", chance.randint(*AHEAD[-1]))
            for laid in lay_all(here, wanted, chance) or ()
        )
        first, last = min(one.start for one in here), max(one.end for one in here)
        walk_ins = sorted(
            (chance.randrange(first * 5, last * 5 - 60), chance.choice(menu))
            for _ in range(trial.hub_walk_ins_a_day)
        )
        asked = _questions(trial, trial.hub, day, chance)
        scenes.append(Scene(trial.code, trial.hub, day, visits, tuple(walk_ins), asked))
    return scenes


def portions(total: int, weights: Sequence[int]) -> list[int]:
    """A whole number in whole parts after their weights, the largest remainders rounded up."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    left = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in left[: total - sum(parts)]:
        parts[i] += 1
    return parts
