"""What the journal must not keep is seen wherever it hides."""

import pytest

from loket.domain.journal.discretion import indiscretions


@pytest.mark.parametrize(
    "value",
    [
        "an@voorbeeld.be",
        "+32 470 12 34 56",
        "+4989123456",
        "85.07.30-033.28",
        "85073003328",
    ],
)
def test_a_contact_or_number_is_seen_under_any_key(value: str) -> None:
    assert indiscretions({"state": "booked", "facts": [{"x": value}]}) == ["facts[0].x"]


@pytest.mark.parametrize("key", ["name", "Email", "PHONE", "recipient", "password", "insz"])
def test_a_key_that_asks_for_a_persons_data_is_seen(key: str) -> None:
    assert indiscretions({"a": {key: None}}) == [f"a.{key}"]


def test_references_field_groups_and_reasons_may_stand() -> None:
    facts = {
        "state": "booked",
        "fields": ["contact"],
        "location": "berg",
        "day": "2021-11-25",
        "starts_at": "2021-11-25T18:20:00+01:00",
        "hold": "0b8e6c52-7c0f-4a7e-8c1b-1f1f7a8e5a10",
        "quantity": 2,
        "reasons": [{"code": "no_safe"}],
    }
    assert indiscretions(facts) == []
