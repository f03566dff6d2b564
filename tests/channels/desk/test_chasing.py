"""A lead reads what is late and takes it up; others do not see it, and no resident is named."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.channels.desk.helpers import employee, signed_in
from tests.factories import registers as make
from tests.offices.certificates.test_waiting import put_on_paper
from tests.offices.certificates.world import CIVIL, World, ask, build, clerk

from loket.domain.people.may import Role
from loket.kit import clock
from loket.offices.certificates import actions, tasks
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import FollowUp


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


@pytest.fixture
def late(world: World) -> uuid.UUID:
    """Tom asked for his child a month ago, and nobody answered."""
    words = Words(whose="child", born_on=date(2014, 5, 20))
    asked = ask(world["Tom"], words=words, now=clock.now() - timedelta(days=30))
    tasks.raise_what_is_late(clock.now())
    return asked.id


def test_a_lead_reads_what_is_late_and_takes_it_up(late: uuid.UUID) -> None:
    desk = signed_in(employee(Role.MANAGER, "hall"))
    page = desk.get("/desk/late").content.decode()
    assert "wacht langer dan we beloofden" in page
    assert "dagen geleden" in page
    assert "nog niemand" in page
    assert "Ik volg het op" in page
    assert "Peeters" not in page
    assert str(late) not in page
    answer = desk.post(f"/desk/late/{FollowUp.objects.get().pk}", follow=True)
    page = answer.content.decode()
    assert "Genoteerd: jij volgt het op." in page
    assert "Ik volg het op" not in page


def test_a_lead_reads_which_municipality_to_call_and_who_works_on_it(world: World) -> None:
    put_on_paper(world, "Nora")
    then, an = clock.now() - timedelta(days=30), clerk("an", team=CIVIL)
    act = {"request": ask(world["Nora"], "BIRTH_ACT", now=then).id, "actor": an, "now": then}
    actions.take_over(**act)
    actions.ask_migration(place="Mechelen", **act)
    tasks.raise_what_is_late(clock.now())
    page = signed_in(employee(Role.MANAGER, "hall")).get("/desk/late").content.decode()
    assert "wacht op de gemeente Mechelen" in page
    assert "<dd>An</dd>" in page


def test_every_page_of_a_lead_says_that_something_is_late_until_it_is_taken_up(
    late: uuid.UUID,
) -> None:
    desk, notice = signed_in(employee(Role.MANAGER, "hall")), "1 aanvraag is te laat"
    assert notice in desk.get("/desk/").content.decode()
    desk.post(f"/desk/late/{FollowUp.objects.get().pk}")
    assert notice not in desk.get("/desk/").content.decode()
    others = signed_in(employee(Role.CLERK, "hall", login="c.clerk"))
    assert notice not in others.get("/desk/").content.decode()


def test_a_task_that_is_gone_says_so(late: uuid.UUID) -> None:
    desk = signed_in(employee(Role.MANAGER, "hall"))
    page = desk.post("/desk/late/999", follow=True).content.decode()
    assert "Deze aanvraag is niet meer te laat." in page


def test_when_nothing_is_late_the_page_says_so(world: World) -> None:
    assert (
        "Niets is te laat."
        in signed_in(employee(Role.MANAGER, "hall")).get("/desk/late").content.decode()
    )


@pytest.mark.parametrize("role", [Role.CLERK, Role.RECEPTION, Role.DPO])
def test_others_do_not_enter(late: uuid.UUID, role: Role) -> None:
    desk: Client = signed_in(employee(role, "hall"))
    assert desk.get("/desk/late").status_code == 403
    assert desk.post(f"/desk/late/{FollowUp.objects.get().pk}").status_code == 403
