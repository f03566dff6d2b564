"""An expected wait as people are told: the same words on page, board, kiosk and desk."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from loket.domain.queues.waiting import Spoken

#: In full, as it stands in a sentence of its own.
SENTENCES: Final = {
    "wait_unknown": _("wachttijd niet bekend"),
    "wait_none": _("meteen aan de beurt"),
    "wait_at_most": _("hoogstens %(high)s minuten"),
    "wait_between": _("tussen %(low)s en %(high)s minuten"),
    "wait_over": _("langer dan %(low)s minuten"),
}
#: Where there is little room.
BRIEF: Final = {
    "wait_unknown": _("?"),
    "wait_none": _("nu"),
    "wait_at_most": _("0–%(high)s min"),
    "wait_between": _("%(low)s–%(high)s min"),
    "wait_over": _("> %(low)s min"),
}


def say(wait: Spoken) -> str:
    """ "tussen 4 en 9 minuten"."""
    return str(SENTENCES[wait.code]) % {"low": wait.low, "high": wait.high}


def brief(wait: Spoken) -> str:
    """ "4–9 min"."""
    return str(BRIEF[wait.code]) % {"low": wait.low, "high": wait.high}
