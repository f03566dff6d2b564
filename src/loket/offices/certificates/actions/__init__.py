"""What channels, the clock and the city pack may order of certificates."""

from loket.offices.certificates.actions.asking import ask, withdraw
from loket.offices.certificates.actions.clerks import (
    confirm,
    grant,
    name_subject,
    put_back,
    refuse,
    take_over,
)
from loket.offices.certificates.actions.deciding import decide
from loket.offices.certificates.actions.delivering import deliver, fetch, revoke
from loket.offices.certificates.actions.loading import define_terms
from loket.offices.certificates.actions.moving import Asked
from loket.offices.certificates.queries.files import Words

__all__ = [
    "Asked",
    "Words",
    "ask",
    "confirm",
    "decide",
    "define_terms",
    "deliver",
    "fetch",
    "grant",
    "name_subject",
    "put_back",
    "refuse",
    "revoke",
    "take_over",
    "withdraw",
]
