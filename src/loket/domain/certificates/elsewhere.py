"""What a clerk asks of others before a request can be decided: a municipality, or the police.

No interface to either is known: the clerk writes or calls, and says here that it was done and what
came back. Sources: handbook 2.2 and 2.3.
"""

from __future__ import annotations

from typing import Literal

from loket.domain.certificates import criminal
from loket.domain.certificates.facts import Asked, RuleSet
from loket.domain.refusals import Reason

#: What the local police said: nothing stands in the way, or a ban that the extract must tell.
Police = Literal["", "clear", "ban_noted"]
#: What the municipality is called; nobody's name is longer.
LONGEST_PLACE = 80


def reasons_against_migration(rules: RuleSet, found: str, place: str) -> list[Reason]:
    """Why no municipality is asked: no act, or one that the register gives already.

    ``found``: how the register has the act, an `ActStatus`; empty when nobody asked it.
    """
    if rules != "act" or found in ("in_register", "foreign"):
        return [Reason("no_act_to_migrate")]
    if not 0 < len(place.strip()) <= LONGEST_PLACE:
        return [Reason("place_of_act_needed")]
    return []


def needs_police(rules: RuleSet, asked: Asked) -> bool:
    """Whether the local police look before an extract is given (model 596.2)."""
    activity = criminal.find_activity(asked.activity, asked.on)
    return rules == "criminal_record" and activity is not None and criminal.needs_police(activity)


def reasons_against_grant(rules: RuleSet, asked: Asked, police: Police) -> list[Reason]:
    """An extract of model 596.2 that left before the police looked would be a real harm."""
    if needs_police(rules, asked) and not police:
        return [Reason("police_not_asked")]
    return []
