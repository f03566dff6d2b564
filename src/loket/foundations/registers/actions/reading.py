"""An employee opens a case in which answers of a register still stand.

No register is asked, so nothing is proved here but the right; the office has shown the case. Whom
it is about finds the reading in the list of who looked, beside the look-up that brought the answer.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from loket.domain.registers.grounds import Ground
from loket.domain.registers.reading import Brought, kinds_read
from loket.domain.registers.seen import READING
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.foundations.registers.actions.teams import teams_of
from loket.foundations.registers.models import LookUp, Outcome


def write_down_reading(*, of: UUID, ground: Ground, actor: str, now: datetime) -> bool:
    """Write down that an employee reads what registers said of this person for this case.

    Says whether a line was due: see `domain.registers.reading`. Raises ``not_allowed``.
    """
    teams = teams_of(actor, on=people.local_day(now))
    found = _brought(of, ground)
    kinds = kinds_read([_as_rule(one) for one in found], reader=actor, now=now)
    if not kinds:
        return False
    source = next(one for one in found if _as_rule(one).stays)
    with transaction.atomic():
        made = LookUp.objects.create(
            at=now, actor=actor, team=", ".join(sorted(teams)), register=source.register,
            inquiry=READING, about=of, purpose=source.purpose, ground_kind=ground.kind,
            ground_reference=ground.reference, kinds=list(kinds),
        )  # fmt: skip
        Outcome.objects.create(look_up=made, at=now, result="shown")
        journal.write(
            act="registers.write_down_reading",
            actor=actor,
            subject=f"look_up:{made.pk}",
            at=now,
            purpose=made.purpose,
            after={"about": f"{people.RESIDENT}{of}", "reference": ground.reference},
        )
    return True


def _brought(of: UUID, ground: Ground) -> list[LookUp]:
    """What was asked about this person for this case and shown, perhaps; the latest first."""
    rows = LookUp.objects.filter(
        ground_kind=ground.kind,
        ground_reference=ground.reference,
        about__in=people.chain_of(of),
    )
    shown = Q(outcome=None) | Q(outcome__result="shown")
    return list(rows.filter(shown).order_by("-at", "-number"))


def _as_rule(one: LookUp) -> Brought:
    return Brought(one.at, one.actor, one.inquiry, tuple(one.kinds))
