"""Facts for letters, and the outbox's act in a transaction of its own."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from loket.foundations.messages import actions
from loket.foundations.messages.kinds import TELLS

ZONE = ZoneInfo("Europe/Brussels")
NOW = datetime(2021, 11, 20, 9, 0, tzinfo=UTC)
STARTS = datetime(2021, 11, 25, 18, 20, tzinfo=ZONE)

FACTS: dict[str, Any] = {
    "place": {"nl": "buurtloket Berg", "en": "neighbourhood counter Berg"},
    "starts_at": STARTS,
    "code": "K7M3QXWA",
    "manage_url": "https://stad.example/appointments/K7M3QXWA?s=geheim",
    "offered_place": {"nl": "loket Dal", "en": "counter Dal"},
    "offered_at": STARTS - timedelta(days=2),
    "answer_by": STARTS - timedelta(days=4),
    "phone": "03 000 00 00",
}


def facts(kind: str, **more: Any) -> dict[str, Any]:
    """What this kind needs, and what the test adds."""
    return {name: FACTS[name] for name in TELLS[kind]} | more


def post(key: str = "booked/K7M3QXWA/1", kind: str = "booked", **given: Any) -> None:
    """Post as an act would."""
    wanted: dict[str, Any] = {
        "channel": "email",
        "recipient": "an@voorbeeld.example",
        "language": "nl",
        "context": facts(kind),
        "at": NOW,
        "appointment": "K7M3QXWA",
    }
    with transaction.atomic():
        actions.post(key=key, kind=kind, **(wanted | given))
