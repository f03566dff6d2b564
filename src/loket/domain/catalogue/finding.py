"""Finding a product by the words a resident types: folded, in the city's idiom, with typos.

Pure and in memory: a catalogue has hundreds of products, not millions, and a full-text
dictionary of the database would neither know "kidsid" nor forgive "paspoor".
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from loket.domain.catalogue.city import Dictionary

_WORD: Final = re.compile(r"[a-z0-9]+")
_JOINED: Final = re.compile(r"[a-z0-9][-/'][a-z0-9]")
_LIGATURES: Final = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l"})
#: A question, not a letter: words after these say nothing more.
MOST_WORDS = 12
#: What a hit in each field is worth; a name says more than a sentence, a short name most of all.
NAME, KEYWORD, SUMMARY = 10.0, 7.0, 2.0
#: What a hit is worth by how it was found.
WHOLE, START, INFLECTED, WITHIN, TYPO, KIN = 1.0, 0.7, 0.6, 0.5, 0.4, 0.8


@dataclass(frozen=True, slots=True)
class Findable:
    """A product's words in one language, folded and weighted."""

    code: str
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Index:
    """All words of all products, each with the products it is about and its weight there."""

    words: Mapping[str, Mapping[str, float]]
    dictionary: Dictionary
    #: The letters of each word as bits: words that share too few are no slips of one another.
    letters: Mapping[str, int]


def findable(code: str, *, name: str, keywords: Iterable[str], summary: str) -> Findable:
    weighted = dict.fromkeys(words_of(summary), SUMMARY)
    weighted |= dict.fromkeys(words_of(" ".join(keywords)), KEYWORD)
    named = words_of(f"{code} {name}")
    weighted |= dict.fromkeys(named, NAME + NAME / len(named))
    return Findable(code, weighted)


def index(products: Iterable[Findable], dictionary: Dictionary) -> Index:
    words: dict[str, dict[str, float]] = {}
    for product in products:
        for word, weight in product.words.items():
            words.setdefault(word, {})[product.code] = weight
    return Index(words, dictionary, {word: _letters(word) for word in words})


def words_of(text: str) -> list[str]:
    """The words without case, accents and hyphens: "Kids-ID" is kids and id, and also kidsid."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    joined = [part for part in plain.split() if _JOINED.search(part)]
    return [*_WORD.findall(plain), *(re.sub(r"[^a-z0-9]", "", part) for part in joined)]


def rank(text: str, index: Index) -> list[str]:
    """Codes of the products these words are about, best first; every telling word counts.

    A product that answers to more of the words stands before one that answers better to fewer.
    """
    stop = {word for entry in index.dictionary.stop for word in words_of(entry)}
    asked = [word for word in dict.fromkeys(words_of(text)[:MOST_WORDS]) if word not in stop]
    answers = [_answers(word, index) for word in asked]
    codes = {code for answer in answers for code in answer}

    def order(code: str) -> tuple[int, float, str]:
        found = [answer[code] for answer in answers if code in answer]
        return -len(found), -sum(found), code

    return sorted(codes, key=order)


def _answers(word: str, index: Index) -> dict[str, float]:
    """Products that this word is about, and how much."""
    found: dict[str, float] = {}
    kin, letters = _kin(word, index.dictionary), _letters(word)
    for own, products in index.words.items():
        apart = (letters ^ index.letters[own]).bit_count()
        likeness = max(KIN if own in kin else 0.0, _likeness(word, own, apart))
        for code, weight in products.items() if likeness else ():
            found[code] = max(found.get(code, 0.0), weight * likeness)
    return found


def _kin(word: str, dictionary: Dictionary) -> set[str]:
    """The word's synonyms in the city's dictionary, in both directions."""
    found: set[str] = set()
    for entry, others in dictionary.synonyms.items():
        family = {word for name in (entry, *others) for word in words_of(name)}
        if word in family:
            found |= family
    return found


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - ord("0"))
    return bits


def _likeness(asked: str, own: str, apart: int) -> float:
    """How far the word asked for is the product's word: from 0, not at all, to 1, the same.

    `apart` counts the letters that only one of the two has.
    """
    if asked == own:
        return WHOLE
    if len(asked) >= 3 and own.startswith(asked):
        return START
    if len(own) >= 5 and asked.startswith(own):
        return START
    if _is_inflected(asked, own):
        return INFLECTED
    if min(len(asked), len(own)) >= 5 and (asked in own or own in asked):
        return WITHIN
    return TYPO if _is_typo(asked, own, apart) else 0.0


def _is_inflected(one: str, other: str) -> bool:
    """The same stem with other ends: rijbewijs and rijbewijzen, Ausweis and Ausweise."""
    short, long = sorted((len(one), len(other)))
    stem = next((at for at in range(short) if one[at] != other[at]), short)
    return stem >= 5 and stem >= short - 2 and long - stem <= 4


def _is_typo(one: str, other: str, apart: int) -> bool:
    """One slip in words from four letters, two from eight; a slip exchanges two letters at most."""
    short, long = sorted((len(one), len(other)))
    allowed = 2 if short >= 8 else 1
    if short < 4 or long - short > allowed or apart > 2 * allowed:
        return False
    return slips(one, other) <= allowed


def slips(one: str, other: str) -> int:
    """Letters left out, added, changed or swapped with a neighbour (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
