"""The activity decides the model of an extract from the criminal record."""

from datetime import date

import pytest

from loket.domain.certificates.criminal import ACTIVITIES, find_activity, needs_police

ON = date(2021, 12, 10)


@pytest.mark.parametrize(
    ("code", "model", "subtype"),
    [
        ("general", "595", ""),
        ("weapons", "596.1", ""),
        ("narcotics", "596.1", "36"),
        ("education", "596.2", ""),
        ("animation", "596.2", ""),
    ],
)
def test_each_activity_has_its_model(code: str, model: str, subtype: str) -> None:
    found = find_activity(code, ON)
    assert found
    assert (found.model, found.subtype) == (model, subtype)


def test_the_police_look_first_exactly_where_minors_are_concerned() -> None:
    assert {one.model for one in ACTIVITIES if needs_police(one)} == {"596.2"}
    assert all(needs_police(one) for one in ACTIVITIES if one.model == "596.2")


def test_an_activity_nobody_named_has_no_model() -> None:
    assert find_activity("", ON) is None
    assert find_activity("general", date(1990, 1, 1)) is None
