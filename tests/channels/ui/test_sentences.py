"""Sentences ask for no fact that their refusal does not give, and say codes by name."""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from django.conf import settings
from django.utils import translation
from tests.house.sources import SRC, code, short, tree

from loket.channels.ui import sentences
from loket.domain.refusals import Reason, RuleBroken
from loket.kit import texts

LANGUAGES = [language for language, _ in settings.LANGUAGES]
REFUSALS = {"RuleBroken", "Reason"}


class Names:
    """Names that show which code they stand for."""

    def text(self, value: texts.Texts) -> str:
        return str(value["nl"])

    def product(self, code: str) -> str:
        return f"<{code}>"

    def location(self, code: str) -> str:
        return f"[{code}]"


def refusals() -> Iterator[tuple[str, str, set[str] | None]]:
    """Place, code and names of facts (None where they are not literal) of every refusal."""
    for path in code(SRC):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and _name(node.func) in REFUSALS:
                for said in _codes(node):
                    yield f"{short(path)}:{node.lineno}", said, _facts(node)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _codes(call: ast.Call) -> list[str]:
    """The literal codes of the first argument, both ways of a conditional."""
    first = call.args[0] if call.args else None
    ways = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return [one.value for one in ways if isinstance(one, ast.Constant)]


def _facts(call: ast.Call) -> set[str] | None:
    if _name(call.func) == "RuleBroken":
        words = {word.arg for word in call.keywords}
        return None if None in words else {str(word) for word in words}
    if len(call.args) == 1:
        return set()
    given = call.args[1]
    if isinstance(given, ast.Dict) and all(isinstance(key, ast.Constant) for key in given.keys):
        return {str(key.value) for key in given.keys if isinstance(key, ast.Constant)}
    return None


def placeholders(said: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", said))


def test_no_code_belongs_to_two_rooms() -> None:
    told = [one for room in sentences.ROOMS.values() for one in room]
    assert len(told) == len(set(told))


def test_no_sentence_asks_for_a_fact_that_its_refusal_does_not_give() -> None:
    asking = {
        place: missing
        for place, said, facts in refusals()
        if facts is not None and said in sentences.SENTENCES
        if (missing := placeholders(str(sentences.SENTENCES[said])) - facts)
    }
    assert not asking


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "nl"])
def test_every_sentence_is_translated_with_the_same_facts(language: str) -> None:
    for said, dutch in _said("nl").items():
        other = _said(language)[said]
        assert other != dutch, said
        assert placeholders(other) == placeholders(dutch), said


def _said(language: str) -> Mapping[str, str]:
    with translation.override(language):
        return {one: str(text) for one, text in sentences.SENTENCES.items()}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "<PASS> kan niet in [north]: daar is geen kluis."),
        ("en", "<PASS> is not possible at [north]: there is no safe."),
        ("fr", "<PASS> : impossible à [north], il manque : coffre."),
        ("de", "<PASS> ist in [north] nicht möglich: Dort fehlt: Tresor."),
    ],
)
def test_codes_in_facts_are_said_by_name(language: str, said: str) -> None:
    facts = {"product": "PASS", "location": "north", "capability": "safe"}
    with translation.override(language):
        assert sentences.sentence(Reason("location_lacks", facts), Names()) == said


def test_several_products_are_listed_and_dates_are_spoken() -> None:
    with translation.override("nl"):
        booked = sentences.sentence(Reason("already_booked", {"products": ["A", "B"]}), Names())
        facts = {"since": date(2021, 11, 25), "until": date(2021, 11, 1)}
        ends = sentences.sentence(Reason("assignment_ends_before_it_begins", facts), Names())
    assert booked.startswith("Je hebt al een afspraak voor <A> en <B>.")
    assert ends == "Het einde (maandag 1 november) ligt voor het begin (donderdag 25 november)."


def test_a_text_of_the_city_is_said_as_it_stands() -> None:
    facts = {"product": "PASS", "location": "north", "because": {"nl": "Geen toestel."}}
    with translation.override("nl"):
        said = sentences.sentence(Reason("not_offered_by_exception", facts), Names())
    assert said == "<PASS> kan hier niet: Geen toestel."


def test_an_unknown_code_is_a_bug_and_not_a_sentence() -> None:
    with pytest.raises(KeyError):
        sentences.sentence(Reason("never_heard_of"), Names())


def test_a_refusal_says_each_of_its_reasons_once() -> None:
    twice = [Reason("moment_gone"), Reason("moment_past"), Reason("moment_gone")]
    with translation.override("nl"):
        said = sentences.sentences(RuleBroken.because(twice), Names())
    assert said == [
        "Iemand anders heeft dit moment net genomen. Kies een ander moment.",
        "Dit moment is al voorbij. Kies een ander moment.",
    ]
