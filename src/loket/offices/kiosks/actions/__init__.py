"""What channels, the clock and the city pack may order of the kiosks."""

from loket.offices.kiosks.actions.enrolling import (
    Key,
    enrol,
    enter,
    make_code,
    open_entrance,
    revoke,
    set_printer,
)
from loket.offices.kiosks.actions.pairing import (
    Phone,
    Square,
    confirm,
    end,
    end_by_phone,
    lapse,
    prove,
    scan,
    show,
)

__all__ = [
    "Key",
    "Phone",
    "Square",
    "confirm",
    "end",
    "end_by_phone",
    "enrol",
    "enter",
    "lapse",
    "make_code",
    "open_entrance",
    "prove",
    "revoke",
    "scan",
    "set_printer",
    "show",
]
