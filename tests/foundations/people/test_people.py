"""Employees sign in with a password, may do what their assignments say, and leave a trace."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, transaction
from django.test import RequestFactory

from loket.domain.people.may import Role, may
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.foundations.people import actions, queries
from loket.foundations.people.models import Assignment, Employee

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 11, 25, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
PASSWORD = "zeven-groene-bakfietsen"


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """What is slow on purpose outside tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def hire(login: str = "k.jansen") -> Employee:
    return actions.hire(
        login=login, name="K. Jansen", password=PASSWORD, actor="system:demo", now=NOW
    )


def request_of_a_stranger(factory: RequestFactory):
    """A request at the door, with the session that a visitor already has."""
    request = factory.post("/desk/sign-in", REMOTE_ADDR="127.0.0.1")
    request.client = "127.0.0.1"
    request.session = SessionStore()
    request.session["seen"] = "a page"
    request.session.save()
    request.user = AnonymousUser()
    return request


def sign_in(request, login: str = "K.Jansen ", password: str = PASSWORD) -> Employee:
    return actions.sign_in(request=request, login=login, password=password, now=NOW)


def test_a_new_colleague_may_do_nothing_until_assigned() -> None:
    colleague = hire()
    assert queries.list_assignments(colleague, TODAY) == ()
    actions.assign(
        employee=colleague.pk,
        role=Role.CLERK,
        location="berg",
        since=TODAY,
        actor="system:demo",
        now=NOW,
    )
    held = queries.list_assignments(colleague, TODAY)
    assert may(held, "queues.call_next", "berg", TODAY)
    assert queries.list_assignments(colleague, date(2021, 11, 24)) == ()


def test_an_assignment_ends_on_its_day_and_is_never_lengthened() -> None:
    colleague = hire()
    one = actions.assign(
        employee=colleague.pk,
        role=Role.CLERK,
        since=TODAY,
        until=date(2021, 12, 31),
        actor="system:demo",
        now=NOW,
    )
    actions.end_assignment(assignment=one.pk, until=date(2021, 12, 1), actor="system:demo", now=NOW)
    assert queries.list_assignments(colleague, date(2021, 11, 30))
    assert not queries.list_assignments(colleague, date(2021, 12, 1))
    actions.end_assignment(assignment=one.pk, until=date(2022, 5, 1), actor="system:demo", now=NOW)
    assert not queries.list_assignments(colleague, date(2021, 12, 1))


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("login_taken", lambda known: hire("K.JANSEN")),
        ("login_empty", lambda known: hire("  ")),
        (
            "password_too_short",
            lambda known: actions.set_password(
                employee=known.pk, password="x7Q", actor="system:demo", now=NOW
            ),
        ),
        (
            "employee_unknown",
            lambda known: actions.close_account(employee=uuid4(), actor="system:demo", now=NOW),
        ),
        (
            "role_unknown",
            lambda known: actions.assign(
                employee=known.pk, role="king", since=TODAY, actor="system:demo", now=NOW
            ),
        ),
        (
            "assignment_ends_before_it_begins",
            lambda known: actions.assign(
                employee=known.pk,
                role=Role.CLERK,
                since=TODAY,
                until=date(2021, 11, 1),
                actor="system:demo",
                now=NOW,
            ),
        ),
        (
            "assignment_unknown",
            lambda known: actions.end_assignment(
                assignment=0, until=TODAY, actor="system:demo", now=NOW
            ),
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(code: str, act) -> None:
    known = hire()
    lines = Line.objects.count()
    with pytest.raises(RuleBroken) as refused:
        act(known)
    assert code in {reason.code for reason in refused.value.reasons}
    assert Line.objects.count() == lines


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("an_assignment_has_a_known_role", {"role": "king"}),
        ("an_assignment_ends_after_it_begins", {"valid_to": date(2021, 1, 1)}),
    ],
)
def test_the_database_itself_refuses_an_impossible_assignment(name: str, change: dict) -> None:
    facts = {"employee": hire(), "role": "clerk", "valid_from": TODAY} | change
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        Assignment.objects.create(**facts)


def test_the_database_itself_refuses_a_login_in_capitals() -> None:
    with pytest.raises(DatabaseError, match="a_login_is_in_lower_case"), transaction.atomic():
        Employee.objects.create(login="Jan", name="Jan")


def test_signing_in_gives_the_session_a_new_key_and_writes_it_down(rf: RequestFactory) -> None:
    colleague = hire()
    request = request_of_a_stranger(rf)
    before = request.session.session_key
    assert sign_in(request) == colleague
    assert request.session.session_key != before
    assert not SessionStore().exists(before)
    line = Line.objects.latest("id")
    assert (line.act, line.actor, line.subject) == (
        "people.sign_in",
        colleague.actor,
        colleague.actor,
    )


@pytest.mark.parametrize("login", ["k.jansen", "nobody"])
def test_a_refused_sign_in_says_nothing_about_the_login_and_is_written_down(
    rf: RequestFactory, login: str
) -> None:
    hire()
    with pytest.raises(RuleBroken) as refused:
        sign_in(request_of_a_stranger(rf), login=login, password="wrong")
    assert (refused.value.code, refused.value.facts) == ("sign_in_refused", {})
    assert Line.objects.latest("id").act == "people.refuse_sign_in"


def test_a_closed_account_signs_nobody_in_and_may_do_nothing(rf: RequestFactory) -> None:
    colleague = hire()
    actions.assign(
        employee=colleague.pk, role=Role.MANAGER, since=TODAY, actor="system:demo", now=NOW
    )
    actions.close_account(employee=colleague.pk, actor="system:demo", now=NOW)
    with pytest.raises(RuleBroken, match="sign_in_refused"):
        sign_in(request_of_a_stranger(rf))
    colleague.refresh_from_db()
    assert queries.list_assignments(colleague, TODAY) == ()


def test_after_many_wrong_passwords_the_right_one_is_refused_too(rf: RequestFactory) -> None:
    hire()
    for _ in range(5):
        with pytest.raises(RuleBroken):
            sign_in(request_of_a_stranger(rf), password="wrong")
    with pytest.raises(RuleBroken, match="sign_in_refused"):
        sign_in(request_of_a_stranger(rf))


def test_a_new_password_ends_sessions_under_the_old_one(rf: RequestFactory) -> None:
    colleague = hire()
    request = request_of_a_stranger(rf)
    sign_in(request)
    kept = request.session["_auth_user_hash"]
    actions.set_password(
        employee=colleague.pk, password="acht-blauwe-trams-21", actor="system:demo", now=NOW
    )
    colleague.refresh_from_db()
    assert colleague.get_session_auth_hash() != kept


def test_signing_out_empties_the_session_and_writes_it_down(rf: RequestFactory) -> None:
    hire()
    request = request_of_a_stranger(rf)
    sign_in(request)
    actions.sign_out(request=request, now=NOW)
    assert request.user.is_anonymous
    assert request.session.is_empty()
    assert Line.objects.latest("id").act == "people.sign_out"


def test_the_journal_knows_colleagues_by_reference_only() -> None:
    colleague = hire()
    actions.assign(
        employee=colleague.pk, role=Role.CLERK, since=TODAY, actor="system:demo", now=NOW
    )
    for line in Line.objects.all():
        assert line.subject == f"employee:{colleague.pk}"
        assert "jansen" not in f"{line.actor} {line.before} {line.after}".lower()


def test_colleagues_are_listed_by_name_with_what_they_are_that_day() -> None:
    colleague = hire()
    actions.assign(
        employee=colleague.pk, role=Role.CLERK, since=TODAY, actor="system:demo", now=NOW
    )
    (listed,) = queries.list_colleagues(TODAY)
    assert (listed.login, [one.role for one in listed.assignments]) == ("k.jansen", [Role.CLERK])


def may_change_people(actor: str) -> list[str]:
    """The acts on colleagues that this actor is refused."""
    known = hire("m.peeters")
    one = actions.assign(
        employee=known.pk, role=Role.CLERK, since=TODAY, actor="system:demo", now=NOW
    )
    by = {"actor": actor, "now": NOW}
    acts = {
        "hire": lambda: actions.hire(login="x", name="x", password=PASSWORD, **by),
        "assign": lambda: actions.assign(employee=known.pk, role=Role.CLERK, since=TODAY, **by),
        "end": lambda: actions.end_assignment(assignment=one.pk, until=TODAY, **by),
        "password": lambda: actions.set_password(
            employee=known.pk, password="acht-blauwe-trams-21", **by
        ),
        "close": lambda: actions.close_account(employee=known.pk, **by),
    }
    refused = []
    for name, act in acts.items():
        try:
            act()
        except RuleBroken as broken:
            if broken.code != "not_allowed":
                raise
            refused.append(name)
    return refused


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        (Role.ADMINISTRATOR, []),
        (Role.MANAGER, ["hire", "assign", "end", "password", "close"]),
        (Role.CLERK, ["hire", "assign", "end", "password", "close"]),
    ],
)
def test_only_an_administrator_changes_colleagues(role: Role, refused: list[str]) -> None:
    who = hire()
    actions.assign(employee=who.pk, role=role, since=TODAY, actor="system:demo", now=NOW)
    assert may_change_people(who.actor) == refused


@pytest.mark.parametrize("actor", ["resident", "api", "kiosk:K1", "employee:" + "0" * 32])
def test_nobody_from_outside_changes_colleagues(actor: str) -> None:
    assert len(may_change_people(actor)) == 5


def test_a_colleague_changes_their_own_password_and_nothing_else() -> None:
    colleague = hire()
    new = "acht-blauwe-trams-21"
    actions.set_password(employee=colleague.pk, password=new, actor=colleague.actor, now=NOW)
    colleague.refresh_from_db()
    assert colleague.check_password(new)
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.close_account(employee=colleague.pk, actor=colleague.actor, now=NOW)
