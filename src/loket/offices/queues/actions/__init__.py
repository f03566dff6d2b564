"""What channels, the clock and the city pack may order of the queue."""

from loket.offices.queues.actions.arriving import check_in, take_ticket
from loket.offices.queues.actions.calling import (
    call_next,
    finish,
    leave,
    no_show,
    park,
    recall,
    resume,
    start,
)
from loket.offices.queues.actions.closing import close_days
from loket.offices.queues.actions.loading import define_referrals, define_rules, define_topics
from loket.offices.queues.actions.redirecting import redirect
from loket.offices.queues.actions.welcoming import log_question

__all__ = [
    "call_next",
    "check_in",
    "close_days",
    "define_referrals",
    "define_rules",
    "define_topics",
    "finish",
    "leave",
    "log_question",
    "no_show",
    "park",
    "recall",
    "redirect",
    "resume",
    "start",
    "take_ticket",
]
