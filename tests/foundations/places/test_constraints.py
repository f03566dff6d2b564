"""The database itself refuses places that contradict themselves; its refusals are sentences."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from loket.foundations.people.models import Employee
from loket.foundations.places import models

pytestmark = pytest.mark.django_db

START = date(2021, 1, 1)
MIDDLE = date(2021, 9, 1)
END = date(2022, 1, 1)
NOON = datetime(2021, 9, 9, 12, tzinfo=UTC)


@pytest.fixture
def hall() -> models.Location:
    return models.Location.objects.create(code="hall")


@pytest.fixture
def counter(hall: models.Location) -> models.Counter:
    return models.Counter.objects.create(location=hall, lane=0, name="Loket 1", valid_from=START)


def profile(hall: models.Location, **facts: Any) -> models.Profile:
    defaults = {"valid_from": START, "tier": "city", "name": {"nl": "Hal"}, "street": "Plein 1"}
    rest = {"postal_code": "2000", "locality": "Stad"}
    return models.Profile.objects.create(location=hall, **(defaults | rest | facts))


def window(hall: models.Location, **facts: Any) -> models.Window:
    defaults = {
        "purpose": "counter", "weekday": 0, "opens": time(9), "closes": time(12),
        "valid_from": START,
    }  # fmt: skip
    return models.Window.objects.create(location=hall, **(defaults | facts))


def refuses(sentence: str, act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        act()


def test_a_location_has_one_profile_at_a_time(hall: models.Location) -> None:
    profile(hall, valid_to=MIDDLE)
    profile(hall, valid_from=MIDDLE)
    refuses(
        "a_location_has_one_profile_at_a_time",
        lambda: profile(hall, valid_from=MIDDLE - timedelta(days=1), valid_to=MIDDLE),
    )
    refuses(
        "a_location_has_one_profile_at_a_time", lambda: profile(hall, valid_from=END, valid_to=None)
    )
    profile(models.Location.objects.create(code="other"))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"valid_to": START}, "a_profile_ends_after_it_begins"),
        ({"reception": "sometimes"}, "a_profile_has_a_known_reception"),
        ({"lat": 51.2}, "a_point_on_the_map_has_two_coordinates"),
        ({"lat": 51.2, "lon": 204.0}, "a_point_on_the_map_has_two_coordinates"),
    ],
)
def test_a_profile_cannot_be_written_wrong(
    hall: models.Location, facts: dict[str, Any], sentence: str
) -> None:
    refuses(sentence, lambda: profile(hall, **facts))


@pytest.mark.parametrize("code", ["Hall", "hall ", "hall/2", "", "-hall"])
def test_a_location_code_fits_in_an_address(code: str) -> None:
    refuses("a_location_code_fits_in_an_address", lambda: models.Location.objects.create(code=code))


def test_a_lane_belongs_to_one_counter_for_ever(
    hall: models.Location, counter: models.Counter
) -> None:
    counter.valid_to = MIDDLE
    counter.save()
    refuses(
        "a_lane_belongs_to_one_counter_for_ever",
        lambda: models.Counter.objects.create(
            location=hall, lane=0, name="Loket 1 nieuw", valid_from=MIDDLE
        ),
    )


def test_a_counter_ends_after_it_begins(hall: models.Location) -> None:
    refuses(
        "a_counter_ends_after_it_begins",
        lambda: models.Counter.objects.create(
            location=hall, lane=1, name="Loket", valid_from=START, valid_to=START
        ),
    )


def test_weekly_windows_of_one_thing_never_overlap(
    hall: models.Location, counter: models.Counter
) -> None:
    window(hall, valid_to=MIDDLE)
    sentence = "weekly_windows_of_one_thing_never_overlap"
    refuses(sentence, lambda: window(hall, opens=time(11, 55), closes=time(13), valid_to=END))
    refuses(sentence, lambda: window(hall, opens=time(9), closes=time(9, 5)))
    window(hall, opens=time(12), closes=time(13))
    window(hall, valid_from=MIDDLE)
    window(hall, weekday=1)
    window(hall, purpose="reception")
    window(hall, purpose="kiosk")
    window(hall, purpose="location")
    window(hall, counter=counter)
    refuses(sentence, lambda: window(hall, counter=counter, reserved_for="mobility"))
    window(models.Location.objects.create(code="other"))


def test_windows_on_a_date_of_one_thing_never_overlap(hall: models.Location) -> None:
    window(hall, weekday=None, on=MIDDLE)
    sentence = "windows_on_a_date_of_one_thing_never_overlap"
    refuses(sentence, lambda: window(hall, weekday=None, on=MIDDLE, opens=time(11)))
    window(hall, weekday=None, on=MIDDLE, opens=time(12), closes=time(13))
    window(hall, weekday=None, on=MIDDLE + timedelta(days=7))
    window(hall, weekday=MIDDLE.weekday())


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"opens": time(12)}, "a_window_opens_before_it_closes"),
        ({"opens": time(13)}, "a_window_opens_before_it_closes"),
        ({"valid_to": START}, "a_window_ends_after_it_begins"),
        ({"weekday": 7}, "a_window_has_a_weekday_or_a_date"),
        ({"weekday": None}, "a_window_has_a_weekday_or_a_date"),
        ({"on": MIDDLE}, "a_window_has_a_weekday_or_a_date"),
        ({"purpose": "garden"}, "a_window_has_a_known_purpose"),
        ({"reserved_for": "friends"}, "a_window_is_reserved_for_a_known_kind"),
    ],
)
def test_a_window_cannot_be_written_wrong(
    hall: models.Location, facts: dict[str, Any], sentence: str
) -> None:
    refuses(sentence, lambda: window(hall, **facts))


def test_only_counter_windows_name_a_counter(
    hall: models.Location, counter: models.Counter
) -> None:
    refuses(
        "only_counter_windows_name_a_counter",
        lambda: window(hall, counter=counter, purpose="reception"),
    )


def test_a_closure_ends_after_it_starts(hall: models.Location) -> None:
    refuses(
        "a_closure_ends_after_it_starts",
        lambda: models.Closure.objects.create(
            location=hall, starts_at=NOON, ends_at=NOON, announced_at=NOON
        ),
    )


def test_a_holiday_has_a_known_kind() -> None:
    refuses(
        "a_holiday_has_a_known_kind",
        lambda: models.Holiday.objects.create(day=START, name={}, kind="private"),
    )


def test_a_shift_opens_before_it_closes(hall: models.Location) -> None:
    refuses(
        "a_shift_opens_before_it_closes",
        lambda: models.ReceptionShift.objects.create(
            location=hall, day=START, opens=time(9), closes=time(9)
        ),
    )


def test_nobody_starts_two_shifts_at_once(hall: models.Location) -> None:
    somebody = Employee.objects.create(login="x", name="X")
    facts: dict[str, Any] = {"day": START, "opens": time(9), "closes": time(12)}
    models.ReceptionShift.objects.create(location=hall, employee=somebody, **facts)
    models.ReceptionShift.objects.create(location=hall, **facts)
    models.ReceptionShift.objects.create(location=hall, **facts)
    refuses(
        "nobody_starts_two_shifts_at_once",
        lambda: models.ReceptionShift.objects.create(location=hall, employee=somebody, **facts),
    )


def test_a_postal_code_touches_a_district_once() -> None:
    district = models.District.objects.create(code="north", name="Noord", valid_from=START)
    models.PostalArea.objects.create(postal_code="2000", district=district)
    refuses(
        "a_postal_code_touches_a_district_once",
        lambda: models.PostalArea.objects.create(postal_code="2000", district=district),
    )


def test_a_district_ends_after_it_begins() -> None:
    refuses(
        "a_district_ends_after_it_begins",
        lambda: models.District.objects.create(
            code="south", name="Zuid", valid_from=START, valid_to=START
        ),
    )


def test_a_contact_point_closes_after_it_opens() -> None:
    refuses(
        "a_contact_point_closes_after_it_opens",
        lambda: models.ContactPoint.objects.create(
            code="library",
            name={},
            host="Bib",
            postal_code="2000",
            opened_on=START,
            closed_on=START,
        ),
    )


def test_a_parameter_has_one_value_at_a_time() -> None:
    models.Parameter.objects.create(key="a", value=1, valid_from=START, valid_to=MIDDLE)
    models.Parameter.objects.create(key="a", value=2, valid_from=MIDDLE)
    models.Parameter.objects.create(key="b", value=3, valid_from=START)
    refuses(
        "a_parameter_has_one_value_at_a_time",
        lambda: models.Parameter.objects.create(key="a", value=4, valid_from=END),
    )
    refuses(
        "a_parameter_ends_after_it_begins",
        lambda: models.Parameter.objects.create(key="c", value=4, valid_from=END, valid_to=END),
    )


def test_there_is_one_edition_and_one_calendar() -> None:
    refuses("there_is_one_edition", lambda: models.Edition.objects.create(id=2, number=7))
    refuses("a_city_has_one_calendar", lambda: models.Calendar.objects.create(id=2, zone="UTC"))
