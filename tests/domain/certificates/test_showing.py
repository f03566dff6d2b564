"""What an applicant reads."""

from dataclasses import replace
from datetime import date

from tests.domain.certificates.cases import PLAIN, TERMS, of_another, own

from loket.domain.certificates.deciding import decide
from loket.domain.certificates.facts import Case
from loket.domain.certificates.showing import Shown, shown


def read(case: Case) -> Shown:
    return shown(decide(case, TERMS), case, TERMS)


def test_a_grant_says_that_the_right_stands() -> None:
    assert read(own()) == Shown(granted=True)


def test_a_protected_stop_is_one_neutral_sentence_with_a_day() -> None:
    case = own(subject=replace(PLAIN, under_investigation=True))
    assert read(case) == Shown(granted=False, reasons=(), answer_by=date(2021, 12, 20))


def test_a_missing_link_reads_as_any_other_stop_about_somebody_else() -> None:
    unlinked = of_another("act")
    protected = of_another("act", links=frozenset({"spouse"}))
    assert protected.act
    protected = replace(protected, act=replace(protected.act, shows_sex_change=True))
    assert read(unlinked) == read(protected)


def test_ones_own_register_line_may_be_a_reason() -> None:
    assert read(own(subject=replace(PLAIN, lives_here=False))).reasons == ("lives_elsewhere",)


def test_the_register_line_of_another_is_never_a_reason() -> None:
    gone = replace(PLAIN, lives_here=False, registered=False)
    assert read(of_another(subject=gone)).reasons == ()
