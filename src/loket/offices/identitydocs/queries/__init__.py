"""What channels may ask about requests for codes."""

from loket.offices.identitydocs.queries.grounds import GROUND, PURPOSE, proves
from loket.offices.identitydocs.queries.requests import (
    CodeLine,
    Step,
    find_by_code,
    find_request,
    list_of,
    list_steps,
)
from loket.offices.identitydocs.queries.tasks import Task, count_tasks, list_tasks
from loket.offices.identitydocs.queries.terms import expected_by, find_terms

__all__ = [
    "GROUND",
    "PURPOSE",
    "CodeLine",
    "Step",
    "Task",
    "count_tasks",
    "expected_by",
    "find_by_code",
    "find_request",
    "find_terms",
    "list_of",
    "list_steps",
    "list_tasks",
    "proves",
]
