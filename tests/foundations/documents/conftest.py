"""A city, without which no document can be issued."""

import pytest
from tests.factories.city import make_city


@pytest.fixture(autouse=True)
def city(db: None) -> None:
    make_city()
