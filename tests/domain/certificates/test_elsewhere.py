"""What is asked of a municipality or of the police before a request can be decided."""

from datetime import date

import pytest

from loket.domain.certificates import criminal, elsewhere
from loket.domain.certificates.facts import Asked
from loket.domain.certificates.life import BY_MACHINE, FOR_CLERKS, MOVES, OPEN

ON = date(2026, 11, 23)


def codes(reasons: list) -> list[str]:
    return [one.code for one in reasons]


@pytest.mark.parametrize("found", ["not_migrated", "not_found", ""])
def test_an_act_that_the_register_lacks_can_be_put_over(found: str) -> None:
    assert codes(elsewhere.reasons_against_migration("act", found, "Mechelen")) == []


@pytest.mark.parametrize("found", ["in_register", "foreign"])
def test_an_act_that_the_register_gives_is_not_asked_of_a_municipality(found: str) -> None:
    said = elsewhere.reasons_against_migration("act", found, "Mechelen")
    assert codes(said) == ["no_act_to_migrate"]


def test_an_attest_is_no_act() -> None:
    assert codes(elsewhere.reasons_against_migration("life", "", "Mechelen")) == [
        "no_act_to_migrate"
    ]


@pytest.mark.parametrize("place", ["", "   ", "x" * 81])
def test_a_municipality_has_a_name(place: str) -> None:
    said = elsewhere.reasons_against_migration("act", "not_migrated", place)
    assert codes(said) == ["place_of_act_needed"]


@pytest.mark.parametrize("activity", criminal.ACTIVITIES, ids=lambda one: one.code)
def test_no_extract_for_work_with_minors_is_given_before_the_police_looked(
    activity: criminal.Activity,
) -> None:
    asked = Asked(on=ON, activity=activity.code)
    said = codes(elsewhere.reasons_against_grant("criminal_record", asked, ""))
    assert said == (["police_not_asked"] if activity.model == "596.2" else [])


@pytest.mark.parametrize("police", ["clear", "ban_noted"])
def test_what_the_police_said_lets_the_clerk_go_on_and_a_ban_is_no_refusal(
    police: elsewhere.Police,
) -> None:
    asked = Asked(on=ON, activity="education")
    assert elsewhere.reasons_against_grant("criminal_record", asked, police) == []


def test_an_attest_needs_no_police() -> None:
    asked = Asked(on=ON, activity="education")
    assert elsewhere.reasons_against_grant("life", asked, "") == []


@pytest.mark.parametrize("state", ["migrating", "at_police"])
def test_who_waits_for_an_answer_from_elsewhere_can_always_get_out(state: str) -> None:
    assert {"put_back", "withdraw"} <= set(MOVES[state])
    assert state in OPEN & FOR_CLERKS
    assert "granted" not in MOVES[state].values(), "rights are looked at again first"


def test_no_state_tells_what_the_police_found() -> None:
    assert [one for one in MOVES["at_police"] if "ban" in one or "clear" in one] == []
    assert "police_answered" not in BY_MACHINE
