"""Questions that channels may ask about certificates; read only."""

from loket.offices.certificates.queries.facts import find_terms
from loket.offices.certificates.queries.files import Words
from loket.offices.certificates.queries.grounds import GROUND, parties, proves
from loket.offices.certificates.queries.inbox import (
    Dossier,
    InboxLine,
    find_dossier,
    list_inbox,
    teams_of,
)
from loket.offices.certificates.queries.lines import RequestLine
from loket.offices.certificates.queries.own import (
    Refusal,
    SharedLine,
    find_own,
    find_refusal,
    is_printable,
    list_own,
    list_printable,
    list_shared,
)
from loket.offices.certificates.queries.products import (
    find_certificate,
    list_certificates,
    team_of,
)

__all__ = [
    "GROUND",
    "Dossier",
    "InboxLine",
    "Refusal",
    "RequestLine",
    "SharedLine",
    "Words",
    "find_certificate",
    "find_dossier",
    "find_own",
    "find_refusal",
    "find_terms",
    "is_printable",
    "list_certificates",
    "list_inbox",
    "list_own",
    "list_printable",
    "list_shared",
    "parties",
    "proves",
    "team_of",
    "teams_of",
]
