"""What machines send: bodies in JSON, days, points and items, read strictly."""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime
from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Header, Query, Schema
from ninja.parser import Parser
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import from_json

from loket.domain.refusals import RuleBroken
from loket.offices.appointments.queries import Item

#: Bytes of a body. The largest honest one has some ten items and a long name.
MOST_BYTES: Final = 16 * 1024
MOST_ITEMS: Final = 20
ITEM = re.compile(r"(?P<product>[^\s:]{1,40})(?::(?P<quantity>-?[0-9]{1,6}))?")
#: RFC 3339: a full date, alone or with a time.
DAY = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?.{1,6})?"
)
#: Nothing is known before or after; it keeps a week after any day within the calendar.
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
#: What no field holds: control characters, NUL among them, which the database refuses.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


class JsonParser(Parser):
    """Bodies are JSON, said to be JSON, and small."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The value in the body. Raises `RuleBroken`: `body_too_large`, `not_json`, `malformed`."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise RuleBroken("body_too_large", most=MOST_BYTES)
        if not _is_json(request.content_type or ""):
            raise RuleBroken("not_json")
        try:
            return from_json(request.body, allow_inf_nan=False)
        except ValueError:
            raise RuleBroken("malformed") from None


def _is_json(media_type: str) -> bool:
    return media_type == "application/json" or (
        media_type.startswith("application/") and media_type.endswith("+json")
    )


def _printable(text: str) -> str:
    if UNPRINTABLE.search(text):
        raise ValueError("control characters are not allowed")
    return text


def _day(value: Any) -> Any:
    """A date; of a date and time its own local day. `+` in an address may have become a blank."""
    if not isinstance(value, str):
        return value
    written = DAY.fullmatch(value)
    if written is None:
        raise ValueError("a day is YYYY-MM-DD, or a date and time of RFC 3339")
    day = datetime.fromisoformat(value.upper().replace(" ", "+")).date()
    return min(max(day, EARLIEST), LATEST)


def _item(value: Any) -> Any:
    """`KIDSID:2`, or `KIDSID` for one."""
    read = ITEM.fullmatch(value) if isinstance(value, str) else None
    if read is None:
        raise ValueError("an item is PRODUCT or PRODUCT:QUANTITY")
    return Item(_printable(read["product"]), int(read["quantity"] or 1))


def _point(value: Any) -> Any:
    """`51.2,4.4`: latitude and longitude in degrees."""
    parts = value.split(",") if isinstance(value, str) else []
    if len(parts) != len(("lat", "lon")):
        raise ValueError("a point is LATITUDE,LONGITUDE")
    lat, lon = (float(part) for part in parts)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError("latitude lies within ±90, longitude within ±180")
    return (lat, lon)


Line = Annotated[str, AfterValidator(_printable)]
DAY_SCHEMA = {
    "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]
}
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema(DAY_SCHEMA)]
ITEM_SCHEMA = {
    "type": "string",
    "pattern": r"^[^\s:]{1,40}(:[0-9]{1,6})?$",
    "examples": ["KIDSID:2"],
}
AskedItem = Annotated[Item, BeforeValidator(_item), WithJsonSchema(ITEM_SCHEMA)]
NUMBER = r"-?[0-9]{1,3}(\.[0-9]{1,10})?"
POINT_SCHEMA = {"type": "string", "pattern": f"^{NUMBER},{NUMBER}$", "examples": ["51.2,4.4"]}
Point = Annotated[tuple[float, float], BeforeValidator(_point), WithJsonSchema(POINT_SCHEMA)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]

#: A day in an address; today where it is left out.
AskedDay = Annotated[Day | None, Query(None, description="As it is on this day; today.")]

#: The key of a write that may be asked again; the code of an appointment; its secret.
Key = Annotated[
    str | None,
    Header(
        None,
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,255}$",
        description="The same key with the same body gets the same answer, without acting again.",
    ),
]
SecretInQuery = Annotated[
    str, Query("", alias="s", max_length=200, description="The secret of `manage_url`.")
]
SecretInHeader = Annotated[
    str, Header("", alias="Appointment-Secret", max_length=200, description="The same, unlogged.")
]


class Strict(Schema):
    """A body with exactly these fields."""

    model_config = ConfigDict(extra="forbid")


class ItemIn(Strict):
    """So many of a product."""

    product: Annotated[Line, Field(min_length=1, max_length=40)]
    quantity: Annotated[int, Field(strict=True, ge=-(10**6), le=10**6)] = 1


class HoldIn(Strict):
    """A moment from `GET /availability`, and what for."""

    slot: Annotated[Line, Field(min_length=1, max_length=120)]
    items: Annotated[list[ItemIn], Field(min_length=1, max_length=MOST_ITEMS)]
    #: An own appointment that this moment may take the place of: its `manage_url`, or its code
    #: together with `secret`.
    replaces: Annotated[Line, Field(max_length=400)] | None = None
    secret: Annotated[Line, Field(max_length=200)] = ""
    language: Language | None = None
    mobility: bool = False
    step_free: bool = False
    interpreter: Annotated[Line, Field(max_length=40)] = ""


class NeedsIn(Strict):
    """What the counter should know beforehand; what is left out stays as the hold said."""

    language: Language | None = None
    interpreter: Annotated[Line, Field(max_length=40)] | None = None
    step_free: bool | None = None
    mobility: bool | None = None


class BookIn(Strict):
    """A hold becomes an appointment."""

    hold: uuid.UUID
    name: Annotated[Line, Field(max_length=400)]
    email: Annotated[Line, Field(max_length=400)] | None = None
    phone: Annotated[Line, Field(max_length=60)] | None = None
    needs: NeedsIn | None = None
    #: Of the messages.
    language: Language | None = None
    #: Code of the district of residence, for statistics only.
    district: Annotated[Line, Field(max_length=40)] | None = None


class MoveIn(Strict):
    """A hold that was made with `replaces`."""

    hold: uuid.UUID


class EarlierIn(Strict):
    """An appointment whose holder would rather come earlier."""

    #: Its `manage_url`, or its code together with `secret`.
    appointment: Annotated[Line, Field(min_length=1, max_length=400)]
    secret: Annotated[Line, Field(max_length=200)] = ""
    until: Day | None = None
    #: At any location that can do this.
    anywhere: bool = False
