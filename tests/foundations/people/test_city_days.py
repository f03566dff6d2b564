"""Roles and mandates begin and end at the city's midnight, an hour or two before that of UTC."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from uuid import UUID

import pytest
from tests.factories import registers as make
from tests.factories.city import make_city
from tests.foundations.people.test_people import PASSWORD

from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.foundations.people import actions, kinds, queries
from loket.foundations.people.models import Assignment, Employee

pytestmark = pytest.mark.django_db
#: Half past midnight of the 26th in Brussels, while UTC still writes the 25th.
NIGHT = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
TOMORROW = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """What is slow on purpose outside tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def administrator(since: date, until: date | None = None) -> Employee:
    found = Employee.objects.create(login="a.admin", name="An Admin")
    Assignment.objects.create(
        employee=found, role=Role.ADMINISTRATOR.value, valid_from=since, valid_to=until
    )
    return found


def hire(by: Employee, now: datetime) -> Employee:
    return actions.hire(login="n.new", name="N", password=PASSWORD, actor=by.actor, now=now)


def test_a_role_that_begins_on_a_day_begins_at_the_citys_midnight() -> None:
    make_city()
    chief = administrator(since=TOMORROW)
    with pytest.raises(RuleBroken, match="not_allowed"):
        hire(chief, NIGHT - timedelta(minutes=31))
    assert hire(chief, NIGHT).is_active


def test_a_role_that_ends_on_a_day_ends_at_the_citys_midnight() -> None:
    make_city()
    with pytest.raises(RuleBroken, match="not_allowed"):
        hire(administrator(since=date(2020, 1, 1), until=TOMORROW), NIGHT)


def test_the_day_is_that_of_the_city_that_is_loaded() -> None:
    assert queries.local_day(NIGHT) == date(2026, 11, 25)
    make_city(zone="Europe/Brussels")
    assert queries.local_day(NIGHT) == TOMORROW


def test_a_mandate_that_ends_before_today_is_not_given(resident_pair: tuple[UUID, UUID]) -> None:
    make_city()
    grantor, holder = resident_pair
    with pytest.raises(RuleBroken, match="mandate_ends_before_it_begins"):
        actions.grant_mandate(
            grantor=grantor, holder=holder, products=["A"], valid_from=TOMORROW - timedelta(1),
            valid_to=TOMORROW, actor=f"resident:{grantor}", now=NIGHT,
        )  # fmt: skip


@pytest.fixture
def resident_pair() -> tuple[UUID, ...]:
    return tuple(
        actions.recognise(number=make.number(date(1980, 1, day), 501), now=NIGHT, actor="system:t")
        for day in (1, 2)
    )


def test_two_rooms_that_would_tell_the_zone_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def other() -> tzinfo:
        return UTC

    monkeypatch.setattr(kinds, "_FINDERS", list(kinds._FINDERS))
    kinds.register_zone(kinds._FINDERS[0])
    with pytest.raises(ValueError, match="registered twice"):
        kinds.register_zone(other)
