"""A code is typed from paper: what can go wrong with fifteen letters is found before we look."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.documents import codes

KEY = b"a key of the tests"
seeds = st.binary(min_size=codes.SEED_BYTES, max_size=codes.SEED_BYTES)


def test_chance_chooses_at_least_60_bits() -> None:
    assert codes.RANDOM_LETTERS * math.log2(len(codes.ALPHABET)) >= 60


def test_no_two_letters_of_the_alphabet_look_alike() -> None:
    for alike in ("0OQ", "1IL", "2Z", "5S", "8B", "UV"):
        assert sum(letter in codes.ALPHABET for letter in alike) <= 1


def test_a_seed_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(ValueError, match="8"):
        codes.code_from(bytes(8), key=KEY)


@given(seeds)
def test_a_code_has_no_mistake_in_it(seed: bytes) -> None:
    code = codes.code_from(seed, key=KEY)
    assert len(code) == codes.LENGTH
    assert codes.mistake_in(code) is None


@given(seeds, st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_one_wrong_letter_is_always_found(seed: bytes, at: int, letter: str) -> None:
    code = codes.code_from(seed, key=KEY)
    typed = code[:at] + letter + code[at + 1 :]
    assert codes.mistake_in(typed) == (None if typed == code else "code_mistyped")


@given(seeds, st.integers(0, codes.LENGTH - 1), st.integers(0, codes.LENGTH - 1))
def test_two_letters_that_changed_places_are_always_found(seed: bytes, one: int, two: int) -> None:
    letters = list(codes.code_from(seed, key=KEY))
    code = "".join(letters)
    letters[one], letters[two] = letters[two], letters[one]
    typed = "".join(letters)
    assert codes.mistake_in(typed) == (None if typed == code else "code_mistyped")


@given(seeds)
def test_a_code_may_be_typed_as_it_stands_on_paper_or_in_small_letters(seed: bytes) -> None:
    code = codes.code_from(seed, key=KEY)
    paper = codes.on_paper(code)
    assert [len(group) for group in paper.split("-")] == [5, 5, 5]
    for typed in (paper, paper.lower(), f"  {paper} ", paper.replace("-", " "), code.lower()):
        assert codes.as_typed(typed) == code


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("", "code_length"),
        ("K7RMX", "code_length"),
        ("K" * 16, "code_length"),
        ("O" * 15, "code_letter"),
        ("K7RMX4CWTP9AEF'", "code_letter"),
        ("K7RMX4CWTP9AEFÉ", "code_letter"),
    ],
)
def test_what_cannot_be_a_code_is_told_apart(typed: str, mistake: str) -> None:
    assert codes.mistake_in(codes.as_typed(typed)) == mistake


@given(seeds)
def test_another_key_makes_another_code_and_another_look_up(seed: bytes) -> None:
    code = codes.code_from(seed, key=KEY)
    assert codes.code_from(seed, key=b"another key") != code
    assert codes.look_up_key(code, key=KEY) != codes.look_up_key(code, key=b"another key")
