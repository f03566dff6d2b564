"""Registers: the guard asks a ground of everybody, and a right of employees; an officer reviews."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.factories import registers as make
from tests.foundations.registers.asking import NOW, known
from tests.foundations.registers.test_evidence import look_up
from tests.house.acts.recipes import Do, Ready, Recipe, Recipes, only

from loket.connectors.civilstatus import Filed
from loket.domain.registers.asking import Wanted
from loket.domain.registers.grounds import Ground
from loket.foundations.registers import actions
from loket.foundations.registers.models import Complaint

REASON = Ground("reason", "Brief van de politie, nummer 12, over een vermiste persoon.")
#: What the guard says to who has no right, and to who has no ground.
SHUT = only("not_allowed", "no_ground", "reason_of_nobody")


#: An act of the one person.
ACT = "act-birth-an"


@dataclass
class Town:
    """A register with one person, who is looked up for a typed reason."""

    of: uuid.UUID


def town() -> Town:
    register = make.Register()
    number = register.add(make.number())
    register.house((number, "child"))
    register.acts.append(Filed(ACT, "birth", date(1980, 5, 2), "Teststad", (number.digits,)))
    make.answer_from(register)
    make.keep_purposes(make.purpose("certificate"), make.purpose("parental-authority"))
    return Town(known(number))


def _of(act: Callable[..., object], **facts: Any) -> Callable[[Town], Do]:
    def ready(town: Town) -> Do:
        how = {"of": town.of, "ground": REASON, "purpose": "certificate", "now": NOW, **facts}
        return lambda actor: act(**how, actor=actor)

    return ready


def _search(_town: Town) -> Do:
    how = {"wanted": Wanted(names="Peeters"), "ground": REASON, "purpose": "certificate"}
    return lambda actor: actions.search_people(**how, now=NOW, actor=actor)


def _children(town: Town) -> Ready:
    return Ready(
        lambda actor: actions.find_children(resident=town.of, actor=actor, now=NOW),
        f"resident:{town.of}",
    )


def _complain(town: Town) -> Ready:
    contested = look_up(about=town.of).pk
    what = {"look_up": contested, "resident": town.of, "text": "Ik was daar die dag niet."}
    return Ready(
        lambda actor: actions.complain(**what, actor=actor, now=NOW), f"resident:{town.of}"
    )


def _answer(town: Town) -> Do:
    complaint = Complaint.objects.create(
        look_up=look_up(about=town.of), resident=town.of, text="Ik was daar niet.", at=NOW
    ).pk
    what = {"complaint": complaint, "move": "take_up", "answer": "", "now": NOW}
    return lambda actor: actions.answer_complaint(**what, actor=actor)


def _review(town: Town) -> Do:
    seen = look_up(about=town.of).pk
    return lambda actor: actions.review(look_up=seen, verdict="due", actor=actor, now=NOW)


def _look(_town: Town) -> Do:
    return lambda actor: actions.write_down_look(at_what="look_ups", actor=actor, now=NOW)


def _read(town: Town) -> Do:
    look_up(about=town.of)
    what = {"of": town.of, "ground": Ground("case", "42"), "now": NOW}
    return lambda actor: actions.write_down_reading(**what, actor=actor)


LOOK, REVIEW = "registers.look_up", "registers.review"
RECIPES: Recipes = {
    "look_up_person": Recipe(_of(actions.look_up_person), LOOK, refused=SHUT),
    "look_up_household": Recipe(_of(actions.look_up_household), LOOK, refused=SHUT),
    "look_up_relations": Recipe(_of(actions.look_up_relations), LOOK, refused=SHUT),
    "list_acts": Recipe(_of(actions.list_acts), LOOK, refused=SHUT),
    "search_people": Recipe(_search, LOOK, refused=SHUT),
    "fetch_attest": Recipe(_of(actions.fetch_attest, model="household"), LOOK, refused=SHUT),
    "fetch_act": Recipe(_of(actions.fetch_act, reference=ACT, form="extract"), LOOK, refused=SHUT),
    "find_children": Recipe(_children, refused=SHUT),
    "complain": Recipe(_complain, refused=only("look_up_unknown")),
    "answer_complaint": Recipe(_answer, REVIEW),
    "review": Recipe(_review, REVIEW),
    "write_down_look": Recipe(_look, REVIEW),
    "write_down_reading": Recipe(_read, LOOK),
}
