"""Who is meant: only people whom the register links to the applicant, and only one of them."""

from datetime import date, timedelta

import pytest
from tests.offices.certificates.world import HOUSE, NOW, World, ask

from loket.domain.refusals import RuleBroken
from loket.foundations.registers import queries as registers
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import Request

DAY = timedelta(days=1)
LOU = date(2014, 5, 20)


def subject_of(world: World, name: str, words: Words, product: str = "BIRTH_ACT") -> object:
    asked = ask(world[name], product, words=words)
    return Request.objects.get(pk=asked.id).subject


def test_a_child_is_found_by_its_day_of_birth_among_the_applicants_own(world: World) -> None:
    assert subject_of(world, "Nora", Words(whose="child", born_on=LOU)) == world["Lou"]


def test_of_twins_a_person_says_which_one(world: World) -> None:
    world.live("Mila", LOU, 503, household=HOUSE)
    world.tie("Nora", "parent", "Mila", authority=True)
    assert subject_of(world, "Nora", Words(whose="child", born_on=LOU)) is None


def test_somebody_elses_child_is_not_found_whatever_is_typed(world: World) -> None:
    words = Words(whose="child", first_name="Lou", name="Peeters", born_on=LOU)
    assert subject_of(world, "Ludo", words) is None


def test_a_parent_is_found_by_who_is_a_child(world: World) -> None:
    words = Words(whose="parent", born_on=date(1987, 3, 14))
    assert subject_of(world, "Lou", words) == world["Nora"]


def test_a_partner_needs_no_day_of_birth(world: World) -> None:
    world.tie("Tom", "cohabitant", "Ludo", since=date(2015, 1, 1))
    assert subject_of(world, "Tom", Words(whose="cohabitant")) == world["Ludo"]


def test_a_bond_that_ended_links_nobody(world: World) -> None:
    world.tie("Tom", "cohabitant", "Ludo", since=date(2010, 1, 1), until=date(2015, 1, 1))
    assert subject_of(world, "Tom", Words(whose="cohabitant")) is None


def test_somebody_else_is_looked_for_by_no_machine(world: World) -> None:
    words = Words(whose="other", first_name="Nora", name="Peeters", born_on=date(1987, 3, 14))
    assert subject_of(world, "Tom", words) is None
    assert not registers.list_look_ups_of(world["Nora"], since=NOW - DAY, before=NOW + DAY)


@pytest.mark.parametrize("whose", ["child", "parent", "grandparent", "grandchild", "other"])
def test_a_description_without_a_day_of_birth_is_asked_again(world: World, whose: str) -> None:
    with pytest.raises(RuleBroken, match="birth_day_needed"):
        ask(world["Nora"], "BIRTH_ACT", words=Words(whose=whose))  # type: ignore[arg-type]
