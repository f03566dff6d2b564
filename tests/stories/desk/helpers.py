"""What stories at the desk begin with: a city at noon, an employee who signs in."""

from __future__ import annotations

from typing import Any

from tests.channels.desk.helpers import PASSWORD, employee, open_city
from tests.stories.base import Story

from loket.domain.people.may import Role


class DeskStory(Story):
    """Somebody of the city before their own screen."""

    def signs_in(
        self, role: Role = Role.CLERK, *, location: str = "hall", at: str = "hall:0"
    ) -> Any:
        """Given a city and somebody who works there: sign in and say where one stands."""
        self.given("a city in which it is noon", open_city)
        return self.enters(role, location=location, at=at)

    def enters(self, role: Role, *, location: str = "hall", at: str = "hall:0") -> Any:
        """The same, in a city that there is already."""
        who = self.given("an employee", lambda: employee(role, location))
        self.visit("/desk/")
        self.fill("Aanmeldnaam", who.login)
        self.fill("Wachtwoord", PASSWORD)
        self.press("Aanmelden")
        self.visit("/desk/counter")
        self.click(self.page.locator(f"button[value='{at}']"))
        return who
