"""Questions about people: employees and their rights, residents and their mandates."""

from loket.foundations.people.queries.employees import (
    EMPLOYEE,
    Colleague,
    as_rule,
    check_right,
    find_by_login,
    find_employee,
    list_assignments,
    list_assignments_of,
    list_colleagues,
    list_colleagues_called,
)
from loket.foundations.people.queries.mandates import (
    find_mandate,
    list_mandates_given,
    list_mandates_held,
)
from loket.foundations.people.queries.residents import (
    RESIDENT,
    Identified,
    chain_of,
    find_record,
    find_resident,
    identify,
    masked_number,
    newest_of,
    number_of,
    read_number,
)

__all__ = [
    "EMPLOYEE",
    "RESIDENT",
    "Colleague",
    "Identified",
    "as_rule",
    "chain_of",
    "check_right",
    "find_by_login",
    "find_employee",
    "find_mandate",
    "find_record",
    "find_resident",
    "identify",
    "list_assignments",
    "list_assignments_of",
    "list_colleagues",
    "list_colleagues_called",
    "list_mandates_given",
    "list_mandates_held",
    "masked_number",
    "newest_of",
    "number_of",
    "read_number",
]
