from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.appointments.codes import (
    ALPHABET,
    code_as_typed,
    code_from,
    is_secret_of,
    secret_of,
)
from loket.domain.appointments.limits import may_hold_more

RANDOM = st.binary(min_size=8, max_size=16)


@given(RANDOM)
def test_a_code_has_eight_characters_that_cannot_be_mistaken(random: bytes) -> None:
    code = code_from(random)
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)
    assert not set(code) & set("01258BILOSUZ")


@given(RANDOM)
def test_a_code_is_found_however_it_is_typed(random: bytes) -> None:
    code = code_from(random)
    assert code_as_typed(f" {code[:4].lower()}-{code[4:]} ") == code


@pytest.mark.parametrize("text", ["", "ABC", "ACDEFGH0", "ACDEFGHJK", "ÅCDEFGHJ"])
def test_what_is_no_code_is_not_looked_for(text: str) -> None:
    assert code_as_typed(text) == ""


def test_a_code_is_never_made_of_too_little_chance() -> None:
    with pytest.raises(ValueError, match="7"):
        code_from(b"1234567")


def test_every_character_is_about_equally_likely() -> None:
    seen = "".join(code_from(sha256(bytes([n, m])).digest()) for n in range(80) for m in range(80))
    counts = [seen.count(letter) for letter in ALPHABET]
    assert max(counts) < 1.2 * min(counts)


@given(st.text(max_size=40), st.text(min_size=1, max_size=40))
def test_the_same_appointment_and_key_always_give_the_same_secret(name: str, key: str) -> None:
    assert secret_of(name, key=key) == secret_of(name, key=key)
    assert is_secret_of(secret_of(name, key=key), name, key=key)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_forged_secret_is_refused(secret: str, name: str) -> None:
    assert not is_secret_of(secret, name, key="key of this city")


def test_another_key_or_another_appointment_gives_another_secret() -> None:
    secrets = {secret_of(name, key=key) for name in "ab" for key in ("k1", "k2")}
    assert len(secrets) == 4
    assert {len(secret) for secret in secrets} == {22}


@pytest.mark.parametrize(("live", "allowed"), [(0, True), (2, True), (3, False), (9, False)])
def test_a_client_holds_no_more_moments_than_the_limit(live: int, allowed: bool) -> None:
    assert may_hold_more(live, most=3) is allowed
