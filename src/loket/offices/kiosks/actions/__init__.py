"""What channels, the clock and the city pack may order of the kiosks."""

from loket.offices.kiosks.actions.carding import prove_with_card
from loket.offices.kiosks.actions.counting import beat, count_age, count_use, supply
from loket.offices.kiosks.actions.enrolling import (
    Key,
    end_stay,
    enrol,
    enter,
    make_code,
    note_reader,
    open_entrance,
    revoke,
    set_printer,
)
from loket.offices.kiosks.actions.helping import answer_call, call_help, end_call, end_calls_of
from loket.offices.kiosks.actions.loading import define_samples
from loket.offices.kiosks.actions.pairing import (
    Phone,
    Square,
    confirm,
    end,
    end_by_phone,
    hear_reader,
    lapse,
    prove,
    scan,
    show,
)
from loket.offices.kiosks.actions.printing import (
    came_out,
    check_printer,
    did_not,
    follow,
    give_up,
    look_at_printer,
    purge_left,
    send,
)

__all__ = [
    "Key",
    "Phone",
    "Square",
    "answer_call",
    "beat",
    "call_help",
    "came_out",
    "check_printer",
    "confirm",
    "count_age",
    "count_use",
    "define_samples",
    "did_not",
    "end",
    "end_by_phone",
    "end_call",
    "end_calls_of",
    "end_stay",
    "enrol",
    "enter",
    "follow",
    "give_up",
    "hear_reader",
    "lapse",
    "look_at_printer",
    "make_code",
    "note_reader",
    "open_entrance",
    "prove",
    "prove_with_card",
    "purge_left",
    "revoke",
    "scan",
    "send",
    "set_printer",
    "show",
    "supply",
]
