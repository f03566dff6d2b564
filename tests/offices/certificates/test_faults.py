"""Registers that are away or wrong, people who change meanwhile, and processes that fall."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.offices.certificates.test_jobs import give
from tests.offices.certificates.world import NOW, World, ask

from loket.domain.people.standing import Standing
from loket.foundations.documents.models import Document
from loket.foundations.people import actions as people
from loket.foundations.registers.models import LookUp
from loket.offices.certificates import actions, queries, tasks
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import Request

LATER = NOW + timedelta(minutes=5)


def test_a_register_that_is_away_is_never_the_applicants_error(
    world: World, failing: Callable[[str], None]
) -> None:
    failing("away")
    asked = ask(world["Nora"])
    assert (asked.state, asked.reasons) == ("accepted", ())
    failing("")
    assert tasks.try_again(LATER) == 1
    assert queries.find_own(asked.id, world["Nora"]).state == "delivered"


def test_the_rights_are_those_of_when_the_register_answers(
    world: World, failing: Callable[[str], None]
) -> None:
    failing("away")
    asked = ask(world["Nora"])
    failing("")
    world.change("Nora", under_investigation=True)
    tasks.try_again(LATER)
    assert queries.find_own(asked.id, world["Nora"]).state == "with_clerk"


def test_what_the_house_tries_again_is_by_the_order_of_whoever_asked(
    world: World, failing: Callable[[str], None]
) -> None:
    failing("away")
    ask(world["Nora"])
    failing("")
    tasks.try_again(LATER)
    asked, again = (
        [one for one in LookUp.objects.order_by("number") if one.actor.startswith(kind)]
        for kind in ("resident:", "system:")
    )
    assert {one.ordered_by for one in asked} == {""}
    assert {one.ordered_by for one in again} == {f"resident:{world['Nora']}"}


def test_a_register_that_stays_away_hands_the_request_to_a_person(
    world: World, failing: Callable[[str], None]
) -> None:
    failing("away")
    asked = ask(world["Nora"])
    now = NOW
    for _ in range(20):
        now += timedelta(hours=2)
        tasks.try_again(now)
    assert queries.find_own(asked.id, world["Nora"]).state == "with_clerk"


@pytest.mark.parametrize("failure", ["someone_else", "malformed", "refused"])
def test_an_answer_that_cannot_be_trusted_goes_to_a_person_without_a_word(
    world: World, failing: Callable[[str], None], failure: str
) -> None:
    failing(failure)
    asked = ask(world["Nora"])
    assert (asked.state, asked.reasons) == ("with_clerk", ())
    assert not Document.objects.exclude(reference__startswith="receipt:").exists()


def test_somebody_whom_the_register_does_not_know_is_seen_by_a_person(world: World) -> None:
    del world.register.entries[world.numbers["Nora"].digits]
    asked = ask(world["Nora"])
    assert asked.state == "with_clerk"
    assert "not_registered" in asked.reasons


@pytest.mark.parametrize(
    "lacks", [{"address": None}, {"since": None}, {"first_names": (), "names": ""}]
)
def test_a_document_that_the_register_does_not_tell_enough_for_is_made_by_a_person(
    world: World, lacks: dict[str, Any]
) -> None:
    world.change("Nora", **lacks)
    asked = ask(world["Nora"], "WOONDUUR")
    assert (asked.state, asked.document) == ("with_clerk", None)


def test_an_applicant_in_no_register_has_no_relations_there_and_is_seen_by_a_person(
    world: World,
) -> None:
    del world.register.entries[world.numbers["Nora"].digits]
    asked = ask(world["Nora"], words=Words(whose="child", born_on=date(2014, 5, 20)))
    assert (asked.state, asked.reasons) == ("with_clerk", ())


def granted(world: World, name: str = "Nora") -> Request:
    """A request that was granted when the house fell."""
    asked = ask(world[name])
    Request.objects.filter(pk=asked.id).update(
        state="granted", document=None, delivered_at=None, decided_at=NOW, try_at=NOW
    )
    return Request.objects.get(pk=asked.id)


def test_what_was_granted_when_the_house_fell_is_made_once(world: World) -> None:
    request = granted(world)
    for _ in range(3):
        tasks.try_again(LATER)
    assert Document.objects.count() == 1
    assert Request.objects.get(pk=request.pk).state == "delivered"


def test_a_right_that_was_found_a_while_ago_is_looked_at_again(world: World) -> None:
    request = granted(world)
    world.change("Nora", deceased_on=date(2026, 11, 22))
    tasks.try_again(NOW + timedelta(hours=1))
    assert Request.objects.get(pk=request.pk).state == "with_clerk"


@pytest.mark.parametrize("ending", ["expired", "withdrawn"])
def test_a_mandate_that_ended_before_delivery_delivers_nothing(world: World, ending: str) -> None:
    mandate = give(world, "Nora", days=1)
    standing = Standing(
        world["Nora"], world["Ludo"], f"resident:{world['Ludo']}", "mandate", mandate
    )
    asked = ask(world["Ludo"], standing=standing)
    Request.objects.filter(pk=asked.id).update(
        state="granted", document=None, delivered_at=None, decided_at=NOW, try_at=NOW
    )
    if ending == "withdrawn":
        people.withdraw_mandate(mandate=mandate, actor=f"resident:{world['Nora']}", now=NOW)
    tasks.try_again(NOW + timedelta(days=2 if ending == "expired" else 0, hours=1))
    found = Request.objects.get(pk=asked.id)
    assert (found.state, found.document) == ("with_clerk", None)


def test_a_request_that_was_stored_and_not_decided_is_taken_up_by_the_clock(world: World) -> None:
    asked = ask(world["Nora"])
    Request.objects.filter(pk=asked.id).update(
        state="accepted", document=None, delivered_at=None, try_at=NOW
    )
    tasks.try_again(LATER)
    assert Request.objects.get(pk=asked.id).state == "delivered"
    assert Document.objects.count() == 1


def test_two_processes_that_decide_one_request_decide_it_once(world: World) -> None:
    asked = ask(world["Nora"])
    again = actions.decide(request=asked.id, actor="system:certificates", now=LATER)
    once_more = actions.deliver(request=asked.id, actor="system:certificates", now=LATER)
    assert (again.document, once_more.document) == (asked.document, asked.document)


def test_facts_are_forgotten_thirty_days_after_delivery_and_a_hash_stays(world: World) -> None:
    asked = ask(world["Nora"])
    tasks.forget(NOW + timedelta(days=29))
    assert Request.objects.get(pk=asked.id).file
    tasks.forget(NOW + timedelta(days=31))
    found = Request.objects.get(pk=asked.id)
    assert found.file is None
    assert found.file_hash
    assert len(bytes(found.file_hash)) == 32


def test_what_still_waits_for_a_person_is_not_forgotten(world: World) -> None:
    world.change("Nora", under_investigation=True)
    asked = ask(world["Nora"])
    tasks.forget(NOW + timedelta(days=200))
    found = Request.objects.get(pk=asked.id)
    assert found.file
    assert found.words


def test_somebody_under_another_number_finds_what_was_asked_under_the_old_one(
    world: World,
) -> None:
    from tests.factories import registers as make

    asked = ask(world["Nora"])
    new = make.number(date(1987, 3, 14), 503)
    entry = world.register.entries[world.numbers["Nora"].digits]
    world.register.entries[new.digits] = replace(entry, digits=new.digits)
    people.replace_number(old=world.numbers["Nora"], new=new, now=LATER, actor="system:test")
    now_known = people.recognise(number=new, now=LATER, actor="system:test")
    assert queries.find_own(asked.id, now_known).state == "delivered"
