"""What a product is. The dataclasses are also the format of a product file in a city pack.

Every dated fact holds from `valid_from`; where several do, the latest wins; `valid_to`, where
there is one, is the first day on which it no longer holds. `Annotated` words are read by
`loket.kit.packs`: texts per language, keys of other sections, bounds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from loket.domain.certificates.facts import RuleSet

#: A text per language, `{"nl": "Reispas", "en": "Passport"}`; see `loket.kit.texts`.
Texts = Annotated[Mapping[str, str | Mapping[str, str]], "texts"]
Code = Annotated[str, "like [A-Z0-9][A-Z0-9_-]*", "at most 40 characters"]
#: A page of ours or of somebody else; never something that runs in the reader's browser.
ADDRESS = r"like (https?://|/|tel:|mailto:)[^\s\"<>]+"
Minutes = Annotated[int, "1 to 480"]

Capability = Literal[
    "booking", "safe", "photo_booth", "pickup", "payment", "biometrics", "reception", "kiosk"
]
#: From the least effort for the resident to the most; pages show them in this order.
ChannelKind = Literal["automate", "swipe", "call", "connect"]
#: How surely we must know who asks: not at all, a code by text message, eID or itsme.
IdentityLevel = Literal["none", "code", "eid"]
#: How far the product can be had without paper and counter.
Level = Literal["information", "form", "end_to_end", "automatic"]
Stage = Literal["draft", "acceptance", "published"]


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to get the product, with the conditions under which it is open."""

    kind: ChannelKind
    text: Texts
    url: Annotated[str, ADDRESS] = ""
    identity: IdentityLevel = "none"
    #: Whether it is done at a self-service counter, and not at home.
    at_kiosk: bool = False
    #: Key of a legal text: the channel stays shut until that is in force.
    gate: Annotated[str, "refers to legal"] | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """What is handy at a location; where it is absent the resident is told what to bring."""

    capability: Capability
    without: Texts


@dataclass(frozen=True, slots=True)
class Duration:
    """Minutes at the counter for one, and for each further one in the same visit."""

    first: Minutes
    further: Minutes
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """The price of one, from a day on. A fictional fee is an example, and the page says so."""

    valid_from: date
    amount_cents: Annotated[int, "0 to 1000000"]
    valid_to: date | None = None
    note: Texts = field(default_factory=dict)
    fictional: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """The team that answers for the product, from a day on."""

    valid_from: date
    team: Annotated[str, "refers to teams"]
    decision: Annotated[str, "refers to decisions"] | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """Where it is offered: at these tiers and these locations; with neither, everywhere."""

    tiers: tuple[Annotated[str, "refers to tiers"], ...] = ()
    locations: tuple[Annotated[str, "refers to locations"], ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A location that does not offer what its tier does, with the published reason."""

    location: Annotated[str, "refers to locations"]
    reason: Texts
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """Where a document waits that was asked for at these locations; with none, at any."""

    location: Annotated[str, "refers to locations"]
    valid_from: date
    asked_at: tuple[Annotated[str, "refers to locations"], ...] = ()
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Maturity:
    """How digital the product is, from a day on."""

    valid_from: date
    level: Level
    source: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A step on the roadmap: what is meant to be possible by the end of a quarter."""

    quarter: Annotated[str, "like [0-9]{4}-Q[1-4]"]
    text: Texts
    level: Level | None = None
    done_on: date | None = None
    decision: Annotated[str, "refers to decisions"] | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """How a product that is a document is decided and made, from a day on."""

    valid_from: date
    #: Which rules decide.
    rules: RuleSet
    #: Who makes it: a template of the city, a register that gives a finished attest or act, or a
    #: person who asks another authority.
    made_by: Literal["template", "attest", "act", "person"]
    #: Key of the purpose under which registers may be asked for it.
    purpose: Annotated[str, "like [a-z][a-z0-9-]*"]
    #: The template, the model of the attest or the kind of act; empty when a person makes it.
    model: str = ""
    #: How surely we must know who asks: 400 a code, 450 itsme, 500 eID.
    level: Annotated[int, "400 to 500"] = 450
    #: Whether it may be printed where others stand around.
    at_kiosk: bool = True
    #: Whom one may ask it for by name of the relation, beside oneself.
    about: tuple[Literal["child", "relative", "grantor"], ...] = ()
    valid_to: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """One thing a resident can come for, with everything that every channel says about it."""

    code: Code
    name: Texts
    summary: Texts
    minutes: Duration
    channels: tuple[Channel, ...]
    owners: tuple[Owner, ...]
    themes: tuple[Annotated[str, "refers to themes"], ...]
    offered_at: tuple[Offered, ...] = (Offered(),)
    not_offered_at: tuple[NotOffered, ...] = ()
    #: Who may ask, what to bring, when and where it is ready: plain language, B1.
    who: Texts = field(default_factory=dict)
    bring: tuple[Texts, ...] = ()
    ready_after: Texts = field(default_factory=dict)
    #: Words people search with, per language, beside those of name and summary.
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Without these a location cannot deliver the product.
    needs: tuple[Capability, ...] = ()
    helps: tuple[Help, ...] = ()
    #: What an employee must be able to do; all of them.
    skills: tuple[Annotated[str, "refers to skills"], ...] = ()
    max_quantity: Annotated[int, "1 to 20"] = 1
    #: Codes of products for the same visit, or "*"; two products combine when both say so.
    combines_with: tuple[str, ...] = ("*",)
    #: Days within which the law lets the resident act; such products get priority moments.
    statutory_term_days: Annotated[int, "1 to 366"] | None = None
    #: The product for which one comes back to collect what was made.
    collect_with: Annotated[str, "refers to products"] | None = None
    #: Where it then waits; where nothing is said, where one asked.
    collect_at: tuple[Collected, ...] = ()
    fees: tuple[Fee, ...] = ()
    maturity: tuple[Maturity, ...] = ()
    roadmap: tuple[Plan, ...] = ()
    legal: tuple[Annotated[str, "refers to legal"], ...] = ()
    #: What makes it a certificate; several when one way of making it succeeded another.
    certificate: tuple[Certificate, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    #: How far the page is: a draft is for editors, one in acceptance says that it is new.
    stage: Stage = "published"
    published_on: date | None = None
    #: When somebody looks at the page again.
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of products as residents think of them. The format of an entry in `themes.toml`."""

    code: Annotated[str, "like [a-z][a-z0-9-]*", "at most 40 characters"]
    name: Texts
    summary: Texts


@dataclass(frozen=True, slots=True)
class Team:
    """Who answers for products. The format of an entry in `teams.toml`."""

    code: Annotated[str, "like [a-z][a-z0-9_-]*", "at most 40 characters"]
    name: Texts
    #: Where residents reach it when the city's general number is not the way.
    phone: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Skill:
    """What an employee or a counter must be able to do. An entry in `skills.toml`."""

    code: Annotated[str, "like [a-z][a-z0-9_-]*", "at most 40 characters"]
    name: Texts
