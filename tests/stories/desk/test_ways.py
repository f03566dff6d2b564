"""Whatever somebody may do at the desk, the ways to it stand in one row of an ordinary screen."""

from __future__ import annotations

from tests.stories.base import PHONE
from tests.stories.desk.helpers import DeskStory

from loket.domain.people.may import Role

#: The upper edge of every way.
EDGES = "ways => ways.map(one => Math.round(one.getBoundingClientRect().top))"


class AtADesk(DeskStory):
    accessible = False

    def rows(self) -> int:
        ways = self.page.locator("nav li a")
        ways.first.wait_for()
        self.page.evaluate("async () => { await document.fonts.ready }")
        return len(set(ways.evaluate_all(EDGES)))


class TestOnAScreen(AtADesk):
    def test_the_many_ways_of_a_manager_stand_in_one_row(self) -> None:
        self.signs_in(Role.MANAGER)
        self.visit("/desk/")
        assert self.rows() == 1

    def test_the_few_ways_of_a_clerk_stand_in_one_row(self) -> None:
        self.signs_in(Role.CLERK)
        self.visit("/desk/")
        assert self.rows() == 1


class TestOnAPhone(AtADesk):
    screen = PHONE

    def test_they_stand_below_each_other_and_nothing_scrolls_sideways(self) -> None:
        self.signs_in(Role.MANAGER)
        self.visit("/desk/")
        assert self.rows() > 1
