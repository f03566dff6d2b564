"""A clerk who is curious: what a case does not ask for is not shown, and costs nobody a line."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from tests.offices.certificates.world import CIVIL, NOW, World, ask, clerk

from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.foundations.registers.models import LookUp, Shown
from loket.offices.certificates import actions
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import Request

EX = Words(whose="other", first_name="Nora", name="Peeters", born_on=date(1987, 3, 14))


def search(request: uuid.UUID, actor: str, names: str = "Peeters") -> str:
    """The code of the refusal; empty when people were shown."""
    try:
        actions.search_subject(request=request, names=names, born_on=None, actor=actor, now=NOW)
    except RuleBroken as broken:
        return broken.code
    return ""


@pytest.mark.parametrize("names", ["", "  ", "P"])
def test_nobody_is_looked_for_by_less_than_two_letters(world: World, names: str) -> None:
    request, actor = ask(world["Tom"], "BIRTH_ACT", words=EX).id, clerk(team=CIVIL)
    actions.take_over(request=request, actor=actor, now=NOW)
    assert search(request, actor, names) == "search_too_short"
    assert not LookUp.objects.filter(inquiry="search").exists()


def test_a_case_that_one_did_not_take_over_is_no_ground_to_search(world: World) -> None:
    request, an, bo = (
        ask(world["Tom"], "BIRTH_ACT", words=EX).id,
        *(clerk(login, team=CIVIL) for login in ("an", "bo")),
    )
    assert search(request, an) == "no_ground"
    actions.take_over(request=request, actor=an, now=NOW)
    assert search(request, bo) == "no_ground"
    assert not Shown.objects.filter(look_up__inquiry="search").exists()
    assert search(request, an) == ""


def test_where_the_subject_is_known_there_is_nobody_to_look_for(world: World) -> None:
    request, actor = ask(world["Tom"], "BIRTH_ACT", words=EX).id, clerk(team=CIVIL)
    actions.take_over(request=request, actor=actor, now=NOW)
    actions.name_subject(request=request, subject=world["Nora"], actor=actor, now=NOW)
    assert search(request, actor) == "no_ground"


def test_what_a_machine_gave_to_somebody_at_home_is_no_clerks_to_read(world: World) -> None:
    asked, actor = ask(world["Nora"]), clerk()
    with pytest.raises(RuleBroken, match="no_ground"):
        actions.fetch(request=asked.id, actor=actor, now=NOW)
    assert not Line.objects.filter(act="certificates.fetch").exists()


def test_what_goes_by_post_or_a_clerk_decided_is_printed_by_clerks(world: World) -> None:
    by_post = ask(world["Nora"])
    Request.objects.filter(pk=by_post.id).update(way="post")
    assert actions.fetch(request=by_post.id, actor=clerk(), now=NOW)
    world.change("Tom", under_investigation=True)
    decided, actor = ask(world["Tom"]), clerk("bo")
    actions.take_over(request=decided.id, actor=actor, now=NOW)
    actions.grant(request=decided.id, note="nagekeken", actor=actor, now=NOW)
    assert actions.fetch(request=decided.id, actor=clerk("cis"), now=NOW)
