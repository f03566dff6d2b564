"""The grounds that offices prove: each registers its kind once, from `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID


class Proves(Protocol):
    """Whether this case makes a look-up due.

    The case is open, the actor's team is competent for it, and ``of`` is a party of it. ``of`` is
    None for a search, which is about nobody yet.
    """

    def __call__(
        self, reference: str, *, actor: str, of: UUID | None, purpose: str, now: datetime
    ) -> bool: ...


@dataclass(frozen=True, slots=True)
class GroundKind:
    """How a kind of ground is proved, and who its parties are.

    Where ``parties`` are known, a purpose may also reach people in a relation to one of them.
    ``ordered_by`` says by reference and purpose whose order a task of the house carries out, as
    the journal names them; "" for nobody's.
    """

    proves: Proves
    parties: Callable[[str], Collection[UUID]] | None = None
    ordered_by: Callable[[str, str], str] | None = None


_KINDS: Final[dict[str, GroundKind]] = {}


def register_ground(
    kind: str,
    proves: Proves,
    *,
    parties: Callable[[str], Collection[UUID]] | None = None,
    ordered_by: Callable[[str, str], str] | None = None,
) -> None:
    """Say how grounds of this kind are proved. ``ValueError`` when another room says otherwise."""
    made = GroundKind(proves, parties, ordered_by)
    if _KINDS.setdefault(kind, made) != made:
        raise ValueError(f"the ground {kind!r} is registered twice")


def find_ground(kind: str) -> GroundKind | None:
    """How this kind is proved; None when no room knows it."""
    return _KINDS.get(kind)
