"""A decision as the register keeps it: body, day and number together are its name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

#: A text per language; see `loket.kit.texts`.
Texts = Annotated[Mapping[str, str | Mapping[str, str]], "texts"]


@dataclass(frozen=True, slots=True)
class Body:
    """Who decides. The format of an entry `[[bodies]]` in `decisions.toml`."""

    code: Annotated[str, "like [a-z][a-z0-9-]*", "at most 30 characters"]
    name: Texts


@dataclass(frozen=True, slots=True)
class Decision:
    """The format of an entry `[[decisions]]` in `decisions.toml`."""

    body: Annotated[str, "refers to bodies"]
    decided_on: date
    title: Texts
    #: The number of that year; empty when it is not known. Numbers return: 31 in 2019 and in 2021.
    number: Annotated[str, "like [0-9A-Za-z_.-]+", "at most 30 characters"] = ""
    #: When only the month is known, the day of `decided_on` means nothing.
    precision: Literal["day", "month"] = "day"
    published_on: date | None = None
    parent: Annotated[str, "refers to decisions"] | None = None
    #: None when the decision does not say.
    financial_impact: bool | None = None
    text_url: str = ""
    #: What it changes in what we do.
    effect: Texts = field(default_factory=dict)
    #: Contact points that it opens or names.
    contact_points: tuple[Annotated[str, "refers to contact_points"], ...] = ()

    @property
    def key(self) -> str:
        """Such as `college/2021-06-11/4787`, or `college/2021-05` for a month without number."""
        day = self.decided_on.isoformat()
        when = day if self.precision == "day" else day[:7]
        return "/".join(filter(None, (self.body, when, self.number)))


def wrong_with(decision: Decision) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Where, what and what instead, for what the types of the fields cannot say."""
    if decision.published_on and decision.published_on < decision.decided_on:
        day = decision.decided_on.isoformat()
        yield ("published_on",), decision.published_on.isoformat(), f"{day} or later"
    if decision.parent == decision.key:
        yield ("parent",), "the decision itself", "an earlier decision"
