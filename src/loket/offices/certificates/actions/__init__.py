"""What channels, the clock and the city pack may order of certificates."""

from loket.offices.certificates.actions.addressing import prepare_batch
from loket.offices.certificates.actions.asking import ask, leave_email, withdraw
from loket.offices.certificates.actions.clerks import (
    confirm,
    grant,
    put_back,
    refuse,
    take_over,
)
from loket.offices.certificates.actions.deciding import decide, put_off
from loket.offices.certificates.actions.delivering import deliver, fetch, revoke
from loket.offices.certificates.actions.jobs import start_job, work_job
from loket.offices.certificates.actions.lateness import follow_up, raise_late
from loket.offices.certificates.actions.letters import fetch_letter
from loket.offices.certificates.actions.loading import define_terms
from loket.offices.certificates.actions.looking import (
    People,
    look_again,
    look_at_people,
    name_subject,
    search_subject,
)
from loket.offices.certificates.actions.moving import Asked
from loket.offices.certificates.actions.papers import preview_paper
from loket.offices.certificates.actions.partners import (
    forget_askings,
    list_for_machine,
    take_for_machine,
)
from loket.offices.certificates.actions.posting import Printed, make_batch, post_batch, print_batch
from loket.offices.certificates.actions.renewing import encrypt_again
from loket.offices.certificates.actions.waiting import (
    ask_migration,
    ask_police,
    look_for_act,
    note_police,
)
from loket.offices.certificates.queries.files import Words

__all__ = [
    "Asked",
    "People",
    "Printed",
    "Words",
    "ask",
    "ask_migration",
    "ask_police",
    "confirm",
    "decide",
    "define_terms",
    "deliver",
    "encrypt_again",
    "fetch",
    "fetch_letter",
    "follow_up",
    "forget_askings",
    "grant",
    "leave_email",
    "list_for_machine",
    "look_again",
    "look_at_people",
    "look_for_act",
    "make_batch",
    "name_subject",
    "note_police",
    "post_batch",
    "prepare_batch",
    "preview_paper",
    "print_batch",
    "put_back",
    "put_off",
    "raise_late",
    "refuse",
    "revoke",
    "search_subject",
    "start_job",
    "take_for_machine",
    "take_over",
    "withdraw",
    "work_job",
]
