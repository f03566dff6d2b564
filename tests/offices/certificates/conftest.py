"""What the tests of this office share."""

from collections.abc import Iterator

import pytest
from tests.factories import registers as make
from tests.offices.certificates.world import World, build


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The small city; registers answer for its people while the test runs."""
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)
