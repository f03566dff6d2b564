"""Questions that channels and offices may ask about documents; read only."""

from loket.domain.documents.facts import DocumentLine, Verification
from loket.foundations.documents.queries.documents import (
    content,
    find,
    is_waiting,
    list_documents_of,
    verify,
)
from loket.foundations.documents.queries.papers import list_public_keys, read_paper
from loket.foundations.documents.queries.standing import seal_standing
from loket.foundations.documents.queries.templates import find_template, list_templates
from loket.foundations.documents.queries.uploads import judge as verify_upload

__all__ = [
    "DocumentLine",
    "Verification",
    "content",
    "find",
    "find_template",
    "is_waiting",
    "list_documents_of",
    "list_public_keys",
    "list_templates",
    "read_paper",
    "seal_standing",
    "verify",
    "verify_upload",
]
