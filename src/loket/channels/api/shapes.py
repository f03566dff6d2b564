"""What answers look like: the schemas of OpenAPI. Hot answers are written without them."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field


class Out(Schema):
    """An answer; later versions may say more."""

    model_config = ConfigDict(extra="allow")


class ReasonOut(Out):
    """One reason: a code for the machine, a sentence for the person, and what it is about."""

    code: str
    detail: str
    facts: dict[str, Any]


class Problem(Out):
    """RFC 9457. `code` is the rule's code, as in `GET /problems`."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    reasons: list[ReasonOut]


class WayOut(Out):
    """A channel of a product; `shut` says why it is not open."""

    kind: str
    text: str
    url: str
    identity: str
    open: bool
    shut: ReasonOut | None


class MinutesOut(Out):
    """Minutes at the counter."""

    first: int
    further: int


class FeeOut(Out):
    """The fee in force; a fictional one is an example."""

    amount_cents: int
    currency: str
    valid_from: date
    note: str
    fictional: bool


class ProductOut(Out):
    """One thing a resident can come for."""

    code: str
    name: str
    summary: str
    themes: list[str]
    channels: list[WayOut]
    needs: list[str]
    minutes: MinutesOut
    max_quantity: int
    combines_with: list[str]
    fee: FeeOut | None


class ProductsOut(Out):
    """All products in use on a day."""

    products: list[ProductOut]


class AddressOut(Out):
    """Where it is."""

    street: str
    postal_code: str
    locality: str
    district: str


class LocationOut(Out):
    """A location with counters."""

    code: str
    name: str
    tier: str
    address: AddressOut
    lat: float | None
    lon: float | None
    phone: str
    reception: str
    walk_in: bool
    step_free: bool
    languages: list[str]
    capabilities: list[str]


class LocationsOut(Out):
    """All locations that exist on a day."""

    locations: list[LocationOut]


class ContactPointOut(Out):
    """A kiosk at a host; `removed_on` and `redirect` say that it goes, and where people go then."""

    code: str
    name: str
    host: str
    street: str
    postal_code: str
    location: str
    lat: float | None
    lon: float | None
    opened_on: date
    removed_on: date | None
    redirect: str | None
    notice: str


class ContactPointsOut(Out):
    """The kiosks of a day."""

    contact_points: list[ContactPointOut]


class HoursOut(Schema):
    """`schema:OpeningHoursSpecification`; a closed day opens and closes at 00:00."""

    model_config = ConfigDict(extra="allow")
    opens: str
    closes: str
    validFrom: date  # noqa: N815 - the name is schema.org's


class OneLocationOut(LocationOut):
    """A location with its hours: the ordinary weeks, and the days that differ."""

    openingHoursSpecification: list[HoursOut]  # noqa: N815 - schema.org's
    specialOpeningHoursSpecification: list[HoursOut]  # noqa: N815 - schema.org's
    open_until: datetime | None
    opens_at: datetime | None


class SlotOut(Out):
    """A moment that can be held now."""

    slot: str
    starts_at: datetime
    ends_at: datetime
    location: str
    distance_m: int | None


class UnavailableOut(Out):
    """A location that never fits, with every reason."""

    location: str
    reasons: list[ReasonOut]


class AvailabilityOut(Out):
    """Moments by time, then distance."""

    slots: list[SlotOut]
    unavailable: list[UnavailableOut]


class HoldOut(Out):
    """A moment kept until `expires_at`."""

    hold: uuid.UUID
    expires_at: datetime
    starts_at: datetime
    ends_at: datetime
    location: str


class BookedOut(Out):
    """An appointment; its links hold the secret."""

    code: str
    starts_at: datetime
    ends_at: datetime
    location: str
    manage_url: str
    calendar_url: str


class ItemOut(Out):
    """So many of a product."""

    product: str
    quantity: int


class OfferOut(Out):
    """An earlier moment, held for this person alone: `PATCH` with its `hold` accepts it."""

    hold: uuid.UUID
    starts_at: datetime
    ends_at: datetime
    location: str
    expires_at: datetime


class AppointmentOut(BookedOut):
    """What the holder of the secret may read; no name and no contact."""

    state: str
    items: list[ItemOut]
    earlier: str = Field(description="`waiting` or `offered` on the earlier-moment list, or empty")
    offer: OfferOut | None


class EarlierOut(Out):
    """The place on the list is kept."""

    code: str
    earlier: str
    until: date | None
    anywhere: bool


class WaitOut(Out):
    """Expected minutes, and the interval in which `percent` of such waits end."""

    minutes: int
    low: int
    high: int
    percent: int


class QueueOut(Out):
    """The queue now, for somebody without an appointment."""

    location: str
    at: datetime
    is_open: bool
    gives_tickets: bool
    waiting: int
    at_counters: int
    longest_minutes: int
    expected_wait: WaitOut | None


class DocumentOut(Out):
    """What anybody may know of a document; `authentic` says nothing about today."""

    code: str
    answer: Literal["authentic", "replaced", "revoked", "expired", "unknown"]
    kind: str | None
    issued_on: date | None
    ended_on: date | None
    expires_on: date | None


class CodeOut(Out):
    """A code of a refusal."""

    code: str
    status: int
    sentence: str


class CodesOut(Out):
    """Every code there is."""

    problems: list[CodeOut]
