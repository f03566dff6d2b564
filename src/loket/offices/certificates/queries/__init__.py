"""Questions that channels may ask about certificates; read only."""

from loket.offices.certificates.queries.bulk import (
    BatchLine,
    JobLine,
    count_to_post,
    list_batches,
    list_jobs,
    list_mandated,
)
from loket.offices.certificates.queries.citizens import CitizenLine, list_of_citizen
from loket.offices.certificates.queries.facts import find_terms
from loket.offices.certificates.queries.files import Words, count_files
from loket.offices.certificates.queries.grounds import GROUND, ordered_by, parties, proves
from loket.offices.certificates.queries.inbox import (
    Dossier,
    InboxLine,
    find_dossier,
    list_inbox,
    teams_of,
)
from loket.offices.certificates.queries.late import LateLine, count_nobodys, list_late
from loket.offices.certificates.queries.lead import LeadHours, list_lead_hours
from loket.offices.certificates.queries.lines import Letter, RequestLine
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
from loket.offices.certificates.queries.papers import PaperLine, list_papers, wrong_with_model
from loket.offices.certificates.queries.partners import Visit, list_visits
from loket.offices.certificates.queries.products import (
    find_certificate,
    list_certificates,
    may_be_mandated,
    team_of,
)

__all__ = [
    "GROUND",
    "BatchLine",
    "CitizenLine",
    "Dossier",
    "InboxLine",
    "JobLine",
    "LateLine",
    "LeadHours",
    "Letter",
    "PaperLine",
    "Refusal",
    "RequestLine",
    "SharedLine",
    "Visit",
    "Words",
    "count_files",
    "count_nobodys",
    "count_to_post",
    "find_certificate",
    "find_dossier",
    "find_own",
    "find_refusal",
    "find_terms",
    "is_printable",
    "list_batches",
    "list_certificates",
    "list_inbox",
    "list_jobs",
    "list_late",
    "list_lead_hours",
    "list_mandated",
    "list_of_citizen",
    "list_own",
    "list_papers",
    "list_printable",
    "list_shared",
    "list_visits",
    "may_be_mandated",
    "ordered_by",
    "parties",
    "proves",
    "team_of",
    "teams_of",
    "wrong_with_model",
]
