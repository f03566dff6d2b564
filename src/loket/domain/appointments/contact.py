"""Who can be told: a name and ways to reach the person, in one form each."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass

import phonenumbers

from loket.domain.refusals import RuleBroken

EMAIL = re.compile(r"[^@\s<>()\",;:]+@[^@\s<>()\",;:]+\.[^@\s<>()\",;:.]{2,}")
LONGEST_NAME = 120
LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class Contact:
    """A name, and an address or a number in the form that we compare."""

    name: str
    email: str = ""
    phone: str = ""

    @property
    def ways(self) -> tuple[str, ...]:
        """What identifies the person to us."""
        return tuple(way for way in (self.email, self.phone) if way)


def contact_from(
    name: str, email: str = "", phone: str = "", *, region: str = "BE", needed: bool = True
) -> Contact:
    """Read what was typed; ``region`` is the country of numbers without a prefix (ISO 3166).

    Raises ``RuleBroken``: ``name_needed``, ``email_unreadable``, ``phone_unreadable``,
    ``contact_needed``.
    """
    name, email, phone = " ".join(name.split()), email.strip().lower(), phone.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise RuleBroken("name_needed", most=LONGEST_NAME)
    if email and (len(email) > LONGEST_EMAIL or not EMAIL.fullmatch(email)):
        raise RuleBroken("email_unreadable")
    if needed and not email and not phone:
        raise RuleBroken("contact_needed")
    return Contact(name, email, _number(phone, region) if phone else "")


def _number(typed: str, region: str) -> str:
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        raise RuleBroken("phone_unreadable") from None
    if not phonenumbers.is_possible_number(number):
        raise RuleBroken("phone_unreadable")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def person_of(way: str, *, key: str) -> str:
    """A keyed hash of a contact: the same person again, without keeping who it is."""
    return hmac.new(key.encode(), b"person:" + way.encode(), hashlib.sha256).hexdigest()
