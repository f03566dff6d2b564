"""What channels may ask of the kiosks."""

from loket.offices.kiosks.queries.calls import CallLine, find_call, list_calls
from loket.offices.kiosks.queries.devices import (
    DeviceLine,
    find_by_key,
    find_device,
    has_client,
    list_devices,
)
from loket.offices.kiosks.queries.pairings import (
    Granted,
    PairingLine,
    Question,
    find_granted,
    find_of_phone,
    find_of_token,
    find_pairing,
    find_question,
    token_of,
)
from loket.offices.kiosks.queries.points import (
    ClosingLine,
    OpinionLine,
    find_closing,
    host_path,
    is_host,
    latest_opinions,
    list_closings_said,
    list_opinions,
)
from loket.offices.kiosks.queries.prints import PrintLine, find_print, list_prints_of
from loket.offices.kiosks.queries.samples import list_demand, list_samples
from loket.offices.kiosks.queries.use import (
    HostView,
    Week,
    ages,
    mix,
    mixes,
    rank,
    view_of_host,
)

__all__ = [
    "CallLine",
    "ClosingLine",
    "DeviceLine",
    "Granted",
    "HostView",
    "OpinionLine",
    "PairingLine",
    "PrintLine",
    "Question",
    "Week",
    "ages",
    "find_by_key",
    "find_call",
    "find_closing",
    "find_device",
    "find_granted",
    "find_of_phone",
    "find_of_token",
    "find_pairing",
    "find_print",
    "find_question",
    "has_client",
    "host_path",
    "is_host",
    "latest_opinions",
    "list_calls",
    "list_closings_said",
    "list_demand",
    "list_devices",
    "list_opinions",
    "list_prints_of",
    "list_samples",
    "mix",
    "mixes",
    "rank",
    "token_of",
    "view_of_host",
]
