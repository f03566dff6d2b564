"""How sure we are who somebody is: three levels, as the Flemish sign-in counts them.

A product says which level it needs, and may say that the sign-in must be fresh. What a provider
calls its means is told by data beside its connector, never here.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from loket.domain.refusals import Reason

#: A code by app or text message.
CODE: Final = 400
#: itsme.
ITSME: Final = 450
#: The chip of an eID or an electronic foreigner card, with its PIN.
EID: Final = 500
LEVELS: Final = (CODE, ITSME, EID)

#: How far the clock of a provider may be before ours.
SKEW: Final = timedelta(minutes=1)


def reasons_against(
    level_had: int,
    authenticated_at: datetime,
    *,
    needed: int,
    since: datetime | None,
    now: datetime,
) -> list[Reason]:
    """Why this sign-in is not enough; empty when it is.

    ``since``: the moment since which it must have happened; None: whenever it was.
    """
    reasons = []
    if level_had < needed:
        reasons.append(Reason("level_too_low", {"had": level_had, "needed": needed}))
    if authenticated_at > now + SKEW:
        reasons.append(Reason("sign_in_from_the_future"))
    elif since is not None and is_before(authenticated_at, since):
        minutes = int((now - since).total_seconds() // 60)
        reasons.append(Reason("sign_in_too_old", {"minutes": minutes}))
    return reasons


def is_before(authenticated_at: datetime, since: datetime) -> bool:
    """Whether somebody signed in before this moment, as far as a provider tells.

    It tells whole seconds (``auth_time``, OpenID Connect Core 1.0, section 2): who signed in
    within the second of that moment did not sign in before it.
    """
    return authenticated_at < since.replace(microsecond=0)
