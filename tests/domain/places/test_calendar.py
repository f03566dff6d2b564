"""Holidays by law, of countries the package knows."""

from datetime import date

import pytest

from loket.domain.places.calendar import by_day, statutory_days
from loket.domain.places.facts import Holiday


def test_belgium_has_ten_holidays_by_law_each_year_and_easter_itself_is_none() -> None:
    days = statutory_days("BE", first=2021, last=2030)
    assert len(days) == 100
    assert date(2021, 4, 4) not in by_day(days)
    assert by_day(days)[date(2021, 11, 11)].name == {
        "nl": "Wapenstilstand",
        "fr": "Jour de l'Armistice",
        "de": "Waffenstillstand",
        "en": "Armistice Day",
    }


def test_a_part_of_a_country_has_its_own() -> None:
    epiphany = date(2026, 1, 6)
    assert epiphany in by_day(statutory_days("DE", "BY", first=2026, last=2026))
    assert epiphany not in by_day(statutory_days("DE", "BE", first=2026, last=2026))


@pytest.mark.parametrize(("country", "part"), [("ZZ", ""), ("DE", "XX"), ("BE", "VLG")])
def test_a_country_or_part_that_nobody_knows_is_refused(country: str, part: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        statutory_days(country, part, first=2021, last=2021)


def test_a_holiday_by_law_wins_from_a_closing_day_of_the_city() -> None:
    day = date(2021, 7, 21)
    law, city = Holiday(day, {}, "statutory"), Holiday(day, {}, "municipal")
    assert by_day([law, city])[day].kind == by_day([city, law])[day].kind == "statutory"
