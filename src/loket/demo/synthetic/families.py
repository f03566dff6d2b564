"""Families by chance, each told from its first birth to today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from loket.demo.synthetic import names
from loket.demo.synthetic.book import Book
from loket.demo.synthetic.citizens import Citizen, Home
from loket.domain.registers.facts import Address, MemberKind, Sex

YEAR: Final = timedelta(days=365.25)
Areas = tuple[tuple[str, str], ...]
Story = Callable[["Teller"], int]
#: Nobody in these stories becomes a parent or marries younger.
YOUNGEST: Final = 19


class Teller:
    """Tells families into a book until it holds enough people."""

    def __init__(self, book: Book, areas: Areas) -> None:
        self.book, self.areas, self.chance = book, areas, book.chance
        self._stories = [story for story, weight in STORIES.items() for _ in range(weight)]

    def tell(self, residents: int) -> None:
        """Families until so many people live here, then the bonds between generations."""
        here = 0
        while here < residents:
            here += self.chance.choice(self._stories)(self)
        self.book.link_generations()

    def born(self, years: tuple[float, float], sex: Sex | None = None, **facts: Any) -> Citizen:
        """Somebody of an age within these years, with a name and perhaps something rare."""
        chance = self.chance
        sex = sex or self.sex()
        facts.setdefault("names", chance.choice(names.FAMILY))
        facts.setdefault("first_names", names.first_names(chance, sex))
        return self.book.birth(self.ago(chance.uniform(*years)), sex=sex, **facts)

    def sex(self) -> Sex:
        """By chance."""
        return "female" if self.chance.random() < 0.5 else "male"

    def ago(self, years: float) -> date:
        """The day so many years before today."""
        return self.book.today - timedelta(days=int(years * 365.25))

    def after(self, day: date, low: float, high: float) -> date:
        """A day so many years after another; not later than yesterday."""
        later = day + timedelta(days=int(self.chance.uniform(low, high) * 365.25))
        return min(later, self.book.today - timedelta(days=1))

    def home(self, on: date, *members: tuple[Citizen, MemberKind]) -> Home:
        """They move in together somewhere."""
        return self.book.settle(self.place(), on, members)

    def place(self) -> Address:
        """An address somewhere in the city."""
        return names.address(self.chance, self.areas, self.book.municipality)

    def grow_up(self, *grown: Citizen) -> None:
        """Each lived with somebody before: an earlier address, on paper for who is old."""
        for citizen in grown:
            self.home(citizen.born_on, (citizen, "reference"))

    def happens(self, percent: float) -> bool:
        """By chance."""
        return self.chance.random() * 100 < percent


def single(teller: Teller) -> int:
    """Somebody who lives alone, and to whom rare things happen."""
    citizen = teller.born((YOUNGEST, 80))
    teller.grow_up(citizen)
    moved = teller.after(citizen.born_on, 18.5, 30)
    teller.home(moved, (citizen, "reference"))
    _rarely(teller, citizen, moved)
    return 1


def _rarely(teller: Teller, citizen: Citizen, since: date) -> None:
    """What a register must know of few."""
    book, day = teller.book, teller.after(since, 0.2, 12)
    if teller.happens(1.5):
        citizen.undisclosed_until = book.today + timedelta(days=teller.chance.randint(1, 180))
    if teller.happens(1.2):
        citizen.under_investigation = True
    if teller.happens(0.3):
        citizen.correction_pending = True
    if teller.happens(0.6):
        book.rename(citizen, day, first_names=names.first_names(teller.chance, citizen.sex))
    elif teller.happens(0.5):
        book.change_sex(citizen, day)


def couple(
    teller: Teller, *, children: int = 0, ages: tuple[float, float] = (YOUNGEST + 14, 62)
) -> int:
    """Two people, married or living together, with children when there are any."""
    one, other = teller.born(ages, "female"), teller.born(ages, "male")
    teller.grow_up(one, other)
    youngest = max(one.born_on, other.born_on)
    together = teller.after(youngest, YOUNGEST, YOUNGEST + 9)
    home = teller.home(together, (one, "reference"), (other, "spouse"))
    married = teller.happens(60)
    if married:
        teller.book.marry(one, other, together)
    elif teller.happens(70):
        other.home_kind = "cohabitant"
        teller.book.declare_cohabitation(one, other, together)
    else:
        other.home_kind = "unrelated"
    born = _children(teller, one, other, home, together, children, married=married)
    return 2 + born


def _children(
    teller: Teller, one: Citizen, other: Citizen, home: Home, together: date, count: int,
    *, married: bool,
) -> int:  # fmt: skip
    day, born = together, 0
    for _ in range(count):
        day = day + timedelta(days=teller.chance.randint(400, 1300))
        if day >= teller.book.today:
            break
        sex = teller.sex()
        child = teller.book.birth(
            day, sex=sex, names=other.names, first_names=names.first_names(teller.chance, sex),
            parents=(one, other) if married else (one,),
        )  # fmt: skip
        if not married:
            teller.book.recognise(other, child, day)
        teller.book.join(home, child, "child", day)
        born += 1
    return born


def family(teller: Teller) -> int:
    """A couple with one to four children."""
    return couple(teller, children=teller.chance.choice((1, 2, 2, 2, 3, 3, 4)))


def divorced(teller: Teller) -> int:
    """A marriage that ended: two households, the children with one of them."""
    one, other = teller.born((36, 58), "female"), teller.born((36, 58), "male")
    teller.grow_up(one, other)
    together = teller.after(max(one.born_on, other.born_on), YOUNGEST, YOUNGEST + 5)
    home = teller.home(together, (one, "reference"), (other, "spouse"))
    teller.book.marry(one, other, together)
    born = _children(teller, one, other, home, together, 2, married=True)
    ended = teller.after(together, 9, 12)
    teller.book.divorce(one, other, ended)
    teller.home(ended, (other, "reference"))
    if born and teller.happens(4):
        teller.book.lose_authority(other, home.members[-1])
    return 2 + born


def widowed(teller: Teller) -> int:
    """An old couple of whom one has died; a grown child lives elsewhere."""
    one, other = teller.born((70, 95), "female"), teller.born((72, 97), "male")
    teller.grow_up(one, other)
    together = teller.after(max(one.born_on, other.born_on), YOUNGEST, YOUNGEST + 6)
    home = teller.home(together, (one, "reference"), (other, "spouse"))
    teller.book.marry(one, other, together)
    _children(teller, one, other, home, together, 1, married=True)
    child = home.members[-1]
    left = teller.after(child.born_on, 20, 28)
    teller.home(left, (child, "reference"))
    died = teller.ago(teller.chance.uniform(0.1, 9))
    teller.book.die(other, died)
    if teller.happens(25):
        teller.book.wish(one, "cremation_scattered", teller.after(died, 0.1, 2))
    if teller.happens(6):
        teller.book.represent(one, child, teller.ago(0.05))
    return 2


def three_generations(teller: Teller) -> int:
    """Grandmother, her daughter, and the daughter's children under one roof or two."""
    elder, elder_man = teller.born((60, 72), "female"), teller.born((60, 74), "male")
    teller.grow_up(elder, elder_man)
    began = teller.after(max(elder.born_on, elder_man.born_on), YOUNGEST, YOUNGEST + 4)
    old_home = teller.home(began, (elder, "reference"), (elder_man, "spouse"))
    teller.book.marry(elder, elder_man, began)
    _children(teller, elder, elder_man, old_home, began, 1, married=True)
    middle = old_home.members[-1]
    partner = teller.born((YOUNGEST + 10, YOUNGEST + 22))
    teller.grow_up(partner)
    together = teller.after(max(middle.born_on, partner.born_on), YOUNGEST, YOUNGEST + 5)
    home = teller.home(together, (middle, "reference"), (partner, "spouse"))
    teller.book.marry(middle, partner, together)
    return 4 + _children(teller, middle, partner, home, together, 2, married=True)


def newcomers(teller: Teller) -> int:
    """A couple from abroad with foreign acts; who has no residence yet has a BIS number."""
    country, place = teller.chance.choice(names.ABROAD)
    abroad: dict[str, Any] = {"country": country, "place": place, "nationality": country}
    one = teller.born((YOUNGEST + 4, 50), **abroad)
    if teller.happens(12):
        return _unregistered(teller, abroad)
    arrived = teller.ago(teller.chance.uniform(0.2, 12))
    arrived = max(arrived, one.born_on + timedelta(days=int((YOUNGEST + 1) * 365.25)))
    arrived = min(arrived, teller.ago(0.01))
    one.history_since = arrived
    home = teller.home(arrived, (one, "reference"))
    if teller.happens(75):
        teller.book.brings_act(one, teller.after(arrived, 0.01, 1))
    if not teller.happens(50):
        return 1
    other = teller.born((YOUNGEST + 4, 50), **abroad)
    other.history_since = arrived
    teller.book.join(home, other, "unrelated", arrived)
    return 2


def _unregistered(teller: Teller, abroad: dict[str, Any]) -> int:
    """Somebody who works here and stands in no population register."""
    worker = teller.born((YOUNGEST + 4, 50), kind="bis", **abroad)
    worker.history_since = None
    return 1


def adopters(teller: Teller) -> int:
    """A couple that adopted a child whose first mother lives elsewhere."""
    first = teller.born((40, 48), "female")
    teller.grow_up(first)
    child_born = teller.after(first.born_on, YOUNGEST, YOUNGEST + 6)
    sex = teller.sex()
    child = teller.book.birth(
        child_born, sex=sex, names=first.names, parents=(first,),
        first_names=names.first_names(teller.chance, sex),
    )  # fmt: skip
    count = couple(teller, ages=(49, 62))
    parents = tuple(teller.book.citizens[-2:])
    adopted = teller.after(max(child_born, parents[0].since or child_born), 0.5, 3)
    if parents[0].home is None or adopted <= child_born:
        teller.home(child_born, (child, "reference"))
        return count + 2
    teller.book.adopt(child, parents, adopted)
    child.names = parents[1].names
    teller.book.join(parents[0].home, child, "child", adopted)
    return count + 2


def sharers(teller: Teller) -> int:
    """Students and workers who share a house and nothing else."""
    people = [teller.born((YOUNGEST, 34)) for _ in range(teller.chance.randint(2, 4))]
    teller.grow_up(*people)
    latest = max(one.born_on for one in people)
    home = teller.home(teller.after(latest, 18.2, 18.9), (people[0], "reference"))
    for one in people[1:]:
        teller.book.join(home, one, "unrelated", one_day(home, teller))
    return len(people)


def one_day(home: Home, teller: Teller) -> date:
    """A day after the first member came."""
    return teller.after(home.members[0].since or teller.book.today, 0, 1)


STORIES: Final[dict[Story, int]] = {
    single: 34, couple: 14, family: 24, divorced: 8, widowed: 9, three_generations: 3,
    newcomers: 9, adopters: 1, sharers: 5,
}  # fmt: skip
