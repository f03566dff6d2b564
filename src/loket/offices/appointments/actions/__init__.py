"""What channels may order of the appointments office."""

from loket.offices.appointments.actions.booking import Booked, book, move
from loket.offices.appointments.actions.displacing import help_displaced
from loket.offices.appointments.actions.earlier import (
    decline_earlier,
    join_earlier,
    lapse_offer,
    leave_earlier,
)
from loket.offices.appointments.actions.ending import cancel, lapse, mark, release
from loket.offices.appointments.actions.holding import Held, hold
from loket.offices.appointments.actions.opening import close, open_days, renew_days
from loket.offices.appointments.actions.rearranging import change_hours, reopen

__all__ = [
    "Booked",
    "Held",
    "book",
    "cancel",
    "change_hours",
    "close",
    "decline_earlier",
    "help_displaced",
    "hold",
    "join_earlier",
    "lapse",
    "lapse_offer",
    "leave_earlier",
    "mark",
    "move",
    "open_days",
    "release",
    "renew_days",
    "reopen",
]
