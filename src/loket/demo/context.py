"""What pages outside the demo's own say of its story while it is being told."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from loket.demo import story

#: The first page, and the one whose figures are not right before the past is whole.
PAGES: Final = frozenset({"/", "/desk/figures"})


def unfinished(request: HttpRequest) -> dict[str, str]:
    """Context processor of the demo: `unfinished`, a sentence, or nothing."""
    if request.path not in PAGES:
        return {}
    known = story.progress()
    if known.is_whole:
        return {}
    said = _("De voorgeschiedenis wordt nog geschreven: %(told)s van %(planned)s bezoeken.")
    return {"unfinished": said % {"told": known.told, "planned": known.planned}}
