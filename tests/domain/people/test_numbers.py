"""National numbers: what is valid, what is not, and that no text shows one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.people import numbers
from loket.domain.people.numbers import NationalNumber, check_digits, made_up, masked, parse
from loket.domain.refusals import RuleBroken

TODAY = date(2021, 11, 25)
BORN = st.dates(date(1900, 1, 1), TODAY)


def is_accepted(text: str, *, synthetic: bool = False, today: date = TODAY) -> bool:
    try:
        parse(text, today=today, synthetic=synthetic)
    except RuleBroken as broken:
        return (broken.code, broken.facts) != ("number_invalid", {})
    return True


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        pytest.param("85.07.30-997.34", "rrn", id="V1"),
        pytest.param("03.11.05-998.88", "rrn", id="V2 born in 2003"),
        pytest.param("59.00.00-997.48", "rrn", id="V3 only the year known"),
        pytest.param("90.42.14-998.87", "bis", id="V4 sex known"),
        pytest.param("01.32.31-997.93", "bis", id="V5 sex unknown, born in 2001"),
        pytest.param("00.02.29-998.18", "rrn", id="V6 leap day of 2000"),
        pytest.param("70.01.01-865.97", "rrn", id="V7 check digits 97"),
        pytest.param("61.40.00-995.81", "bis", id="V8 month and day unknown"),
        pytest.param("68.20.00-997.86", "bis", id="V9 nothing but the year known"),
    ],
)
def test_a_number_of_either_register_is_accepted(written: str, kind: str) -> None:
    digits = "".join(filter(str.isdigit, written))
    for text in (written, digits, f"  {written} ", written.replace(".", " ")):
        assert parse(text, today=TODAY) == NationalNumber(digits, kind)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("85.07.30-997.35", id="I1 check digit off by one"),
        pytest.param("00.02.29-997.87", id="I2 29 February 1900"),
        pytest.param("85.13.10-997.94", id="I3 month 13"),
        pytest.param("85.33.10-997.40", id="I4 month 33"),
        pytest.param("80.07.30-997.55", id="I5 born in 2080"),
        pytest.param("85.07.30-000.61", id="I6 counter 000"),
        pytest.param("85.07.30-999.32", id="I7 counter 999"),
        pytest.param("85.70.30-997.34", id="I8 two digits swapped"),
        pytest.param("8507309973", id="I9 ten digits"),
        pytest.param("70.01.01-001.00", id="I10 check digits 00"),
        pytest.param("", id="nothing"),
        pytest.param("85.07.30-997.34.", id="something after it"),
        pytest.param("85.07.30-997.34\n85.07.30-997.34", id="two of them"),
        pytest.param("٨٥٠٧٣٠٩٩٧٣٤", id="digits of another script"),
        pytest.param("8" * 5000, id="far too long"),
    ],
)
def test_what_no_register_can_have_given_is_refused(written: str) -> None:
    assert not is_accepted(written)
    assert not is_accepted(written, synthetic=True)


def test_two_numbers_a_century_apart_are_both_valid_and_stay_apart() -> None:
    young, old = parse("03.11.05-998.88", today=TODAY), parse("03.11.05-998.59", today=TODAY)
    assert young != old
    assert (young.digits[-2:], old.digits[-2:]) == ("88", "59")


def test_a_number_is_valid_from_the_day_of_birth_and_not_before() -> None:
    nine = "211125001"
    text = f"{nine}{check_digits(nine, from_2000=True):02}"
    assert is_accepted(text, today=TODAY)
    assert not is_accepted(text, today=date(2021, 11, 24))


@pytest.mark.parametrize("kind", ["rrn", "bis"])
def test_a_number_of_nobody_is_valid_only_where_simulators_run(kind: numbers.Kind) -> None:
    nobody = made_up(date(1985, 7, 30), 997, kind=kind)
    assert not is_accepted(nobody.digits)
    assert parse(nobody.digits, today=TODAY, synthetic=True) == nobody
    assert (nobody.kind, nobody.is_synthetic) == (kind, True)


@pytest.mark.parametrize("month", [60, 73, 80, 93, 99])
def test_a_month_beside_those_of_nobody_is_refused_everywhere(month: int) -> None:
    nine = f"85{month}30997"
    assert not is_accepted(f"{nine}{check_digits(nine, from_2000=False):02}", synthetic=True)


def test_a_counter_that_no_day_has_makes_no_number() -> None:
    with pytest.raises(ValueError, match="999"):
        made_up(TODAY, 999)


@given(BORN, st.integers(1, 998), st.sampled_from(["rrn", "bis"]))
def test_no_number_of_nobody_is_anybodys(born_on: date, counter: int, kind: numbers.Kind) -> None:
    nobody = made_up(born_on, counter, kind=kind)
    assert parse(nobody.digits, today=TODAY, synthetic=True) == nobody
    assert numbers.kept(nobody.digits) == nobody
    assert not is_accepted(nobody.digits)


@given(
    st.dates(date(1900, 1, 1), TODAY), st.integers(1, 998), st.integers(0, 10), st.integers(1, 9)
)
def test_one_wrong_digit_is_always_noticed(born_on: date, counter: int, at: int, more: int) -> None:
    digits = list(made_up(born_on, counter).digits)
    digits[at] = str((int(digits[at]) + more) % 10)
    wrong = "".join(digits)
    century = 2000 if born_on.year >= 2000 else 1900
    assert int(wrong[9:]) != check_digits(wrong[:9], from_2000=century == 2000)


def test_no_text_of_a_number_shows_it() -> None:
    number = parse("85.07.30-997.34", today=TODAY)
    shown = [repr(number), str(number), f"{number}", f"{number:>20}", repr([number])]
    assert all("85" not in one and "997" not in one and "34" not in one for one in shown)


def test_a_masked_number_shows_its_check_digits_only() -> None:
    assert masked(parse("70.01.01-865.97", today=TODAY)) == "••.••.••-•••.97"
