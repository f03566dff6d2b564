"""What the rules look at: a case, told in facts that are known on the day it is decided.

Everything is said from the registers' answers and the applicant's own words. A fact that is not
known is left at its default, and every default is the careful one: no link, no date, no act.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from loket.domain.people.standing import Helper

#: Which rules decide; a product names one.
RuleSet = Literal[
    "residence",
    "history",
    "duration",
    "household",
    "nationality",
    "life",
    "cohabitation",
    "last_wish",
    "act",
    "criminal_record",
]
RULE_SETS: frozenset[str] = frozenset(get_args(RuleSet))

Channel = Literal["portal", "kiosk", "desk", "api", "mandated"]
Form = Literal["extract", "copy", "multilingual"]
Capacity = Literal["self", "parent", "relative", "representative", "mandate", "helper"]
#: What the register says the applicant is to the subject, on the day of the request.
Link = Literal[
    "parent", "child", "spouse", "cohabitant", "representative", "ascendant", "descendant"
]
#: What an applicant may claim to be and no register can prove.
Claim = Literal["", "heir", "notary", "lawyer", "proxy", "other"]
ActStatus = Literal["in_register", "not_migrated", "foreign", "not_found"]

ADULT = 18


@dataclass(frozen=True, slots=True)
class Asked:
    """The applicant's own words."""

    on: date
    channel: Channel = "portal"
    form: Form = "extract"
    #: Why a copy is needed; a copy is never the default.
    reason: str = ""
    claim: Claim = ""
    #: The day that the certificate must tell about, when that is not today.
    about_day: date | None = None
    #: A pension fund abroad sends a form of its own that somebody must sign.
    foreign_form: bool = False
    #: Which activity an extract from the criminal record is for: a code of `criminal.PURPOSES`.
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """The person whom the certificate is about, as the population register knows them."""

    #: False: nobody was found yet; somebody else was described in words.
    known: bool = True
    registered: bool = True
    born_on: date | None = None
    deceased: bool = False
    #: Lives in this municipality, whose register is asked.
    lives_here: bool = True
    under_investigation: bool = False
    #: The last day on which the address is held back from others; None: it is not.
    undisclosed_until: date | None = None
    #: First day of the period that the certificate would have to tell about.
    told_since: date | None = None
    names_changed: bool = False
    sex_registration_changed: bool = False
    correction_open: bool = False
    is_belgian: bool = False
    cohabits_legally: bool = False
    has_last_wish: bool = False


@dataclass(frozen=True, slots=True)
class Household:
    """The others at the subject's address."""

    known: bool = False
    applicant_belongs: bool = False
    a_member_is_undisclosed: bool = False
    a_member_is_under_investigation: bool = False


@dataclass(frozen=True, slots=True)
class Mandate:
    """A mandate that the subject granted while signed in. From `valid_to` on it no longer holds."""

    covers_product: bool
    valid_from: date
    valid_to: date
    withdrawn: bool = False

    def holds(self, on: date) -> bool:
        """Whether it covers the product on this day."""
        return self.covers_product and not self.withdrawn and self.valid_from <= on < self.valid_to


@dataclass(frozen=True, slots=True)
class Act:
    """The act of civil status that was asked for."""

    kind: str
    status: ActStatus = "not_found"
    made_on: date | None = None
    made_here: bool = False
    applicant_is_subject: bool = False
    shows_sex_change: bool = False
    #: A copy would show filiation before an adoption.
    shows_adoption: bool = False
    #: Something about a living person was written on it after it was made.
    has_later_notes: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that a decision rests on."""

    rules: RuleSet
    asked: Asked
    capacity: Capacity = "self"
    #: Who presses the keys for the capacity `helper`; None: the applicant does.
    helper: Helper | None = None
    applicant_is_subject: bool = False
    applicant_born_on: date | None = None
    subject: Subject = field(default_factory=Subject)
    links: frozenset[Link] = frozenset()
    household: Household = field(default_factory=Household)
    mandate: Mandate | None = None
    act: Act | None = None


def age(born_on: date, on: date) -> int:
    """Whole years on that day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_minor(born_on: date | None, on: date) -> bool:
    """Whether somebody is surely under age; without a date of birth nobody knows."""
    return born_on is not None and age(born_on, on) < ADULT
