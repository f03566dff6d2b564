"""What the vault keeps is read only with its key, in its place, and found without being told."""

import pytest

from loket.kit.vault import NotDecrypted, Vault

OLD, NEW = "an old key of thirty-two characters", "a new key of thirty-two characters!"
SECRET = "a number of somebody"


def test_what_was_encrypted_is_decrypted_in_its_place_only() -> None:
    vault = Vault([OLD], purpose="numbers")
    kept = vault.encrypt(SECRET, place="one")
    assert SECRET.encode() not in kept
    assert vault.decrypt(kept, place="one") == SECRET
    with pytest.raises(NotDecrypted):
        vault.decrypt(kept, place="another")


def test_the_same_secret_is_never_encrypted_the_same_way_twice() -> None:
    vault = Vault([OLD], purpose="numbers")
    assert vault.encrypt(SECRET, place="one") != vault.encrypt(SECRET, place="one")


@pytest.mark.parametrize("at", [0, 4, 16, -1])
def test_one_changed_byte_is_noticed(at: int) -> None:
    vault = Vault([OLD], purpose="numbers")
    kept = bytearray(vault.encrypt(SECRET, place="one"))
    kept[at] ^= 1
    with pytest.raises(NotDecrypted):
        vault.decrypt(bytes(kept), place="one")


@pytest.mark.parametrize("kept", [b"", b"abc", b"\0" * 20])
def test_what_was_never_encrypted_is_refused(kept: bytes) -> None:
    with pytest.raises(NotDecrypted):
        Vault([OLD], purpose="numbers").decrypt(kept, place="one")


def test_another_purpose_has_another_key() -> None:
    numbers, answers = Vault([OLD], purpose="numbers"), Vault([OLD], purpose="answers")
    assert numbers.trace(SECRET) != answers.trace(SECRET)
    with pytest.raises(NotDecrypted):
        answers.decrypt(numbers.encrypt(SECRET, place="one"), place="one")


def test_a_new_key_takes_over_while_the_old_one_still_decrypts() -> None:
    kept = Vault([OLD], purpose="numbers").encrypt(SECRET, place="one")
    both = Vault([NEW, OLD], purpose="numbers")
    assert both.decrypt(kept, place="one") == SECRET
    assert not kept.startswith(both.names[0])
    assert both.encrypt(SECRET, place="one").startswith(both.names[0])
    with pytest.raises(NotDecrypted):
        Vault([NEW], purpose="numbers").decrypt(kept, place="one")


def test_a_secret_is_found_under_every_key_while_keys_change() -> None:
    old = Vault([OLD], purpose="numbers").trace(SECRET)
    both = Vault([NEW, OLD], purpose="numbers")
    assert both.traces(SECRET) == (both.trace(SECRET), old)
    assert both.trace(SECRET) != old


@pytest.mark.parametrize("keys", [[], [""], ["short"], [OLD, "short"]])
def test_a_key_that_can_be_guessed_is_refused(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="32 characters"):
        Vault(keys, purpose="numbers")


def test_no_text_of_a_vault_shows_a_key() -> None:
    vault = Vault([OLD], purpose="numbers")
    assert "old key" not in f"{vault!r} {vault.__dict__!r}"
