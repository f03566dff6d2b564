"""Who welcomes people, where those go who get no ticket, and whom the reception refers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from loket.domain.places import near
from loket.domain.places.facts import Profile
from loket.domain.places.reception import Gap
from loket.domain.refusals import Reason, RuleBroken
from loket.foundations.places import queries as places
from loket.offices.appointments.queries import Item, Wish
from loket.offices.appointments.queries.plans import Offer, offers
from loket.offices.queues.models import Question, Referral, Topic
from loket.offices.queues.queries.scenes import list_opening_today, today


@dataclass(frozen=True, slots=True)
class Reception:
    """How a location receives people on a day, and which decision says so."""

    location: str
    #: ``open``, ``appointments_only`` or ``none``.
    mode: str
    gives_tickets: bool
    decision: str
    #: Whether the city organises receptions in district houses, and the decision; None: not said.
    districts: bool | None
    districts_decision: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A location that gives a ticket for this today."""

    location: str
    #: As the crow flies; None when one of the two has no point on the map.
    distance_m: int | None


@dataclass(frozen=True, slots=True)
class TopicLine:
    """What a question can be about."""

    code: str
    name: dict[str, Any]
    level: str


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """Where to send somebody."""

    code: str
    topic: str
    level: str
    name: dict[str, Any]
    phone: str
    url: str
    text: dict[str, Any]


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """How many questions were alike; counts only, there is nothing else to know."""

    topic: str
    level: str
    outcome: str
    count: int


def gives_tickets(profile: Profile | None) -> bool:
    """Whether somebody without an appointment gets a ticket."""
    return profile is not None and profile.walk_in and profile.reception != "appointments_only"


def describe_reception(location: str, on: date) -> Reception:
    """``RuleBroken("unknown_location")`` for one that does not exist on that day."""
    site = places.find_location(location, on)
    if site is None:
        raise RuleBroken("unknown_location", location=location[:80])
    profile = site.profile
    switch = places.find_district_reception(on)
    return Reception(
        location=location,
        mode=profile.reception,
        gives_tickets=gives_tickets(profile),
        decision=profile.decision,
        districts=switch.on if switch else None,
        districts_decision=switch.decision if switch else "",
    )


def list_empty_shifts(location: str, since: date, until: date) -> tuple[Gap, ...]:
    """When the reception is open and nobody is planned there: the reason for an alert."""
    return places.list_unstaffed_reception(since, until, location=location)


def list_elsewhere(location: str, items: Sequence[Item], now: datetime) -> list[Elsewhere]:
    """Where one gets a ticket for these products today, the nearest first, places unknown last.

    With no products: every location that gives tickets and still opens today.
    """
    day = today(now)
    opening = list_opening_today(now)
    able = {one.location for one in list_offers(items, day) if not against_walk_in(one)}
    found = [
        site
        for site in places.list_locations(day)
        if site.code in opening - {location}
        and gives_tickets(site.profile)
        and (not items or site.code in able)
    ]
    here = places.find_location(location, day)
    points = [(site.code, site.point) for site in found]
    if here is None or here.point is None:
        return [Elsewhere(code, None) for code, _ in points]
    ranked = [Elsewhere(code, round(metres)) for code, metres in near.nearest(here.point, points)]
    return ranked + [Elsewhere(code, None) for code, point in points if point is None]


def list_offers(items: Sequence[Item], day: date) -> tuple[Offer, ...]:
    """What every location can do for these products on a day; nothing for no products."""
    if not items:
        return ()
    return offers(places.find_edition(), Wish(items=tuple(items)), day)


def against_walk_in(offer: Offer) -> list[Reason]:
    """The reasons against, less those that only speak of booking."""
    return [
        reason
        for reason in offer.reasons
        if reason.code != "no_booking_here" and reason.facts.get("capability") != "booking"
    ]


def list_topics() -> list[TopicLine]:
    """What questions can be about, in the order of the city."""
    rows = Topic.objects.filter(withdrawn=False)
    return [TopicLine(row.code, row.name, row.level) for row in rows]


def list_referrals(topic: str = "", level: str = "") -> list[ReferralLine]:
    """The directory, whole or for one topic or government."""
    rows = Referral.objects.select_related("topic")
    if topic:
        rows = rows.filter(topic__code=topic)
    if level:
        rows = rows.filter(level=level)
    return [
        ReferralLine(
            code=row.code,
            topic=row.topic.code,
            level=row.level,
            name=row.name,
            phone=row.phone,
            url=row.url,
            text=row.text,
        )
        for row in rows
    ]


def count_questions(since: datetime, until: datetime, location: str = "") -> list[QuestionCount]:
    """Questions from ``since`` up to ``until``, most frequent first; of all locations or of one."""
    rows = Question.objects.filter(at__gte=since, at__lt=until)
    if location:
        rows = rows.filter(location__code=location)
    alike = rows.order_by().values_list("topic__code", "level", "outcome")
    counted = alike.annotate(found=Count("id")).order_by("-found", "topic__code", "level")
    return [QuestionCount(*row) for row in counted]
