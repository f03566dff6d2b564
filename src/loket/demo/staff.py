"""The people of the demo who work for the city: invented, with a password that everybody knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from loket.domain.people.may import Role
from loket.domain.places.facts import Site
from loket.foundations.people import actions as people
from loket.foundations.people import queries as people_queries
from loket.foundations.places import queries as places
from loket.offices.evaluation import queries as evaluation

ACTOR = "system:demo"
#: Decides what the rules of certificates hand to a person.
DECIDES = "expert"
#: Leads every team.
LEADS = "leiding"
#: For so long they have had their work, so that what they did before the demo began was theirs.
WORKED = timedelta(days=60)
#: Known to everybody who reads this; nobody of the demo is hired anywhere else.
PASSWORD = "in-de-demo-mag-iedereen"  # noqa: S105 - meant to be known


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to sign in as; ``location`` is empty for who works for the whole city."""

    login: str
    name: str
    role: Role
    location: str


def list_staff(now: datetime) -> list[Colleague]:
    """Who works in the demo, from the locations that the city has."""
    return list(_staff(now))


def _staff(now: datetime) -> Iterator[Colleague]:
    sites = places.list_locations(now.astimezone(places.find_zone()).date())
    if not sites:
        return
    hub, near = _hub_and_near(sites)
    yield Colleague(f"balie.{hub.code}", "Emre T.", Role.CLERK, hub.code)
    if near.code != hub.code:
        yield Colleague(f"balie.{near.code}", "Lotte V.", Role.CLERK, near.code)
    if near.profile.reception == "open":
        yield Colleague(f"onthaal.{near.code}", "Fatima B.", Role.RECEPTION, near.code)
    yield Colleague(DECIDES, "Nele W.", Role.EXPERT, "")
    yield Colleague("planning", "Jonas D.", Role.PLANNER, "")
    yield Colleague(LEADS, "Hanne S.", Role.MANAGER, "")
    yield Colleague("beheer", "Mei C.", Role.ADMINISTRATOR, "")
    yield Colleague("privacy", "Ruth A.", Role.DPO, "")


def _hub_and_near(sites: tuple[Site, ...]) -> tuple[Site, Site]:
    """The hub and the first location of the trial; without a trial the first two of the city."""
    by_code = {site.code: site for site in sites}
    for trial in evaluation.list_trials():
        if trial.hub in by_code and trial.samples[0].location in by_code:
            return by_code[trial.hub], by_code[trial.samples[0].location]
    return sites[0], sites[min(1, len(sites) - 1)]


def hire_all(now: datetime) -> None:
    """Hire those who are not there yet, and give them the work that they have in the story."""
    for colleague in list_staff(now):
        if people_queries.find_by_login(colleague.login) is not None:
            continue
        hired = people.hire(
            login=colleague.login, name=colleague.name, password=PASSWORD, actor=ACTOR, now=now
        )
        people.assign(
            employee=hired.pk, role=colleague.role, location=colleague.location,
            since=people_queries.local_day(now) - WORKED, actor=ACTOR, now=now,
        )  # fmt: skip
