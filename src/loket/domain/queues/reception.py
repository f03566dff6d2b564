"""What the reception counts: which questions come, for which government, and how they end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal

#: A text per language, as ``kit.texts`` reads it.
Texts = Annotated[Mapping[str, str | Mapping[str, str]], "texts"]
#: A page of ours or of somebody else; never something that runs in the reader's browser.
ADDRESS = r"like (https?://|/|tel:|mailto:)[^\s\"<>]+"
LevelWord = Literal["city", "district", "flemish", "federal", "other"]


class Level(StrEnum):
    """The government that a question is for."""

    CITY = "city"
    DISTRICT = "district"
    FLEMISH = "flemish"
    FEDERAL = "federal"
    OTHER = "other"


class Ending(StrEnum):
    """What the reception could do for the person who asked."""

    ANSWERED = "answered"
    TICKET = "ticket"
    APPOINTMENT = "appointment"
    REFERRED = "referred"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question at the reception can be about, and for whom it usually is."""

    code: Annotated[str, "like [a-z][a-z0-9-]*", "at most 40 characters"]
    name: Texts
    level: LevelWord = "city"


@dataclass(frozen=True, slots=True)
class Referral:
    """A desk or a government that the reception sends people to."""

    code: Annotated[str, "like [a-z][a-z0-9-]*", "at most 40 characters"]
    topic: Annotated[str, "refers to topics"]
    level: LevelWord
    name: Texts
    text: Texts = field(default_factory=dict)
    phone: Annotated[str, "at most 40 characters"] = ""
    url: Annotated[str, ADDRESS, "at most 200 characters"] = ""
