"""The rules that hand a request to a person, whoever asks and whatever right was proven."""

from __future__ import annotations

from datetime import date
from typing import Final

from loket.domain.certificates import criminal
from loket.domain.certificates.facts import Case, RuleSet, is_minor
from loket.domain.certificates.public import is_public
from loket.domain.certificates.rights import (
    ACTS,
    ATTESTS,
    CIRCLE,
    CIRCLE_FROM,
    HOSTED,
    HOSTED_FROM,
    ONESELF,
    REGISTER_DATA,
    REGISTER_DATA_FROM,
    helped_at_kiosk,
)
from loket.domain.certificates.rules import Rule, Secrecy, Test
from loket.domain.certificates.terms import Terms

HOUSEHOLD: Final[frozenset[RuleSet]] = frozenset({"household"})
HISTORY: Final[frozenset[RuleSet]] = frozenset({"history"})
#: Those that tell of the past: how far back is on computer decides.
PAST: Final[frozenset[RuleSet]] = HISTORY | {"duration"}
LIVING: Final[frozenset[RuleSet]] = ATTESTS | ONESELF
#: Kinds of act that are never given without a person: they exist because of what they protect.
SENSITIVE: Final = frozenset({"adoption", "sex_registration_change", "lifeless_child", "absence"})

REGISTERS = "wet van 19 juli 1991 op de bevolkingsregisters"
DISCLOSURE = "koninklijk besluit van 16 juli 1992, niet-mededeling van het adres; na te kijken"
RECORDS = "Wetboek van strafvordering, art. 595 en 596; praktijk na te kijken"
MIGRATION = "oud Burgerlijk Wetboek, art. 29; akten van voor 31 maart 2019 worden overgezet"


def _unknown(case: Case, _: Terms) -> bool:
    return not case.subject.known


def _unregistered(case: Case, _: Terms) -> bool:
    return case.subject.known and not case.subject.registered


def _investigated(case: Case, _: Terms) -> bool:
    """An address check or a removal from the register is going on."""
    return case.subject.under_investigation


def _undisclosed(case: Case, _: Terms) -> bool:
    """It binds towards others; for oneself the address stays one's own."""
    until = case.subject.undisclosed_until
    return not case.applicant_is_subject and until is not None and case.asked.on <= until


def _undisclosed_member(case: Case, _: Terms) -> bool:
    return case.household.a_member_is_undisclosed


def _investigated_member(case: Case, _: Terms) -> bool:
    return case.household.a_member_is_under_investigation


def _no_household(case: Case, _: Terms) -> bool:
    return not case.household.known


def _another_day(case: Case, _: Terms) -> bool:
    """A member who left yesterday is not on the attest of today."""
    return case.asked.about_day not in (None, case.asked.on)


def _deceased(case: Case, _: Terms) -> bool:
    return case.subject.deceased


def _elsewhere(case: Case, _: Terms) -> bool:
    return case.subject.registered and not case.subject.lives_here


def _before_computers(case: Case, terms: Terms) -> bool:
    """Also when nobody knows how far back the history goes."""
    since = case.subject.told_since
    return since is None or since < terms.computerised_since


def _past_name_or_sex(case: Case, _: Terms) -> bool:
    return case.subject.names_changed or case.subject.sex_registration_changed


def _minor_asks(case: Case, _: Terms) -> bool:
    return is_minor(case.applicant_born_on, case.asked.on)


def _correction(case: Case, _: Terms) -> bool:
    return case.subject.correction_open


def _not_belgian(case: Case, _: Terms) -> bool:
    return not case.subject.is_belgian


def _not_cohabiting(case: Case, _: Terms) -> bool:
    return not case.subject.cohabits_legally


def _no_last_wish(case: Case, _: Terms) -> bool:
    return not case.subject.has_last_wish


def _foreign_form(case: Case, _: Terms) -> bool:
    return case.asked.foreign_form


def _claim(case: Case, _: Terms) -> bool:
    """Heirs, notaries, lawyers and written proxies prove it on paper."""
    return case.asked.claim != ""


def _helped(case: Case, _: Terms) -> bool:
    return case.capacity == "helper"


def _helped_otherwise(case: Case, _: Terms) -> bool:
    """By anybody but the host of a kiosk, or with more than an attest."""
    return case.capacity == "helper" and not (case.rules in ATTESTS and helped_at_kiosk(case))


def _activity_unknown(case: Case, _: Terms) -> bool:
    return criminal.find_activity(case.asked.activity, case.asked.on) is None


def _police(case: Case, _: Terms) -> bool:
    found = criminal.find_activity(case.asked.activity, case.asked.on)
    return found is not None and criminal.needs_police(found)


def _central_register(_case: Case, _: Terms) -> bool:
    """No interface to the central register is known: a person asks it."""
    return True


def _not_found(case: Case, _: Terms) -> bool:
    return case.act is None or case.act.status == "not_found"


def _not_migrated(case: Case, _: Terms) -> bool:
    return case.act is not None and case.act.status == "not_migrated"


def _foreign(case: Case, _: Terms) -> bool:
    return case.act is not None and case.act.status == "foreign"


def _sensitive(case: Case, _: Terms) -> bool:
    return case.act is not None and case.act.kind in SENSITIVE


def _copy_for_another(case: Case, _: Terms) -> bool:
    """A copy tells the history of the act; it is for who the act is about."""
    return case.asked.form == "copy" and not (case.act and case.act.applicant_is_subject)


def _copy_reveals(case: Case, _: Terms) -> bool:
    """An extract shows who somebody is now; a copy shows who somebody was."""
    act = case.act
    shows = act is not None and (act.shows_adoption or act.shows_sex_change)
    return case.asked.form == "copy" and shows


def _sex_change_to_others(case: Case, _: Terms) -> bool:
    act = case.act
    return act is not None and act.shows_sex_change and not act.applicant_is_subject


def _is_public(case: Case, terms: Terms) -> bool:
    act = case.act
    if act is None or act.made_on is None:
        return False
    return is_public(act.kind, act.made_on, case.asked.on, terms)


def _later_notes(case: Case, terms: Terms) -> bool:
    """A public act may tell, in its margin, of somebody who lives."""
    return case.act is not None and case.act.has_later_notes and _is_public(case, terms)


def _public_elsewhere(case: Case, terms: Terms) -> bool:
    """A public act is asked where it was made, or at the archive that took it over."""
    return case.act is not None and not case.act.made_here and _is_public(case, terms)


def _stop(
    code: str,
    holds: Test,
    sets: frozenset[RuleSet],
    source: str,
    secrecy: Secrecy = "protected",
    *,
    since: date = REGISTER_DATA_FROM,
    until: date | None = None,
    four_eyes: bool = False,
) -> Rule:
    return Rule(
        code=code,
        kind="stop",
        holds=holds,
        sets=sets,
        source=source,
        valid_from=since,
        valid_to=until,
        secrecy=secrecy,
        four_eyes=four_eyes,
    )


EVERY: Final = LIVING | ACTS

STOPS: Final[tuple[Rule, ...]] = (
    _stop("subject_not_found", _unknown, EVERY, REGISTER_DATA),
    _stop("papers_prove_it", _claim, EVERY, REGISTER_DATA, "open"),
    _stop("somebody_helps", _helped, EVERY, REGISTER_DATA, "open", until=HOSTED_FROM),
    _stop("somebody_helps", _helped_otherwise, EVERY, HOSTED, "open", since=HOSTED_FROM),
    _stop("not_registered", _unregistered, LIVING, REGISTERS, "own"),
    _stop("deceased", _deceased, LIVING, REGISTERS),
    _stop("lives_elsewhere", _elsewhere, LIVING, REGISTERS, "own"),
    _stop("under_investigation", _investigated, LIVING, REGISTERS),
    _stop("correction_open", _correction, ATTESTS, REGISTERS, "own"),
    _stop("address_undisclosed", _undisclosed, ATTESTS, DISCLOSURE, four_eyes=True),
    _stop("member_undisclosed", _undisclosed_member, HOUSEHOLD, DISCLOSURE, four_eyes=True),
    _stop("member_under_investigation", _investigated_member, HOUSEHOLD, REGISTERS),
    _stop("household_unknown", _no_household, HOUSEHOLD, REGISTERS, "own"),
    _stop("another_day_asked", _another_day, ATTESTS, REGISTERS, "open"),
    _stop("minor_asks_household", _minor_asks, HOUSEHOLD, REGISTER_DATA, "open"),
    _stop("history_on_paper", _before_computers, PAST, REGISTERS, "own"),
    _stop("past_name_or_sex", _past_name_or_sex, HISTORY, REGISTERS, four_eyes=True),
    _stop("not_belgian", _not_belgian, frozenset({"nationality"}), REGISTERS, "own"),
    _stop("foreign_life_form", _foreign_form, frozenset({"life"}), REGISTERS, "open"),
    _stop("no_cohabitation", _not_cohabiting, frozenset({"cohabitation"}), REGISTERS, "own"),
    _stop("no_last_wish", _no_last_wish, frozenset({"last_wish"}), REGISTERS, "own"),
    _stop("activity_unknown", _activity_unknown, ONESELF, RECORDS, "open"),
    _stop("police_look_first", _police, ONESELF, RECORDS, "open"),
    _stop("central_register_asked_by_person", _central_register, ONESELF, RECORDS, "open"),
    _stop("act_not_found", _not_found, ACTS, CIRCLE, "own", since=CIRCLE_FROM),
    _stop("act_not_migrated", _not_migrated, ACTS, MIGRATION, "own", since=CIRCLE_FROM),
    _stop("act_foreign", _foreign, ACTS, CIRCLE, "own", since=CIRCLE_FROM),
    _stop("act_sensitive", _sensitive, ACTS, CIRCLE, since=CIRCLE_FROM),
    _stop("copy_for_another", _copy_for_another, ACTS, CIRCLE, "open", since=CIRCLE_FROM),
    _stop("copy_reveals_past", _copy_reveals, ACTS, CIRCLE, since=CIRCLE_FROM, four_eyes=True),
    _stop("sex_change_to_others", _sex_change_to_others, ACTS, CIRCLE, since=CIRCLE_FROM),
    _stop("later_notes", _later_notes, ACTS, CIRCLE, since=CIRCLE_FROM),
    _stop("public_elsewhere", _public_elsewhere, ACTS, CIRCLE, since=CIRCLE_FROM),
)
