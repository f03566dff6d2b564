"""People: employees are an administrator's, mandates are the grantor's own."""

from __future__ import annotations

from datetime import date, timedelta

from tests.factories.city import NOW
from tests.factories.residents import resident
from tests.house.acts.recipes import Do, Ready, Recipe, Recipes

from loket.domain.people.may import Role
from loket.foundations.people import actions
from loket.foundations.people.models import Assignment, Employee

PASSWORD = "correct horse battery staple"
TODAY = NOW.date()


def town() -> Employee:
    return Employee.objects.create(login="cy", name="Cy")


def _hire(_cy: Employee) -> Do:
    who = {"login": "dee", "name": "Dee", "password": PASSWORD, "now": NOW}
    return lambda actor: actions.hire(**who, actor=actor)


def _assign(cy: Employee) -> Do:
    what = {"employee": cy.pk, "role": Role.CLERK, "since": TODAY, "now": NOW}
    return lambda actor: actions.assign(**what, actor=actor)


def _end(cy: Employee) -> Do:
    held = Assignment.objects.create(employee=cy, role="clerk", valid_from=date(2021, 1, 1)).pk
    return lambda actor: actions.end_assignment(assignment=held, until=TODAY, actor=actor, now=NOW)


def _password(cy: Employee) -> Ready:
    new = {"employee": cy.pk, "password": PASSWORD, "now": NOW}
    return Ready(lambda actor: actions.set_password(**new, actor=actor), owner=cy.actor)


def _close(cy: Employee) -> Do:
    return lambda actor: actions.close_account(employee=cy.pk, actor=actor, now=NOW)


def _remove(cy: Employee) -> Do:
    return lambda actor: actions.remove_factors(employee=cy.pk, actor=actor, now=NOW)


def _grant(actor: str) -> object:
    return actions.grant_mandate(
        grantor=resident(995), holder=resident(997), products=["household"], valid_from=TODAY,
        valid_to=TODAY + timedelta(days=30), actor=actor, now=NOW,
    )  # fmt: skip


def _owner() -> str:
    return f"resident:{resident(995)}"


def _withdraw(_cy: Employee) -> Ready:
    mandate = _grant(_owner())
    return Ready(
        lambda actor: actions.withdraw_mandate(mandate=mandate, actor=actor, now=NOW), _owner()
    )


RECIPES: Recipes = {
    "hire": Recipe(_hire, "people.hire"),
    "assign": Recipe(_assign, "people.assign"),
    "end_assignment": Recipe(_end, "people.end_assignment"),
    "set_password": Recipe(_password, "people.set_password"),
    "close_account": Recipe(_close, "people.close_account"),
    "remove_factors": Recipe(_remove, "people.set_password"),
    "grant_mandate": Recipe(lambda _cy: Ready(_grant, _owner())),
    "withdraw_mandate": Recipe(_withdraw),
}
