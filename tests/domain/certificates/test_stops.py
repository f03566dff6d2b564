"""What hands a request to a person: handbook 2.1 and 2.3, one stop at a time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.domain.certificates.cases import (
    BIRTH,
    HOME,
    PLAIN,
    TERMS,
    TODAY,
    of_another,
    of_child,
    own,
)

from loket.domain.certificates.deciding import decide
from loket.domain.certificates.facts import Asked, Case, Subject

OWN_ACT = replace(BIRTH, applicant_is_subject=True)
COPY = Asked(on=TODAY, form="copy", reason="marriage abroad")
TOMORROW = TODAY + timedelta(days=1)


def stops(case: Case) -> set[str]:
    return {line.rule for line in decide(case, TERMS).stops}


def with_subject(case: Case, **facts: object) -> Case:
    return replace(case, subject=replace(case.subject, **facts))  # type: ignore[arg-type]


def about(**facts: object) -> Subject:
    return replace(PLAIN, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "stop"),
    [
        (own(subject=about(under_investigation=True)), "under_investigation"),
        (own(subject=about(registered=False)), "not_registered"),
        (own(subject=about(lives_here=False)), "lives_elsewhere"),
        (own(subject=about(correction_open=True)), "correction_open"),
        (of_child(subject=about(deceased=True, born_on=date(2015, 6, 1))), "deceased"),
        (own("history", subject=about(told_since=date(1975, 1, 1))), "history_on_paper"),
        (own("history", subject=about(told_since=None)), "history_on_paper"),
        (own("history", subject=about(names_changed=True)), "past_name_or_sex"),
        (own("history", subject=about(sex_registration_changed=True)), "past_name_or_sex"),
        (own("household", applicant_born_on=date(2008, 1, 1)), "minor_asks_household"),
        (
            own("household", household=replace(HOME, a_member_is_undisclosed=True)),
            "member_undisclosed",
        ),
        (
            own("household", household=replace(HOME, a_member_is_under_investigation=True)),
            "member_under_investigation",
        ),
        (own("household", household=replace(HOME, known=False)), "household_unknown"),
        (own("household", asked=Asked(on=TODAY, about_day=TOMORROW)), "another_day_asked"),
        (own("nationality", subject=about(is_belgian=False)), "not_belgian"),
        (own("life", asked=Asked(on=TODAY, foreign_form=True)), "foreign_life_form"),
        (own("cohabitation", subject=about(cohabits_legally=False)), "no_cohabitation"),
        (own("last_wish", subject=about(has_last_wish=False)), "no_last_wish"),
        (own("act", act=None), "act_not_found"),
        (own("act", act=replace(OWN_ACT, status="not_migrated")), "act_not_migrated"),
        (own("act", act=replace(OWN_ACT, status="foreign")), "act_foreign"),
        (own("act", act=replace(OWN_ACT, kind="adoption")), "act_sensitive"),
        (own("act", act=replace(OWN_ACT, shows_adoption=True), asked=COPY), "copy_reveals_past"),
        (own("act", act=replace(OWN_ACT, shows_sex_change=True), asked=COPY), "copy_reveals_past"),
        (of_another("act", links=frozenset({"child"}), asked=COPY), "copy_for_another"),
        (of_another(subject=Subject(known=False)), "subject_not_found"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_each_stop_hands_the_request_to_a_person(case: Case, stop: str) -> None:
    assert stop in stops(case)
    assert decide(case, TERMS).outcome == "hand_over"


def test_an_undisclosed_address_binds_towards_others_and_not_towards_oneself() -> None:
    held_back = {"undisclosed_until": TODAY}
    assert stops(with_subject(of_child(), **held_back)) == {"address_undisclosed"}
    assert stops(with_subject(own(), **held_back)) == set()


def test_on_the_day_after_the_last_one_the_address_may_be_told_again() -> None:
    assert stops(with_subject(of_child(), undisclosed_until=TODAY - timedelta(days=1))) == set()


def test_a_certificate_of_residence_tells_nothing_of_a_former_name() -> None:
    assert stops(own(subject=about(names_changed=True, sex_registration_changed=True))) == set()


def test_an_adopted_person_has_the_extract_at_once() -> None:
    assert stops(own("act", act=replace(OWN_ACT, shows_adoption=True))) == set()


def test_a_copy_of_an_act_about_oneself_is_had_at_once() -> None:
    assert stops(own("act", asked=COPY)) == set()


def test_a_dead_relative_is_no_reason_to_keep_an_act_back() -> None:
    act = replace(BIRTH, kind="death", made_on=date(2021, 3, 1))
    case = of_another("act", links=frozenset({"child"}), act=act, subject=about(deceased=True))
    assert stops(case) == set()


def test_a_public_act_with_a_note_about_somebody_alive_is_seen_by_a_person() -> None:
    old = replace(BIRTH, kind="marriage", made_on=date(1940, 5, 5), has_later_notes=True)
    assert stops(of_another("act", act=old)) == {"later_notes"}


def test_a_public_act_made_elsewhere_is_seen_by_a_person() -> None:
    old = replace(BIRTH, kind="marriage", made_on=date(1940, 5, 5), made_here=False)
    assert stops(of_another("act", act=old)) == {"public_elsewhere"}


def test_an_act_that_is_not_public_is_had_in_any_municipality() -> None:
    assert stops(own("act", act=replace(OWN_ACT, made_here=False))) == set()


@pytest.mark.parametrize(
    ("activity", "more"),
    [("general", set()), ("education", {"police_look_first"}), ("", {"activity_unknown"})],
)
def test_a_person_asks_the_central_register_and_the_police_where_minors_are_concerned(
    activity: str, more: set[str]
) -> None:
    asked = Asked(on=TODAY, activity=activity)
    expected = {"central_register_asked_by_person"} | more
    assert stops(own("criminal_record", asked=asked)) == expected


def test_all_stops_are_given_and_not_only_the_first() -> None:
    case = own(
        "history", subject=about(under_investigation=True, lives_here=False, told_since=None)
    )
    assert stops(case) == {"under_investigation", "lives_elsewhere", "history_on_paper"}
