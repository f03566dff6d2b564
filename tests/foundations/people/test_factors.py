"""Second factors of employees: kept so that a copy of the database proves nothing, used once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from loket.domain.people.may import Assignment as Rule
from loket.domain.people.may import Role
from loket.domain.people.onetime import MOST_WRONG, code_at, counter_of
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.foundations.people import actions, queries
from loket.foundations.people.models import Assignment, Employee, Factor

NOW = datetime(2021, 11, 25, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)
SECRET = b"12345678901234567890"


def employee(login: str = "an", role: str = "") -> Employee:
    made = Employee.objects.create(login=login, name=login)
    if role:
        Assignment.objects.create(employee=made, role=role, valid_from=NOW.date())
    return made


def code(now: datetime) -> str:
    return code_at(SECRET, counter_of(now))


def with_app(login: str = "an") -> Employee:
    made = employee(login)
    actions.add_app(employee=made.pk, secret=SECRET, code=code(NOW), now=NOW)
    return made


def refused(act) -> str:
    with pytest.raises(RuleBroken) as no:
        act()
    return no.value.code


@pytest.mark.django_db
def test_an_app_is_kept_only_when_it_shows_the_right_code() -> None:
    made = employee()
    assert refused(
        lambda: actions.add_app(employee=made.pk, secret=SECRET, code="000000", now=NOW)
    ) == "second_factor_refused"  # fmt: skip
    assert not queries.has_second_factor(made.pk)
    actions.add_app(employee=made.pk, secret=SECRET, code=code(NOW), now=NOW)
    assert queries.has_second_factor(made.pk)


@pytest.mark.django_db
def test_the_database_holds_no_secret_that_can_be_read() -> None:
    made = with_app()
    codes = actions.make_recovery_codes(employee=made.pk, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT f::text, encode(kept, 'hex') FROM people_factor f")
        shown = str(cursor.fetchall())
    assert SECRET.hex() not in shown
    assert SECRET.hex().encode().hex() not in shown
    assert not [one for one in codes if one in shown]


@pytest.mark.django_db
def test_a_code_is_good_once() -> None:
    made = with_app()
    actions.use_code(employee=made.pk, code=code(LATER), now=LATER)
    again = lambda: actions.use_code(employee=made.pk, code=code(LATER), now=LATER)  # noqa: E731
    assert refused(again) == "second_factor_refused"


@pytest.mark.django_db
def test_each_code_on_paper_is_good_once_and_new_ones_end_the_old() -> None:
    made = with_app()
    old = actions.make_recovery_codes(employee=made.pk, now=NOW)
    assert len(set(old)) == 10
    actions.use_code(employee=made.pk, code=f"{old[0][:4]} {old[0][4:].lower()}", now=NOW)
    for typed in (old[0], "", "nonsense"):
        no = lambda typed=typed: actions.use_code(employee=made.pk, code=typed, now=NOW)  # noqa: E731
        assert refused(no) == "second_factor_refused"
    actions.make_recovery_codes(employee=made.pk, now=LATER)
    assert refused(lambda: actions.use_code(employee=made.pk, code=old[1], now=NOW))


@pytest.mark.django_db
def test_a_code_on_paper_of_a_colleague_is_worth_nothing() -> None:
    mine, theirs = with_app("an"), with_app("bo")
    codes = actions.make_recovery_codes(employee=theirs.pk, now=NOW)
    assert refused(lambda: actions.use_code(employee=mine.pk, code=codes[0], now=NOW))


@pytest.mark.django_db
def test_after_many_wrong_codes_the_right_one_is_refused_for_a_while() -> None:
    made = with_app()
    for _ in range(MOST_WRONG):
        refused(lambda: actions.use_code(employee=made.pk, code="000000", now=LATER))
    right = lambda: actions.use_code(employee=made.pk, code=code(LATER), now=LATER)  # noqa: E731
    assert refused(right) == "second_factor_paused"
    after = LATER + timedelta(minutes=16)
    actions.use_code(employee=made.pk, code=code(after), now=after)


@pytest.mark.django_db
def test_a_passkey_whose_count_does_not_go_up_was_copied() -> None:
    made = employee()
    key = {"employee": made.pk, "credential_id": b"key"}
    actions.add_passkey(**key, name="Laptop", public=b"public", count=5, now=NOW)
    actions.use_passkey(**key, count=6, now=NOW)
    for count in (6, 5, 0):
        assert refused(lambda c=count: actions.use_passkey(**key, count=c, now=NOW))


@pytest.mark.django_db
def test_a_passkey_that_never_counts_may_be_used_again() -> None:
    made = employee()
    key = {"employee": made.pk, "credential_id": b"key"}
    actions.add_passkey(**key, name="Phone", public=b"public", count=0, now=NOW)
    actions.use_passkey(**key, count=0, now=NOW)
    actions.use_passkey(**key, count=0, now=LATER)


@pytest.mark.django_db
def test_a_passkey_belongs_to_one_employee() -> None:
    key = {"credential_id": b"key", "name": "x", "public": b"public", "count": 0, "now": NOW}
    first, second = employee("an"), employee("bo")
    actions.add_passkey(employee=first.pk, **key)
    assert refused(lambda: actions.add_passkey(employee=second.pk, **key)) == "passkey_taken"
    assert refused(
        lambda: actions.use_passkey(employee=second.pk, credential_id=b"key", count=1, now=NOW)
    )


@pytest.mark.django_db
def test_an_administrator_takes_all_away_but_never_their_own() -> None:
    made, chief = with_app(), employee("mei", "administrator")
    clerk = employee("bo", "clerk")
    for actor in (made.actor, clerk.actor):
        assert refused(
            lambda a=actor: actions.remove_factors(employee=made.pk, actor=a, now=NOW)
        ) == "not_allowed"  # fmt: skip
    assert refused(lambda: actions.remove_factors(employee=chief.pk, actor=chief.actor, now=NOW))
    actions.remove_factors(employee=made.pk, actor=chief.actor, now=NOW)
    assert not queries.has_second_factor(made.pk)
    assert Line.objects.latest("id").act == "people.remove_factors"


@pytest.mark.django_db
def test_every_use_and_every_failure_is_written_down() -> None:
    made = with_app()
    actions.use_code(employee=made.pk, code=code(LATER), now=LATER)
    refused(lambda: actions.use_code(employee=made.pk, code="000000", now=LATER))
    acts = list(Line.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["people.add_factor", "people.use_factor", "people.refuse_factor"]


@pytest.mark.parametrize(
    ("role", "needed"), [(Role.DPO, True), (Role.ADMINISTRATOR, True), (Role.EXPERT, True),
                         (Role.CLERK, False), (Role.RECEPTION, False)]
)  # fmt: skip
def test_who_sees_or_changes_much_must_have_one_outside_the_demo(
    settings, role: Role, *, needed: bool
) -> None:
    held = [Rule(role=role, location="", team="", since=NOW.date(), until=None)]
    settings.DEMO = False
    assert queries.must_have_second_factor(held) is needed
    settings.DEMO = True
    assert not queries.must_have_second_factor(held)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a_factor_is_of_a_known_kind", {"kind": "magic"}),
        ("one_app_for_each_employee", {"kind": "totp"}),
        ("a_factor_is_of_one_employee", {"kind": "passkey", "trace": "known"}),
    ],
)
def test_the_database_itself_refuses_an_impossible_factor(name: str, change: dict) -> None:
    made = with_app()
    Factor.objects.create(employee=made, kind="passkey", trace="known", made_at=NOW)
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        Factor.objects.create(employee=made, made_at=NOW, **change)


@pytest.mark.django_db(transaction=True)
def test_one_code_typed_twice_at_once_opens_once() -> None:
    made = with_app()
    opened, together = [], threading.Barrier(4)

    def try_it() -> None:
        together.wait()
        try:
            actions.use_code(employee=made.pk, code=code(LATER), now=LATER)
            opened.append(True)
        except RuleBroken:
            pass
        finally:
            connection.close()

    people = [threading.Thread(target=try_it) for _ in range(4)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert opened == [True]
