"""What channels, the clock and the city pack may order about codes."""

from loket.offices.identitydocs.actions.asking import Asked, ask
from loket.offices.identitydocs.actions.handling import (
    arrive,
    arrive_elsewhere,
    block,
    release,
    send,
    withdraw,
)
from loket.offices.identitydocs.actions.homes import Told, look_at_home
from loket.offices.identitydocs.actions.keeping import condemn, destroy, hand_over, notify
from loket.offices.identitydocs.actions.loading import define_terms

__all__ = [
    "Asked",
    "Told",
    "arrive",
    "arrive_elsewhere",
    "ask",
    "block",
    "condemn",
    "define_terms",
    "destroy",
    "hand_over",
    "look_at_home",
    "notify",
    "release",
    "send",
    "withdraw",
]
