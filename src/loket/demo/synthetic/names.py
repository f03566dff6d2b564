"""Names and streets that are common enough to be nobody's."""

from __future__ import annotations

import random
from typing import Final

from loket.domain.registers.facts import Address, Sex


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FAMILY: Final = _words(
    """
    Peeters Janssens Maes Jacobs Mertens Willems Claes Goossens Wouters Smets Hermans Aerts
    Hendrickx Pauwels Michiels Lemmens Desmet Bogaerts Vermeulen Segers Lambrechts Cools
    Verbeeck Daems Thys Nys Stevens Geerts Martens Wauters Coppens Verlinden Sels Baeten
    Diallo Bah Yilmaz Kaya Demir Haddad Benali Amrani Chaoui Kovacs Nowak Kowalski Popescu
    Ivanov Petrov Nguyen Tran Chen Singh Khan Ahmadi Rahimi Silva Santos Garcia Fernandez
    Rossi Bianchi Okafor Mensah Tesfaye Weber Fischer Dubois Lambert Dupont
    """
)
WOMEN: Final = _words(
    """
    An Lotte Noor Mila Emma Sofie Hanne Marie Lore Kaat Ines Jana Lien Eva Julie Fatima Yasmina
    Aya Elif Zeynep Amira Rania Olga Mei Grace Leila Nadia Sara Linde Greet Rita Monique
    Godelieve Lutgarde Christine Anja Katrien Els Veerle Ilse
    """
)
MEN: Final = _words(
    """
    Jan Tom Wout Lars Daan Senne Arthur Jonas Tuur Viktor Bram Stijn Pieter Koen Bart Dirk Luc
    Marc Frans Jozef Adam Mohamed Emre Ibrahim Yusuf Bilal Ali Tariq Piotr Samuel David Omar
    Hassan Mehmet Ahmed Andrei Carlos Kwame Vikram Hugo
    """
)
STREETS: Final = _words(
    """
    Lindenlaan Eikenstraat Kastanjestraat Merelstraat Zwaluwstraat Nachtegaalplein Tulpstraat
    Rozenlaan Anjerstraat Violierstraat Molenweg Korenbloemstraat Akkerstraat Weidestraat
    Bosduifstraat Vinkenlaan Sterrenstraat Maanplein Zonnelaan Regenboogstraat Winterstraat
    Zomerplein Herfstlaan Lentestraat Ambachtstraat Weversplein Smidsestraat Bakkersgang
    Drukkerijstraat Timmermanslaan Spiegelstraat Lantaarnstraat Kompasplein Ankerstraat
    """
)
ABROAD: Final = (
    ("MA", "Tanger"), ("TR", "Izmir"), ("NL", "Breda"), ("PL", "Poznan"), ("RO", "Cluj"),
    ("BG", "Plovdiv"), ("ES", "Sevilla"), ("SN", "Thiès"), ("GN", "Kankan"), ("SY", "Homs"),
    ("AF", "Herat"), ("IN", "Pune"), ("CN", "Ningbo"), ("GH", "Kumasi"), ("UA", "Poltava"),
)  # fmt: skip


def first_names(chance: random.Random, sex: Sex) -> tuple[str, ...]:
    """One to three first names."""
    return tuple(chance.sample(WOMEN if sex == "female" else MEN, chance.choice((1, 2, 2, 3))))


def address(
    chance: random.Random, areas: tuple[tuple[str, str], ...], municipality: str
) -> Address:
    """Somewhere in one of these areas (postal code and locality)."""
    postal_code, locality = chance.choice(areas)
    return Address(
        street=chance.choice(STREETS),
        house_number=str(chance.randint(1, 180)),
        box=str(chance.randint(1, 24)) if chance.random() < 0.35 else "",
        postal_code=postal_code,
        locality=locality,
        municipality=municipality,
    )
