"""A waiting room with Poisson arrivals and c counters, as an independent check on the estimate."""

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True, slots=True)
class Person:
    """One visitor; times in minutes."""

    arrived: float
    called: float
    released: float
    counter: int
    #: How many waited when this one came, and how many counters were free.
    ahead: int
    free: int


def people(
    *, rate: float, counters: int, length: Callable[[random.Random], float], seed: int
) -> Iterator[Person]:
    """Visitors in order of arrival, first come first served, without end."""
    chance = random.Random(seed)
    free_at = [(0.0, counter) for counter in range(counters)]
    calls: list[float] = []
    arrived = 0.0
    for _ in count():
        arrived += chance.expovariate(rate)
        calls = [called for called in calls if called > arrived]
        free = sum(1 for at, _ in free_at if at <= arrived)
        at, counter = heapq.heappop(free_at)
        called = max(at, arrived)
        released = called + length(chance)
        heapq.heappush(free_at, (released, counter))
        yield Person(arrived, called, released, counter, len(calls), free)
        if called > arrived:
            calls.append(called)


def chance_to_wait(*, rate: float, counters: int, service_rate: float) -> float:
    """Erlang's C: the share of visitors of M/M/c who wait at all."""
    load = rate / service_rate
    blocking = 1.0
    for n in range(1, counters + 1):
        blocking = load * blocking / (n + load * blocking)
    return blocking / (1 - load / counters * (1 - blocking))
