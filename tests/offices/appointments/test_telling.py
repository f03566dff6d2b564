"""What people are told of an appointment, when, by which way, and what no message says."""

from datetime import timedelta
from typing import Any

import pytest
from tests.factories.city import NOW, make_city
from tests.offices.appointments.helpers import KIDSID, book, hold

from loket.foundations.messages.models import Message
from loket.offices.appointments import actions

pytestmark = pytest.mark.django_db
DAY_BEFORE = timedelta(days=1)


def posted(**which: Any) -> list[Message]:
    return list(Message.objects.filter(cancelled_at=None, **which).order_by("created_at", "due_at"))


def confirm(held: actions.Held, **person: str) -> actions.Booked:
    return actions.book(
        hold=held.id, name="An", now=NOW, actor="resident", channel="portal", **person
    )


def test_a_reminder_waits_until_a_day_before_the_visit() -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    (reminder,) = posted(kind="reminder")
    assert reminder.due_at == booked.starts_at - DAY_BEFORE
    assert (reminder.recipient, reminder.channel) == ("an@example.org", "email")


def test_who_books_later_than_the_reminder_would_come_gets_none() -> None:
    make_city()
    book("hall_2026-11-24_0900", "an")
    assert posted(kind="reminder") == []
    assert len(posted(kind="booked")) == 1


def test_a_move_takes_the_old_reminder_back_and_sets_a_new_one() -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    held = hold("hall_2026-11-27_1000", replaces=booked.id)
    moved = actions.move(appointment=booked.id, hold=held.id, now=NOW, actor="resident")
    (reminder,) = posted(kind="reminder")
    assert reminder.due_at == moved.starts_at - DAY_BEFORE
    assert len(posted(kind="moved")) == 1


def test_what_waits_to_be_sent_about_a_moment_that_is_gone_is_not_sent_any_more() -> None:
    make_city()
    an, bo = book("hall_2026-11-25_0900", "an"), book("hall_2026-11-26_0900", "bo")
    actions.cancel(appointment=an.id, now=NOW, actor="resident")
    actions.close(
        location="hall", starts_at=bo.starts_at, ends_at=bo.starts_at + timedelta(hours=1),
        reason={"nl": "Werken."}, now=NOW, actor="system:test",
    )  # fmt: skip
    assert posted(kind="reminder") == []
    assert {one.kind for one in posted(recipient="an@example.org")} == {"cancelled"}
    assert {one.kind for one in posted(recipient="bo@example.org")} == {"displaced"}


def test_who_left_only_a_number_is_told_by_text_message_without_a_calendar() -> None:
    make_city()
    confirm(hold("hall_2026-11-25_0900"), phone="0470 12 34 56")
    assert {(one.channel, one.recipient) for one in posted()} == {("sms", "+32470123456")}
    assert [one.invitation for one in posted()] == [None, None]


def test_who_left_neither_is_told_nothing_and_booked_all_the_same() -> None:
    make_city()
    held = hold("hall_2026-11-25_0900")
    booked = actions.book(hold=held.id, name="An", now=NOW, actor="system:test", channel="desk")
    assert posted() == []
    actions.cancel(appointment=booked.id, now=NOW, actor="system:test")
    assert posted() == []


def test_the_calendar_follows_the_appointment_by_one_name_and_a_rising_number() -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    held = hold("hall_2026-11-27_1000", replaces=booked.id, now=NOW + timedelta(minutes=1))
    for minute, act in ((2, actions.move), (3, actions.cancel)):
        more: dict[str, Any] = {"hold": held.id} if act is actions.move else {}
        act(appointment=booked.id, now=NOW + timedelta(minutes=minute), actor="resident", **more)
    every = Message.objects.exclude(invitation=None).order_by("created_at")
    entries = [one.invitation for one in every if one.invitation]
    assert len({entry["uid"] for entry in entries}) == 1
    assert [entry["cancelled"] for entry in entries] == [False, False, True]
    numbers = [entry["sequence"] for entry in entries]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("act", ["booked", "moved", "cancelled", "displaced", "reminder"])
def test_no_message_says_what_the_visit_is_for_or_who_comes(act: str) -> None:
    make_city()
    booked = book("hall_2026-11-26_0900", "annabel")
    if act == "moved":
        held = hold("hall_2026-11-27_1000", replaces=booked.id)
        actions.move(appointment=booked.id, hold=held.id, now=NOW, actor="resident")
    elif act == "cancelled":
        actions.cancel(appointment=booked.id, now=NOW, actor="resident")
    elif act == "displaced":
        actions.close(
            location="hall", starts_at=booked.starts_at, reason={"nl": "Werken."}, now=NOW,
            ends_at=booked.starts_at + timedelta(hours=1), actor="system:test",
        )  # fmt: skip
    told = list(Message.objects.filter(kind=act))
    assert told
    for one in told:
        said = f"{one.subject} {one.body} {one.invitation}".replace(one.recipient, "").lower()
        assert KIDSID[0].product.lower() not in said
        assert "annabel" not in said
        assert booked.code.lower() in said


def test_a_message_is_written_in_the_language_that_was_asked_for() -> None:
    make_city()
    confirm(hold("hall_2026-11-25_0900"), email="an@example.org", language="fr")
    assert {one.language for one in posted()} == {"fr"}
    assert posted(kind="booked")[0].body.partition("\n\n")[2].startswith("Bonjour")
