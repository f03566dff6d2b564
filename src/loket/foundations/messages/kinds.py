"""The kinds of messages, and the facts that each one tells."""

from __future__ import annotations

from collections.abc import Mapping

#: Facts that a message of this kind cannot do without. ``starts_at`` and ``place`` are the
#: appointment's own (of ``displaced``: those that fail), ``offered_at`` and ``offered_place`` what
#: is offered instead, ``answer_by`` until when. Places and reasons may be texts per language, and
#: better are: below a translation stands the authoritative text.
TELLS: Mapping[str, tuple[str, ...]] = {
    "booked": ("place", "starts_at", "code", "manage_url"),
    "moved": ("place", "starts_at", "code", "manage_url"),
    "reminder": ("place", "starts_at", "code", "manage_url"),
    "cancelled": ("place", "starts_at", "code"),
    "earlier_offer": (
        *("place", "starts_at", "code", "manage_url"),
        *("offered_at", "offered_place", "answer_by"),
    ),
    "earlier_lapsed": ("place", "starts_at", "code", "manage_url"),
    "displaced": ("place", "starts_at", "manage_url"),
    # Of no appointment, and content-free: what waits is read after signing in, or heard by phone.
    "something_waits": ("manage_url", "phone"),
}

#: Facts that a message mentions when they are known. ``city`` signs. A ``displaced`` one with
#: ``offered_at`` also tells ``code``, ``offered_place`` and ``answer_by``.
IF_KNOWN: Mapping[str, str] = dict.fromkeys(
    ("city", "address", "bring_url", "book_url", "reason", "offered_at", "offered_address"), ""
)
