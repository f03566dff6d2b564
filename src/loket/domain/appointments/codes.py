"""What a person shows for an appointment: a code to say aloud, a secret to be let in."""

import base64
import hashlib
import hmac

#: No letter or digit that is taken for another, read or heard (0 O, 1 I L, 2 Z, 5 S, 8 B, U V).
ALPHABET = "34679ACDEFGHJKMNPQRTVWXY"
LENGTH = 8
#: Random bytes that a code needs: enough that every letter is equally likely to within 1 in 10^8.
BYTES_NEEDED = 8
#: Bytes of the secret: 128 bits, 22 characters in a link.
_SECRET_BYTES = 16
_PURPOSE = b"loket appointment secret v1:"


def code_from(random: bytes) -> str:
    """A code of 8 characters from at least 8 random bytes; 24**8 = 1.1e11 of them."""
    if len(random) < BYTES_NEEDED:
        raise ValueError(len(random))
    number = int.from_bytes(random, "big")
    letters = []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def code_as_typed(text: str) -> str:
    """The code that someone typed, whatever the case, blanks and hyphens; "" when it is none."""
    code = "".join(letter for letter in text.upper() if letter not in " -.\t")
    return code if len(code) == LENGTH and all(letter in ALPHABET for letter in code) else ""


def secret_of(appointment: str, *, key: str) -> str:
    """The secret of an appointment's link, derived so that a reminder can show it again."""
    digest = hmac.digest(key.encode(), _PURPOSE + appointment.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:_SECRET_BYTES]).decode().rstrip("=")


def is_secret_of(secret: str, appointment: str, *, key: str) -> bool:
    """Whether this is the appointment's secret; takes the same time for every wrong one."""
    return hmac.compare_digest(secret.encode(), secret_of(appointment, key=key).encode())
