"""A request for codes, from asking to collection or destruction."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories.city import NOW
from tests.offices.identitydocs.helpers import (
    HOLDER,
    MAIL,
    OLD_CARD,
    arrived,
    ask,
    employee,
    open_city,
)

from loket.domain.identitydocs.asking import Home, Wish
from loket.domain.identitydocs.life import State
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.foundations.messages.models import Message
from loket.offices.identitydocs import actions, queries, tasks
from loket.offices.identitydocs.models import CodeMove, CodeRequest

pytestmark = pytest.mark.django_db
FOUR_MONTHS = 125


def refused(code: str, act: object, **given: object) -> RuleBroken:
    with pytest.raises(RuleBroken) as broken:
        act(**given)  # type: ignore[operator]
    assert broken.value.code == code
    return broken.value


def test_from_asking_to_collection() -> None:
    open_city()
    clerk = employee()
    asked = ask(contact=MAIL)
    assert (asked.state, asked.between) == ("requested", (date(2026, 11, 26), date(2026, 12, 14)))
    actions.send(request=asked.id, actor=clerk, now=NOW)
    actions.arrive(request=asked.id, location="hall", actor=clerk, now=NOW)
    line = queries.find_request(asked.id)
    assert line is not None
    assert (line.state, line.location, line.collect_until) == (
        "notified", "hall", date(2027, 2, 23),
    )  # fmt: skip
    actions.hand_over(request=asked.id, card_seen="yes", actor=clerk, now=NOW)
    assert [step.state for step in queries.list_steps(asked.id)] == [
        "requested", "sent", "arrived", "notified", "collected",
    ]  # fmt: skip
    assert CodeRequest.objects.get().email == ""


def test_every_step_has_its_line_in_the_journal_and_none_says_what_it_is_about() -> None:
    open_city()
    found = arrived(employee())
    lines = Line.objects.filter(subject=f"code_request:{found.id}")
    assert [one.act for one in lines.order_by("id")] == [
        "identitydocs.ask", "identitydocs.send", "identitydocs.arrive", "identitydocs.notify",
    ]  # fmt: skip
    assert {one.purpose for one in lines} == {"pin-puk"}
    assert "an@example.org" not in str([(one.before, one.after) for one in lines])


def test_the_notice_says_nothing_of_codes_cards_or_places() -> None:
    open_city()
    arrived(employee())
    (notice,) = Message.objects.all()
    said = f"{notice.subject} {notice.body}".lower()
    for word in ("pin", "puk", "code", "kaart", "hall"):
        assert word not in said
    assert "http://testserver/me/" in notice.body


def test_who_left_no_address_is_told_by_hand() -> None:
    open_city()
    clerk = employee()
    found = arrived(clerk, contact=None)
    assert (found.state, Message.objects.count()) == ("arrived", 0)
    (task,) = queries.list_tasks("hall", NOW)
    assert task.kind == "tell"
    actions.notify(request=found.id, actor=clerk, now=NOW)
    assert queries.list_tasks("hall", NOW)[0].kind == "hand_over"


def test_a_card_of_2022_or_a_known_puk_needs_no_request() -> None:
    open_city()
    broken = refused("puk_is_known", ask, wish=Wish("eid", "pin", date(2022, 1, 1)))
    assert [one.code for one in broken.reasons] == ["puk_is_known", "card_unblocked_at_counter"]
    assert not CodeRequest.objects.exists()


def test_a_second_request_for_the_same_card_is_refused_until_the_first_has_ended() -> None:
    open_city()
    first = ask()
    refused("codes_already_requested", ask)
    ask(Wish("kids_id", "both", date(2020, 1, 1)))
    actions.withdraw(request=first.id, actor=f"resident:{HOLDER}", now=NOW)
    ask()
    assert CodeRequest.objects.live().count() == 2


def test_while_a_change_is_pending_a_request_waits_and_is_then_released() -> None:
    open_city()
    clerk = employee()
    asked = ask(pending=frozenset({"new_card"}))
    assert (asked.state, [one.code for one in asked.waits_for]) == (
        "blocked", ["codes_wait_for_new_card"],
    )  # fmt: skip
    refused("move_not_allowed", actions.send, request=asked.id, actor=clerk, now=NOW)
    actions.release(request=asked.id, actor=clerk, now=NOW)
    actions.send(request=asked.id, actor=clerk, now=NOW)
    actions.block(request=asked.id, pending="address_change", actor=clerk, now=NOW)
    line = queries.find_request(asked.id)
    assert line is not None
    assert line.blocked_by == "codes_wait_for_address_change"


def test_who_lives_elsewhere_is_sent_there() -> None:
    open_city()
    broken = refused("registered_elsewhere", ask, home=Home("Munich"))
    assert broken.facts == {"municipality": "Munich"}


def test_who_moved_here_lately_is_warned_and_found_when_the_codes_went_astray() -> None:
    open_city()
    clerk = employee()
    home = Home("Testville", since=NOW.date() - timedelta(days=10), former="Elders")
    asked = ask(home=home, contact=MAIL)
    assert [one.code for one in asked.warnings] == ["codes_may_arrive_elsewhere"]
    actions.send(request=asked.id, actor=clerk, now=NOW)
    refused(
        "municipality_needed", actions.arrive_elsewhere,
        request=asked.id, municipality=" ", actor=clerk, now=NOW,
    )  # fmt: skip
    actions.arrive_elsewhere(request=asked.id, municipality=" Elders ", actor=clerk, now=NOW)
    line = queries.find_request(asked.id)
    assert line is not None
    assert (line.state, line.elsewhere) == ("elsewhere", "Elders")
    assert "Elders" not in Message.objects.get().body
    actions.arrive(request=asked.id, location="hall", actor=clerk, now=NOW)
    assert Message.objects.count() == 2


def test_without_the_card_nothing_is_handed_over() -> None:
    open_city()
    clerk = employee()
    found = arrived(clerk)
    refused("card_needed", actions.hand_over, request=found.id, card_seen="", actor=clerk, now=NOW)


def test_an_employee_of_another_place_hands_nothing_over() -> None:
    open_city()
    found = arrived(employee())
    other = employee("other", location="nook")
    refused(
        "not_allowed", actions.hand_over, request=found.id, card_seen="yes", actor=other, now=NOW
    )


def test_codes_are_destroyed_after_three_months_by_two_employees_and_never_by_one() -> None:
    open_city()
    first, second = employee(), employee("colleague")
    found = arrived(first, days_ago=FOUR_MONTHS)
    assert queries.list_tasks("hall", NOW)[0].kind == "condemn"
    refused(
        "codes_kept_too_long", actions.hand_over,
        request=found.id, card_seen="yes", actor=first, now=NOW,
    )  # fmt: skip
    actions.condemn(request=found.id, actor=first, now=NOW)
    refused(
        "second_signature_is_the_first", actions.destroy, request=found.id, actor=first, now=NOW
    )
    actions.destroy(request=found.id, actor=second, now=NOW)
    kept = CodeRequest.objects.get()
    assert (kept.state, kept.condemned_by, kept.destroyed_by) == ("destroyed", first, second)


def test_no_code_is_condemned_while_its_holder_may_still_come() -> None:
    open_city()
    clerk = employee()
    found = arrived(clerk)
    refused("codes_still_waiting", actions.condemn, request=found.id, actor=clerk, now=NOW)


@pytest.mark.parametrize("role", ["reception", "planner", "administrator"])
def test_who_does_not_handle_codes_sends_none(role: str) -> None:
    open_city()
    asked = ask()
    who = employee(role, role)
    refused("not_allowed", actions.send, request=asked.id, actor=who, now=NOW)
    refused("not_allowed", ask, actor=who, subject=uuid.uuid4())


def test_only_the_holder_or_an_employee_withdraws() -> None:
    open_city()
    asked = ask()
    stranger = f"resident:{uuid.uuid4()}"
    refused("not_allowed", actions.withdraw, request=asked.id, actor=stranger, now=NOW)
    refused("not_allowed", actions.withdraw, request=asked.id, actor="kiosk:hall", now=NOW)


def test_tasks_of_codes_that_lie_nowhere_are_everybodys_and_late_ones_stand_first() -> None:
    open_city()
    clerk = employee()
    late = ask(now=NOW - timedelta(days=7))
    fresh = ask(subject=uuid.uuid4())
    found = queries.list_tasks("nook", NOW)
    assert [(one.line.id, one.kind, one.is_late) for one in found] == [
        (late.id, "send", True), (fresh.id, "send", False),
    ]  # fmt: skip
    assert queries.count_tasks("nook", NOW) == 1
    actions.send(request=late.id, actor=clerk, now=NOW)
    assert queries.find_by_code(f" {late.code.lower()[:4]}-{late.code[4:]}") is not None
    arrived_ = actions.arrive(request=late.id, location="hall", actor=clerk, now=NOW)
    assert arrived_ is None
    assert [one.line.id for one in queries.list_tasks("nook", NOW)] == [fresh.id]


def test_what_ended_long_ago_is_forgotten_and_forgetting_twice_changes_nothing() -> None:
    open_city()
    asked = ask()
    actions.withdraw(request=asked.id, actor=f"resident:{HOLDER}", now=NOW)
    later = NOW + tasks.KEPT_AFTER_END + timedelta(days=1)
    assert (tasks.forget(NOW), tasks.forget(later), tasks.forget(later)) == (0, 1, 0)
    assert not CodeMove.objects.exists()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_code_request_has_a_known_state", {"state": "lost"}),
        ("codes_that_are_kept_lie_somewhere_until_a_day", {"location": None}),
        ("codes_that_are_kept_lie_somewhere_until_a_day", {"collect_until": None}),
        ("only_a_blocked_request_says_what_it_waits_for", {"blocked_by": "x"}),
        ("a_code_request_has_an_end_when_it_ended", {"ended_at": NOW}),
        ("a_code_request_says_which_card_and_what_is_lost", {"card": "passport"}),
        (
            "codes_are_destroyed_by_two_people",
            {"state": "destroyed", "ended_at": NOW, "condemned_by": "a", "destroyed_by": "a"},
        ),
        (
            "codes_are_destroyed_by_two_people",
            {"state": "destroyed", "ended_at": NOW, "destroyed_by": "a"},
        ),
    ],
)
def test_the_database_keeps_each_rule_by_itself(name: str, changes: dict[str, object]) -> None:
    open_city()
    arrived(employee())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CodeRequest.objects.update(**changes)


def test_the_database_knows_one_live_request_per_card() -> None:
    open_city()
    ask()
    row = CodeRequest.objects.get()
    row.pk, row.code = uuid.uuid4(), "ANDER234"
    row._state.adding = True
    with pytest.raises(IntegrityError, match="one_live_request_per_card_of_a_person"):
        row.save(force_insert=True)


def test_a_state_of_the_record_is_a_state_of_the_table() -> None:
    open_city()
    assert State(CodeRequest(subject=HOLDER, card=OLD_CARD.card).state) is State.REQUESTED
