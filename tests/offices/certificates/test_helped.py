"""Somebody sits beside the applicant: frozen as such, seen by a person, read by the applicant."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.offices.certificates.world import NOW, World, ask, clerk

from loket.domain.people.standing import Helper, Standing, helped, helper_actor
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import queries as journal
from loket.foundations.registers import queries as registers
from loket.offices.certificates import actions, queries
from loket.offices.certificates.actions import Asked, Words
from loket.offices.certificates.models import Request


def ask_helped(world: World, name: str = "Nora", **more: object) -> Asked:
    return ask(world[name], standing=helped(world[name], "host"), **more)


def test_actor_and_applicant_are_frozen_apart_and_a_person_looks(world: World) -> None:
    asked = ask_helped(world)
    assert (asked.state, asked.reasons) == ("with_clerk", ("somebody_helps",))
    made = Request.objects.get(pk=asked.id)
    assert (made.applicant, made.subject, made.capacity) == (
        world["Nora"], world["Nora"], "helper",
    )  # fmt: skip
    assert made.actor == helper_actor(world["Nora"], "host")


def test_the_journal_and_the_list_of_the_applicant_say_that_somebody_helped(world: World) -> None:
    asked = ask_helped(world)
    lines = list(journal.list_about(f"certificate:{asked.id}"))
    assert {line.actor for line in lines if line.act == "certificates.ask"} == {
        helper_actor(world["Nora"], "host")
    }
    seen = registers.list_look_ups_of(world["Nora"], since=NOW.replace(year=2020), before=LATER)
    assert {one.asked_by for one in seen} == {"you_helped"}


def test_the_clerk_reads_it_grants_it_and_only_the_applicant_fetches_it(world: World) -> None:
    asked, actor = ask_helped(world), clerk()
    case = queries.find_dossier(asked.id, actor=actor, now=NOW)
    assert case.line.helped_by == "host"
    actions.take_over(request=asked.id, actor=actor, now=NOW)
    done = actions.grant(request=asked.id, note="zij wil het zelf", actor=actor, now=NOW)
    assert done.state == "delivered"
    with pytest.raises(RuleBroken, match="unknown_certificate_request"):
        actions.fetch(request=asked.id, actor=helper_actor(world["Nora"], "host"), now=NOW)
    mine = f"resident:{world['Nora']}"
    assert actions.fetch(request=asked.id, actor=mine, now=NOW)[:4] == b"%PDF"


def test_a_host_helps_at_a_kiosk_with_ones_own_attest_and_no_clerk_waits_for_it(
    world: World,
) -> None:
    asked = ask_helped(world, channel="kiosk", now=SINCE)
    assert (asked.state, asked.reasons) == ("delivered", ())
    made = Request.objects.get(pk=asked.id)
    assert (made.actor, made.applicant) == (helper_actor(world["Nora"], "host"), world["Nora"])


def test_the_evidence_of_a_printed_attest_says_that_somebody_helped(world: World) -> None:
    asked = ask_helped(world, channel="kiosk", now=SINCE)
    lines = list(journal.list_about(f"certificate:{asked.id}"))
    assert helper_actor(world["Nora"], "host") in {line.actor for line in lines}
    seen = registers.list_look_ups_of(
        world["Nora"], since=NOW.replace(year=2020), before=SINCE + timedelta(hours=1)
    )
    assert "you_helped" in {one.asked_by for one in seen}


@pytest.mark.parametrize(
    ("by", "more"),
    [
        ("family", {"channel": "kiosk"}),
        ("city", {"channel": "kiosk"}),
        ("host", {"channel": "portal"}),
        ("host", {"channel": "kiosk", "product": "BIRTH_ACT"}),
        ("host", {"channel": "kiosk", "now": NOW}),
    ],
    ids=["not a host", "an employee", "not at a kiosk", "an act", "before the rule"],
)
def test_any_other_help_still_goes_by_a_person(world: World, by: Helper, more: dict) -> None:
    me = world["Nora"]
    asked = ask(me, standing=helped(me, by), **({"now": SINCE} | more))
    assert (asked.state, asked.reasons[0]) == ("with_clerk", "somebody_helps")


def test_a_helper_in_somebody_elses_session_asks_nothing(world: World) -> None:
    me, other = world["Nora"], world["Tom"]
    for actor in (helper_actor(other, "host"), "helper:host:x", "helper:cousin", "host:library"):
        with pytest.raises(RuleBroken, match="not_signed_in_as_applicant"):
            ask(me, standing=Standing(me, me, actor, "helper"))
    with pytest.raises(RuleBroken, match="not_signed_in_as_applicant"):
        ask(me, standing=Standing(me, me, helper_actor(me, "host"), "self"))


def test_who_is_helped_asks_about_nobody_else(world: World) -> None:
    with pytest.raises(RuleBroken, match="helper_only_for_oneself"):
        ask_helped(world, words=Words(whose="spouse"))
    assert not Request.objects.exists()


LATER = NOW.replace(hour=23)
#: After the day on which the rule about hosts began.
SINCE = datetime(2026, 12, 1, 11, tzinfo=UTC)
