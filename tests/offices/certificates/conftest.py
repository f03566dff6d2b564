"""What the tests of this office share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.factories import registers as make
from tests.offices.certificates.world import World, build

from loket.domain.registers.asking import NoAnswer
from loket.foundations.registers.actions import looking


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The small city; registers answer for its people while the test runs."""
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


@pytest.fixture
def failing(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the population register fail in this way; with "" it answers again."""
    real = looking.population

    class Failing:
        def __init__(self, failure: str) -> None:
            self.failure = failure

        def __getattr__(self, name: str) -> Any:
            raise NoAnswer(self.failure)  # type: ignore[arg-type]

    def fail(failure: str) -> None:
        monkeypatch.setattr(looking, "population", lambda: Failing(failure) if failure else real())

    return fail
