"""The reception: a question in two keystrokes, a ticket, and where to send somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from loket.channels.desk import welcoming
from loket.channels.desk.pages import done, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import names
from loket.channels.ui.access import EmployeeRequest
from loket.domain.catalogue.finding import words_of
from loket.domain.queues.reception import Ending, Level
from loket.offices.queues import actions
from loket.offices.queues import queries as queues
from loket.offices.queues.queries import ReferralLine, TopicLine

#: The first keystroke; letters that no other act of the desk has.
TOPIC_KEYS: Final = "1234567890abcefgij"
LEVELS: Final = {
    Level.CITY: gettext_lazy("Stad"),
    Level.DISTRICT: gettext_lazy("District"),
    Level.FLEMISH: gettext_lazy("Vlaamse overheid"),
    Level.FEDERAL: gettext_lazy("Federale overheid"),
    Level.OTHER: gettext_lazy("Iets anders"),
}
ENDINGS: Final = {
    Ending.ANSWERED: gettext_lazy("Beantwoord"),
    Ending.TICKET: gettext_lazy("Nummer gegeven"),
    Ending.APPOINTMENT: gettext_lazy("Afspraak gemaakt"),
    Ending.REFERRED: gettext_lazy("Doorverwezen"),
    Ending.UNANSWERED: gettext_lazy("Niet beantwoord"),
}
#: How far ahead the desk warns that nobody stands at the reception.
WARNED_AHEAD: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to press, with its key."""

    value: str
    name: str
    key: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Referral:
    """Where to send somebody."""

    name: str
    level: str
    text: str
    phone: str
    url: str


@standing("reception", "clerk", "expert", "manager")
def reception(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """First the topic, then how it ended; meanwhile the page shows where to send the person."""
    topics = queues.list_topics()
    chosen = next((one for one in topics if one.code == request.GET.get("topic")), None)
    return show(
        request,
        here,
        "reception",
        topics=_topics(topics),
        chosen=_choice(chosen, "") if chosen else None,
        endings=_endings(),
        levels=LEVELS.items(),
        referrals=_referrals(queues.list_referrals(chosen.code if chosen else "")),
        counted=_counted(here, topics),
        about=queues.describe_reception(here.code, here.today),
        gaps=queues.list_empty_shifts(here.code, here.today, here.today + WARNED_AHEAD),
        products=welcoming.offered_here(here),
    )


@require_POST
@standing("reception", "clerk", "expert", "manager")
def log_question(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Topic, level, outcome; nothing else can be sent, and nothing about the person."""
    asked = request.POST

    def act() -> int:
        return actions.log_question(
            location=here.code,
            topic=asked.get("topic", ""),
            level=asked.get("level", ""),
            outcome=asked.get("outcome", ""),
            actor=here.actor,
            now=here.now,
        )

    return done(request, act, to="desk:reception", said_of=lambda _number: _("Vraag genoteerd."))


@standing("reception", "clerk", "expert", "manager")
def referrals(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """The directory of desks and governments, searched."""
    typed = request.GET.get("q", "").strip()[:80]
    level = request.GET.get("level", "")
    topics = {one.code: names.text(one.name) for one in queues.list_topics()}
    found = [
        one
        for one in queues.list_referrals(level=level if level in LEVELS else "")
        if _fits(one, topics, words_of(typed))
    ]
    return show(
        request,
        here,
        "referrals",
        typed=typed,
        level=level,
        levels=LEVELS.items(),
        referrals=_referrals(found),
    )


def _fits(one: ReferralLine, topics: dict[str, str], wanted: list[str]) -> bool:
    said = f"{names.text(one.name)} {names.text(one.text)} {topics.get(one.topic, '')}"
    words = words_of(said)
    return all(any(word.startswith(each) for word in words) for each in wanted)


def _topics(topics: Iterable[TopicLine]) -> list[Choice]:
    keys = iter(TOPIC_KEYS)
    return [_choice(one, next(keys, "")) for one in topics]


def _choice(topic: TopicLine, key: str) -> Choice:
    return Choice(topic.code, names.text(topic.name), key, topic.level)


def _endings() -> list[Choice]:
    return [
        Choice(ending.value, str(name), str(key))
        for key, (ending, name) in enumerate(ENDINGS.items(), start=1)
    ]


def _referrals(found: Iterable[ReferralLine]) -> list[Referral]:
    return [
        Referral(
            name=names.text(one.name),
            level=str(LEVELS[Level(one.level)]),
            text=names.text(one.text) if one.text else "",
            phone=one.phone,
            url=one.url,
        )
        for one in found
    ]


def _counted(here: Standing, topics: Iterable[TopicLine]) -> list[tuple[str, str, int]]:
    """Today's questions, the most frequent first: topic, level, how many."""
    midnight = timezone.make_aware(datetime.combine(here.today, datetime.min.time()))
    called = {one.code: names.text(one.name) for one in topics}
    found: dict[tuple[str, str], int] = {}
    for one in queues.count_questions(midnight, here.now, here.code):
        key = (called.get(one.topic, one.topic), str(LEVELS[Level(one.level)]))
        found[key] = found.get(key, 0) + one.count
    return sorted(((*key, count) for key, count in found.items()), key=lambda row: -row[2])
