"""Legal texts as dated objects: what was expected, what became true, and what waits for it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from loket.domain.catalogue.product import Texts

Status = Literal["draft", "approved", "in_force", "repealed"]


@dataclass(frozen=True, slots=True)
class LegalText:
    """A law, decree, regulation or circular. Also the format of an entry in `legal.toml`."""

    code: Annotated[str, "like [a-z0-9][a-z0-9-]*"]
    title: Texts
    kind: Literal["law", "royal_decree", "decree", "regulation", "circular", "eu_regulation"]
    #: Where the dates come from; "to be checked" where nobody has looked at the text itself.
    source: str
    url: str = ""
    approved_on: date | None = None
    published_on: date | None = None
    #: When it was thought to take effect, in words and as the last day that fits them.
    expected: Texts | None = None
    expected_on: date | None = None
    #: When it did. Only this opens a gate, never an expectation.
    in_force_from: date | None = None
    repealed_from: date | None = None


def status_on(law: LegalText, on: date) -> Status:
    """How far the text had come on this day."""
    if law.repealed_from and law.repealed_from <= on:
        return "repealed"
    if law.in_force_from and law.in_force_from <= on:
        return "in_force"
    if law.approved_on and law.approved_on <= on:
        return "approved"
    return "draft"


def is_overdue(law: LegalText, on: date) -> bool:
    """Whether the day by which it was expected has passed without it."""
    waiting = status_on(law, on) in ("draft", "approved")
    return waiting and law.expected_on is not None and law.expected_on < on
