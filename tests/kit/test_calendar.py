"""A calendar adds, moves and takes out what we send it, and shows the right moment."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from loket.kit.calendar import Organizer, invitation

ZONE = ZoneInfo("Europe/Brussels")
NOW = datetime(2021, 9, 9, 8, 0, tzinfo=UTC)
CITY = Organizer(name="Stad, afdeling “loketten”", email="no-reply@stad.example")


def file(starts_at: datetime, **given: object) -> bytes:
    facts: dict[str, object] = {
        "uid": "7f1c@stad.example",
        "sequence": 0,
        "starts_at": starts_at,
        "ends_at": starts_at.astimezone(UTC) + timedelta(minutes=20),
        "now": NOW,
        "summary": "Afspraak: loket Eén, 2de verdieping",
        "place": "Loket Eén; Kerkstraat 1, 2000",
        "organizer": CITY,
    }
    return invitation(**(facts | given))


def parsed(content: bytes) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


#: Wall clock in Brussels, and what that is in UTC. In the night of 31 October 2021 half past two
#: happens twice; in the night of 28 March half past three follows half past one.
@pytest.mark.parametrize(
    ("wall", "utc"),
    [
        (datetime(2021, 10, 30, 18, 0, tzinfo=ZONE), "20211030T160000Z"),
        (datetime(2021, 10, 31, 2, 30, tzinfo=ZONE), "20211031T003000Z"),
        (datetime(2021, 10, 31, 2, 30, fold=1, tzinfo=ZONE), "20211031T013000Z"),
        (datetime(2021, 10, 31, 18, 0, tzinfo=ZONE), "20211031T170000Z"),
        (datetime(2021, 3, 28, 1, 30, tzinfo=ZONE), "20210328T003000Z"),
        (datetime(2021, 3, 28, 3, 30, tzinfo=ZONE), "20210328T013000Z"),
    ],
)
def test_the_moment_is_right_through_both_clock_changes(wall: datetime, utc: str) -> None:
    content = file(wall)
    assert f"DTSTART:{utc}".encode() in content
    _, event = parsed(content)
    shown = event.decoded("dtstart")
    assert shown == wall.astimezone(UTC)
    back = shown.astimezone(ZONE)
    assert (back.replace(tzinfo=None), back.fold) == (wall.replace(tzinfo=None), wall.fold)
    assert event.decoded("dtend") - shown == timedelta(minutes=20)


@given(
    st.datetimes(
        datetime(2022, 1, 1),  # noqa: DTZ001 (the strategy adds the zone)
        datetime(2030, 12, 31),  # noqa: DTZ001
        timezones=st.just(UTC),
    )
)
def test_any_instant_of_the_coming_years_comes_back_as_it_was(instant: datetime) -> None:
    whole = instant.replace(microsecond=0)
    _, event = parsed(file(whole.astimezone(ZONE)))
    assert event.decoded("dtstart") == whole


def test_a_move_and_a_cancellation_change_what_the_calendar_has() -> None:
    when = datetime(2021, 11, 25, 18, 20, tzinfo=ZONE)
    versions = [
        parsed(file(when, attendee="an@voorbeeld.example")),
        parsed(file(when, attendee="an@voorbeeld.example", sequence=1)),
        parsed(file(when, attendee="an@voorbeeld.example", sequence=2, cancelled=True)),
    ]
    assert [str(calendar["method"]) for calendar, _ in versions] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [int(event["sequence"]) for _, event in versions] == [0, 1, 2]
    assert len({str(event["uid"]) for _, event in versions}) == 1
    assert [str(event["status"]) for _, event in versions] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert not versions[2][1].walk("VALARM")


def test_nobody_is_asked_to_answer_a_booking_of_their_own() -> None:
    _, event = parsed(file(NOW, attendee="an@voorbeeld.example"))
    assert str(event["attendee"]) == "mailto:an@voorbeeld.example"
    assert event["attendee"].params["RSVP"] == "FALSE"


def test_a_file_to_download_names_nobody() -> None:
    calendar, event = parsed(file(NOW))
    assert str(calendar["method"]) == "PUBLISH"
    assert "attendee" not in event


def test_commas_semicolons_and_long_words_come_through_and_lines_are_folded() -> None:
    content = file(NOW, description="é" * 200, url="https://stad.example/a?s=1,2;3")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    _, event = parsed(content)
    assert str(event["summary"]) == "Afspraak: loket Eén, 2de verdieping"
    assert str(event["location"]) == "Loket Eén; Kerkstraat 1, 2000"
    assert str(event["description"]) == "é" * 200
    assert str(event["url"]) == "https://stad.example/a?s=1,2;3"
