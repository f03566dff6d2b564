"""People who do not exist, with a story each: who to sign in as, and what then happens.

Their numbers are of months that no register issues, and fixed, so that the sign-in simulator, the
registers' simulator and the tests mean the same person. Their lives are told in
`demo.synthetic.ready_made`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from loket.domain.people.numbers import Kind, NationalNumber, made_up

#: How somebody can sign in, from the weakest means to the strongest.
Means = Literal["sms", "app", "itsme", "eid"]


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """One of them. ``story`` is Dutch, for the page that says who to sign in as."""

    key: str
    first_names: tuple[str, ...]
    names: str
    born_on: date
    #: Odd for a man's number, even for a woman's; far above what the city itself uses.
    counter: int
    means: tuple[Means, ...]
    story: str
    kind: Kind = "rrn"

    @property
    def number(self) -> NationalNumber:
        """The number that is in use now."""
        return made_up(self.born_on, self.counter, kind=self.kind)

    @property
    def first_name(self) -> str:
        """As the page greets them."""
        return self.first_names[0]


READY_MADE: Final = (
    ReadyMade(
        "mother", ("Nora", "Lucia"), "Claes", date(1987, 3, 14), 998, ("sms", "itsme", "eid"),
        "moeder van Lou en Mila, woont in het district van de proef, gescheiden van Tom",
    ),
    ReadyMade(
        "father", ("Tom",), "Wouters", date(1985, 9, 2), 997, ("itsme", "eid"),
        "vader van Lou en Mila, woont elders, met ouderlijk gezag; ex van Nora",
    ),
    ReadyMade(
        "child_lou", ("Lou",), "Wouters", date(2014, 5, 20), 997, (),
        "minderjarig kind van Nora en Tom, woont bij Nora",
    ),
    ReadyMade(
        "child_mila", ("Mila",), "Wouters", date(2017, 11, 8), 998, (),
        "minderjarig kind van Nora en Tom, woont bij Nora",
    ),
    ReadyMade(
        "widow", ("Godelieve",), "Maes", date(1944, 2, 5), 998, ("eid",),
        "weduwe, al vijftig jaar op hetzelfde adres; legde haar laatste wens vast",
    ),
    ReadyMade(
        "hidden", ("Yasmine",), "Haddad", date(1992, 7, 30), 998, ("itsme", "eid"),
        "haar adres mag aan niemand meegedeeld worden",
    ),
    ReadyMade(
        "housemate", ("Sara",), "Haddad", date(1995, 1, 19), 998, ("itsme",),
        "woont samen met haar zus Yasmine",
    ),
    ReadyMade(
        "investigated", ("Bram",), "Goossens", date(1990, 10, 11), 997, ("itsme", "eid"),
        "zijn adres wordt onderzocht",
    ),
    ReadyMade(
        "bis_holder", ("Andrei",), "Popa", date(1995, 12, 1), 997, ("eid",),
        "werkt hier met een BIS-nummer, staat in geen bevolkingsregister", "bis",
    ),
    ReadyMade(
        "changed_sex", ("Robin",), "Aerts", date(1985, 4, 23), 998, ("itsme", "eid"),
        "liet de registratie van het geslacht aanpassen en kreeg een nieuw nummer",
    ),
    ReadyMade(
        "foreign_act", ("Amara",), "Diallo", date(1989, 6, 6), 998, ("itsme",),
        "geboren in het buitenland: de akte steunt op een buitenlandse akte",
    ),
    ReadyMade(
        "on_paper", ("Jozef",), "Van den Broeck", date(1951, 8, 17), 997, ("eid",),
        "zijn geboorteakte staat nog op papier",
    ),
    ReadyMade(
        "landlord", ("Ludo",), "Verbist", date(1968, 1, 27), 997, ("itsme",),
        "verhuurder: kijkt met een korte code na of een attest echt is",
    ),
    ReadyMade(
        "adopted", ("Jonas",), "De Wilde", date(2001, 2, 13), 997, ("itsme", "eid"),
        "als kind geadopteerd: een afschrift zou zijn eerste afstamming tonen",
    ),
    ReadyMade(
        "partner", ("Emma",), "Jacobs", date(1993, 9, 9), 998, ("itsme",),
        "woont wettelijk samen met Senne",
    ),
    ReadyMade(
        "other_partner", ("Senne",), "Peeters", date(1991, 3, 3), 997, ("itsme",),
        "woont wettelijk samen met Emma",
    ),
    ReadyMade(
        "protected", ("Maria",), "Stevens", date(1938, 12, 24), 998, (),
        "een bewindvoerder, haar dochter Hilde, handelt in haar naam",
    ),
    ReadyMade(
        "administrator", ("Hilde",), "Lenaerts", date(1966, 5, 12), 998, ("itsme", "eid"),
        "dochter en bewindvoerder van Maria",
    ),
    ReadyMade(
        "never_moved", ("Lies",), "Mertens", date(1999, 4, 1), 998, ("sms", "app"),
        "meldt aan met een code en moet voor een attest een stap hoger",
    ),
    ReadyMade(
        "unanswered", ("Wout",), "Janssens", date(1982, 6, 30), 997, ("itsme",),
        "voor hem antwoordt het register nooit: zijn aanvraag is ontvangen en wacht",
    ),
)  # fmt: skip
BY_KEY: Final = {one.key: one for one in READY_MADE}
