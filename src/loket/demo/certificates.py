"""A few requests in every state that a request can be in, made as people and clerks make them.

Outside any transaction, because registers are asked. Each has a key that follows from its name, so
that telling it again finds what is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from loket.demo.residents import BY_KEY
from loket.domain.people.standing import of_oneself
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.people import actions as people
from loket.offices.certificates import actions
from loket.offices.certificates import queries as certificates
from loket.offices.certificates.actions import Asked, Words

ACTOR: Final = "system:demo"


ONESELF: Final = Words()


@dataclass(frozen=True, slots=True)
class Wish:
    """Who of the ready-made people asks for what, and how many days before the demo began."""

    who: str
    product: str
    words: Words = ONESELF
    way: str = "download"
    days_ago: int = 0


FATHER_ABOUT_LOU: Final = Words(
    whose="child", first_name="Lou", born_on=BY_KEY["child_lou"].born_on
)
EX_ABOUT_NORA: Final = Words(
    whose="other", first_name="Nora", name="Claes", born_on=BY_KEY["mother"].born_on
)
WISHES: Final[tuple[Wish, ...]] = (
    Wish("mother", "GEZIN"),
    Wish("mother", "WOONST"),
    Wish("mother", "WOONDUUR"),
    Wish("widow", "LEVEN", way="post"),
    Wish("mother", "BIRTH_ACT"),
    Wish("father", "NATIONALITEIT", FATHER_ABOUT_LOU),
    Wish("father", "BIRTH_ACT", EX_ABOUT_NORA),
    Wish("housemate", "GEZIN", days_ago=17),
    Wish("investigated", "WOONST", days_ago=13),
    Wish("adopted", "BIRTH_ACT", Words(form="copy", reason="Ik wil mijn afkomst kennen.")),
    Wish("on_paper", "BIRTH_ACT", days_ago=41),
    Wish("foreign_act", "BIRTH_ACT"),
    Wish("changed_sex", "WOONST_HIST"),
    Wish("partner", "CRIMINAL_RECORD", Words(activity="education")),
    Wish("unanswered", "NATIONALITEIT"),
)
#: What the clerk of the demo does with them afterwards; the rest waits for whoever looks.
TAKEN: Final = "investigated"
REFUSED: Final = "father"
WITHDRAWN: Final = "foreign_act"
ON_PAPER: Final = "on_paper"
AT_POLICE: Final = "partner"
WORKED_ON: Final = frozenset({TAKEN, REFUSED, WITHDRAWN, ON_PAPER, AT_POLICE})
#: The municipality that is asked for an act on paper.
PLACE: Final = "Voorbeeldstad"


def tell(*, clerk: str, lead: str, now: datetime) -> None:
    """Let all of them ask, one clerk do some of the work, and one lead see to what that clerk has
    too long. A product that is not there is not asked for."""
    for wish in WISHES:
        then = now - timedelta(days=wish.days_ago)
        if not _is_there(wish, then):
            continue
        asked = _ask(wish, then)
        if asked.state == "with_clerk" and wish.who in WORKED_ON:
            _work(wish.who, asked, clerk, then)
        for day in range(wish.days_ago):
            actions.raise_late(request=asked.id, actor=ACTOR, now=then + timedelta(days=day + 1))
    _follow_up(clerk, lead, now)


def _is_there(wish: Wish, now: datetime) -> bool:
    day = now.astimezone(catalogue.the_city().clock).date()
    return certificates.find_certificate(wish.product, day) is not None


def _ask(wish: Wish, now: datetime) -> Asked:
    me = resident(wish.who, now)
    return actions.ask(
        product=wish.product,
        standing=of_oneself(me),
        words=wish.words,
        channel="portal",
        key=uuid5(NAMESPACE_URL, f"demo {wish.who} {wish.product} {wish.words.whose}"),
        now=now,
        way=wish.way,
    )


def resident(key: str, now: datetime) -> UUID:
    """Our reference of one of the ready-made people."""
    return people.recognise(number=BY_KEY[key].number, now=now, actor=ACTOR)


def _work(who: str, asked: Asked, clerk: str, now: datetime) -> None:
    try:
        if who == WITHDRAWN:
            mine = f"resident:{resident(who, now)}"
            actions.withdraw(request=asked.id, actor=mine, now=now)
            return
        actions.take_over(request=asked.id, actor=clerk, now=now)
        if who == ON_PAPER:
            actions.ask_migration(request=asked.id, place=PLACE, actor=clerk, now=now)
        if who == AT_POLICE:
            actions.ask_police(request=asked.id, actor=clerk, now=now)
        if who == REFUSED:
            actions.refuse(
                request=asked.id,
                why="Je bent geen partner of familie in rechte lijn van deze persoon.",
                next_step="Vraag aan de persoon zelf om je de akte te bezorgen.",
                actor=clerk,
                now=now,
            )
    except RuleBroken:
        # Somebody at the desk of the demo was quicker.
        return


def _follow_up(clerk: str, lead: str, now: datetime) -> None:
    """The lead sees to what is late and lies with the clerk; the rest waits for whoever looks."""
    for line in certificates.list_late(certificates.teams_of(lead, now), now):
        if line.clerk == clerk and line.state == "taken" and not line.taken_by:
            actions.follow_up(late=line.id, actor=lead, now=now)
