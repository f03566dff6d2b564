"""What may be ordered of documents."""

from loket.foundations.documents.actions.answering import ask, ask_about_file
from loket.foundations.documents.actions.authoring import author
from loket.foundations.documents.actions.drawing import address_page, preview
from loket.foundations.documents.actions.ending import forget_content, forget_guessing, revoke
from loket.foundations.documents.actions.sealing import (
    Sealer,
    enlist,
    prepare_waiting,
    seal_waiting,
)
from loket.foundations.documents.actions.taking_in import take_in

__all__ = [
    "Sealer",
    "address_page",
    "ask",
    "ask_about_file",
    "author",
    "enlist",
    "forget_content",
    "forget_guessing",
    "prepare_waiting",
    "preview",
    "revoke",
    "seal_waiting",
    "take_in",
]
