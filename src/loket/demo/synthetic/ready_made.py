"""The lives of the people of `demo.residents`, each told so that the story is true."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from loket.demo.residents import BY_KEY
from loket.demo.synthetic.book import Book
from loket.demo.synthetic.citizens import Citizen
from loket.domain.registers.facts import Address, Sex

HERE: Final = date(2012, 6, 1)


class _Told:
    """The ready-made people in a book, by key. ``trial`` is where the mother lives."""

    def __init__(self, book: Book, trial: tuple[str, str], elsewhere: tuple[str, str]) -> None:
        self.book, self.trial, self.elsewhere = book, trial, elsewhere

    def born(self, key: str, **facts: Any) -> Citizen:
        made = BY_KEY[key]
        facts.setdefault("counter", made.counter)
        facts.setdefault("kind", made.kind)
        sex: Sex = "male" if facts["counter"] % 2 else "female"
        return self.book.birth(
            made.born_on, sex=sex, names=made.names, first_names=made.first_names, **facts
        )

    def street(self, name: str, number: str, area: tuple[str, str]) -> Address:
        return Address(name, number, "", area[0], area[1], self.book.municipality)

    def alone(self, key: str, street: str, *, since: date = HERE, **facts: Any) -> Citizen:
        """Somebody who lives alone since a day."""
        citizen = self.born(key, **facts)
        at = self.street(street, "7", self.elsewhere)
        self.book.settle(at, max(since, citizen.born_on), [(citizen, "reference")])
        return citizen


def tell(book: Book, *, trial: tuple[str, str], elsewhere: tuple[str, str]) -> None:
    """Tell all of them. ``trial`` and ``elsewhere`` are postal code and locality."""
    told = _Told(book, trial, elsewhere)
    for story in (_parents, _old, _protected, _papers, _partners, _represented, _unanswered):
        story(told)


def _parents(told: _Told) -> None:
    book = told.book
    mother, father = told.born("mother", status="in_dabs"), told.born("father", status="in_dabs")
    married = date(2012, 6, 16)
    home = book.settle(
        told.street("Lindenlaan", "21", told.trial), married,
        [(mother, "reference"), (father, "spouse")],
    )  # fmt: skip
    book.marry(mother, father, married)
    for key in ("child_lou", "child_mila"):
        child = told.born(key, parents=(mother, father), status="in_dabs")
        book.join(home, child, "child", child.born_on)
    apart = date(2021, 2, 10)
    book.divorce(mother, father, apart)
    there = told.street("Molenweg", "5", told.elsewhere)
    book.settle(there, apart, [(father, "reference")])
    told.alone("landlord", "Spiegelstraat")
    told.alone("never_moved", "Tulpstraat", since=date(1999, 4, 1))


def _old(told: _Told) -> None:
    book = told.book
    widow = told.born("widow", status="in_dabs")
    husband = book.birth(
        date(1941, 5, 3), sex="male", names="Thys", first_names=("Albert",), counter=997
    )
    married = date(1966, 9, 10)
    book.settle(
        told.street("Rozenlaan", "3", told.elsewhere), married,
        [(widow, "reference"), (husband, "spouse")],
    )  # fmt: skip
    book.marry(widow, husband, married)
    book.die(husband, date(2019, 11, 2))
    book.wish(widow, "cremation_scattered", date(2020, 1, 15))
    told.alone("on_paper", "Weversplein", since=date(1975, 5, 1), status="not_migrated")


def _protected(told: _Told) -> None:
    book = told.book
    hidden, sister = told.born("hidden", status="in_dabs"), told.born("housemate")
    book.settle(
        told.street("Merelstraat", "44", told.trial), HERE,
        [(hidden, "reference"), (sister, "sibling")],
    )  # fmt: skip
    hidden.undisclosed_until = book.today + timedelta(days=120)
    told.alone("investigated", "Ankerstraat", status="in_dabs").under_investigation = True
    changed = told.alone("changed_sex", "Zonnelaan", counter=993, status="in_dabs")
    book.change_sex(changed, date(2022, 3, 8), counter=BY_KEY["changed_sex"].counter)


def _papers(told: _Told) -> None:
    book = told.book
    abroad = told.born("foreign_act", country="GN", place="Kankan", nationality="GN")
    book.settle(told.street("Kompasplein", "9", told.trial), HERE, [(abroad, "reference")])
    abroad.history_since = HERE
    book.brings_act(abroad, date(2012, 9, 3))
    worker = told.born("bis_holder", country="RO", place="Cluj", nationality="RO")
    worker.history_since = None
    first = book.birth(
        date(1979, 3, 12), sex="female", names="Lemmens", first_names=("Carine",), counter=998
    )
    new = (
        book.birth(
            date(1970, 7, 1), sex="female", names="Sels", first_names=("Marleen",), counter=998
        ),
        book.birth(
            date(1968, 4, 9), sex="male", names="De Wilde", first_names=("Johan",), counter=997
        ),
    )
    since = date(1996, 5, 4)
    there = told.street("Akkerstraat", "16", told.elsewhere)
    home = book.settle(there, since, [(new[0], "reference"), (new[1], "spouse")])
    book.marry(new[0], new[1], since)
    book.settle(told.street("Weidestraat", "2", told.elsewhere), since, [(first, "reference")])
    child = told.born("adopted", parents=(first,), status="in_dabs")
    adopted = date(2003, 10, 1)
    book.adopt(child, new, adopted)
    book.join(home, child, "child", adopted)


def _partners(told: _Told) -> None:
    book = told.book
    one, other = told.born("partner"), told.born("other_partner")
    since = date(2018, 8, 20)
    book.settle(
        told.street("Korenbloemstraat", "30", told.trial), since,
        [(one, "reference"), (other, "cohabitant")],
    )  # fmt: skip
    book.declare_cohabitation(one, other, since)


def _represented(told: _Told) -> None:
    book = told.book
    old = told.alone("protected", "Herfstlaan", since=date(1970, 1, 1))
    daughter = told.born("administrator", parents=(old,))
    there = told.street("Lentestraat", "12", told.elsewhere)
    book.settle(there, HERE, [(daughter, "reference")])
    book.represent(old, daughter, date(2023, 4, 14))


def _unanswered(told: _Told) -> None:
    told.alone("unanswered", "Kruidenstraat", status="in_dabs")
