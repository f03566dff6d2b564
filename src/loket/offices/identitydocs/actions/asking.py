"""Asking for new codes: at home, at a kiosk, or by telephone through an employee."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from django.db import IntegrityError, transaction

from loket.domain.appointments.contact import Contact
from loket.domain.identitydocs import asking as rules
from loket.domain.identitydocs import helping
from loket.domain.identitydocs.asking import Home, Wish
from loket.domain.identitydocs.life import State
from loket.domain.people.standing import helper_of
from loket.domain.refusals import Reason, RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.kit import ids
from loket.offices.identitydocs.actions.homes import city_name, look_at_home
from loket.offices.identitydocs.actions.moving import permit, today
from loket.offices.identitydocs.models import CodeMove, CodeRequest
from loket.offices.identitydocs.queries.grounds import is_in_session_of
from loket.offices.identitydocs.queries.terms import expected_by, find_terms

Channel = Literal["portal", "kiosk", "desk"]
#: How often another code is drawn when one exists already.
DRAWS: Final = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: the request, when to expect the codes, what to be warned of."""

    id: uuid.UUID
    code: str
    state: State
    between: tuple[date, date]
    warnings: tuple[Reason, ...]
    #: Why it waits; empty when it does not.
    waits_for: tuple[Reason, ...]


def ask(
    *,
    subject: uuid.UUID,
    applicant: uuid.UUID,
    wish: Wish,
    channel: Channel,
    now: datetime,
    actor: str,
    home: Home | None = None,
    pending: frozenset[str] = frozenset(),
    contact: Contact | None = None,
    language: str = "",
) -> Asked:
    """Request new codes for somebody's card.

    Raises ``puk_is_known`` and ``card_unblocked_at_counter`` when a counter does it at once,
    ``codes_already_requested``, and every reason against at once. What is being handled meanwhile
    does not refuse: the request waits, and an employee releases it. ``not_allowed`` for who is
    neither the applicant nor an employee with the right; of a helper, what `_permit_helper` raises.
    Without ``home`` the register is asked where a holder who asks in person lives: so never inside
    a transaction.
    """
    if helper_of(actor):
        _permit_helper(subject, applicant, actor=actor, now=now)
    elif not people.is_oneself(actor, applicant):
        permit("ask", actor=actor, now=now)
    if home is None:
        home = _home(subject, actor, now)
    terms = find_terms(today(now))
    advice = rules.advise(wish, terms)
    if advice.way == "counter":
        raise RuleBroken.because(advice.reasons)
    against = rules.reasons_against(
        wish, home=home, city=city_name(), pending=pending, on=today(now)
    )
    if final := [one for one in against if not rules.is_blocking(one)]:
        raise RuleBroken.because(final)
    made = CodeRequest(
        subject=subject, applicant=applicant, channel=channel, card=wish.card, lost=wish.lost,
        issued_on=wish.issued_on, requested_at=now, language=language,
        state=State.BLOCKED if against else State.REQUESTED,
        blocked_by=against[0].code if against else "",
        email=contact.email if contact else "", phone=contact.phone if contact else "",
    )  # fmt: skip
    _store(made, actor=actor, now=now)
    return Asked(
        made.id, made.code, State(made.state), expected_by(today(now)),
        rules.warnings(home, terms=terms, on=today(now)), tuple(against),
    )  # fmt: skip


def _permit_helper(subject: uuid.UUID, applicant: uuid.UUID, *, actor: str, now: datetime) -> None:
    """``not_signed_in_as_applicant``, and the reasons of `helping.reasons_against_help`."""
    if not is_in_session_of(applicant, actor):
        raise RuleBroken("not_signed_in_as_applicant")
    for_own_card = is_in_session_of(subject, actor)
    if reasons := helping.reasons_against_help(for_own_card=for_own_card, on=today(now)):
        raise RuleBroken.because(reasons)


def _home(subject: uuid.UUID, actor: str, now: datetime) -> Home:
    """Of a holder who is signed in; an employee looks when handling the request, if need be."""
    if not is_in_session_of(subject, actor):
        return Home()
    return look_at_home(of=subject, actor=actor, now=now).home


def _store(made: CodeRequest, *, actor: str, now: datetime) -> None:
    """The constraint decides who was first; ``codes_already_requested`` for the second."""
    with transaction.atomic():
        _insert(made)
        CodeMove.objects.create(request=made, at=now, actor=actor, to_state=made.state)
        journal.write(
            act="identitydocs.ask",
            actor=actor,
            subject=f"code_request:{made.id}",
            purpose="pin-puk",
            at=now,
            after={"state": str(made.state), "card": made.card, "channel": made.channel},
        )


def _insert(made: CodeRequest) -> None:
    for _ in range(DRAWS):
        made.code = ids.new_code()
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as refused:
            if "one_live_request_per_card_of_a_person" in str(refused):
                raise RuleBroken("codes_already_requested") from refused
            if "code" not in str(refused):
                raise
        else:
            return
    raise RuntimeError(f"{DRAWS} codes in a row existed already")
