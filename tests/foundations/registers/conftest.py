"""What the tests of the guard share: a register with a few people, and a ground that is due."""

from collections.abc import Iterator

import pytest
from tests.factories import registers as make

from loket.foundations.registers import kinds


@pytest.fixture
def register() -> Iterator[make.Register]:
    """Empty registers that the simulators answer from while the test runs."""
    made = make.Register()
    before = make.answer_from(made)
    yield made
    make.put_back(before)


@pytest.fixture
def cases(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Open cases of an office; a ground of kind ``case`` is due for these."""
    open_cases: set[str] = set()

    def proves(reference: str, *, actor: str, of: object, purpose: str, now: object) -> bool:
        return reference in open_cases

    monkeypatch.setitem(kinds._KINDS, "case", kinds.GroundKind(proves))
    return open_cases
