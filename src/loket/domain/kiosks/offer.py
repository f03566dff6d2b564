"""What a kiosk in a public room may show and print at all."""

from __future__ import annotations

from loket.domain.refusals import Reason

#: Sheets below which the host is asked to add paper.
FEW_SHEETS = 40


def against_here(*, is_discreet: bool) -> list[Reason]:
    """Why a product is not had at a kiosk: others stand beside the screen and the printer.

    A criminal record (handbook 2.2) is shown to nobody but its holder, and never to a host.
    """
    return [Reason("not_at_a_kiosk")] if is_discreet else []


def against_printing(*, sheets: int, pages: int, printer_is_ready: bool) -> list[Reason]:
    """Why nothing is sent to the printer now; said before anything is issued."""
    reasons = []
    if not printer_is_ready:
        reasons.append(Reason("printer_away"))
    if sheets < pages:
        reasons.append(Reason("out_of_paper"))
    return reasons
