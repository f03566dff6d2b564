"""A case of the certificates in the words of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from loket.channels.desk import rule_words
from loket.channels.desk.station import Standing
from loket.channels.ui import dates, names, parts
from loket.channels.ui.forms import Form
from loket.domain.certificates.life import OPEN
from loket.domain.registers.facts import Person
from loket.offices.certificates.actions import People
from loket.offices.certificates.queries import Dossier


class Refusal(Form):
    """No, in words that the applicant reads."""

    why = forms.CharField(
        label=_lazy("Waarom niet? De aanvrager leest dit."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_step = forms.CharField(
        label=_lazy("Wat kan de aanvrager nu doen?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def case_facts(case: Dossier, here: Standing) -> dict[str, Any]:
    """What the page of a case shows."""
    line = case.line
    return {
        "name": names.of_city().product(line.product),
        "state": parts.Tag(str(rule_words.STATES[line.state]), _tone(line.state)),
        "facts": [*_asked(case), *_helped(case)],
        "stops": [(_rule(one.code), one.is_protected) for one in case.stops],
        "trace": [
            (
                _rule(one.code),
                str(rule_words.FINDINGS.get(one.finding, one.finding)),
                _day(one.valid_from),
                one.source,
                one.finding in ("stops", "proves"),
            )
            for one in case.rules
        ],
        "moves": [
            (dates.brief_moment(one.at, here.today), str(rule_words.MOVES.get(one.move, one.move)))
            for one in case.moves
        ],
        "refusal": Refusal(),
        "is_mine": case.clerk == here.actor,
        "may_print": line.is_ready and (line.way == "post" or bool(case.clerk)),
        "letters": [(one, str(rule_words.LETTERS[one])) for one in line.letters],
        "asks_police": case.needs_police and not case.police,
        "is_open": line.state in OPEN,
    }


def _tone(state: str) -> parts.Tone:
    ended: dict[str, parts.Tone] = {"delivered": "good", "refused": "bad", "revoked": "bad"}
    return ended.get(state, "warn")


def _rule(code: str) -> str:
    return str(rule_words.RULES.get(code, code))


def _asked(case: Dossier) -> Iterator[parts.Fact]:
    words, line = case.words, case.line
    yield parts.Fact(_("Over"), (str(rule_words.WHOSE[words.whose]),))
    described = " ".join(part for part in (words.first_name, words.name) if part)
    if described or words.born_on:
        born = _day(words.born_on)
        yield parts.Fact(_("Beschreven als"), tuple(one for one in (described, born) if one))
    if words.claim:
        yield parts.Fact(_("Zegt te zijn"), (str(rule_words.CLAIMS[words.claim]),))
    if words.form != "extract" or words.reason:
        said = (str(rule_words.FORMS[words.form]), words.reason)
        yield parts.Fact(_("Vorm"), tuple(one for one in said if one))
    if words.activity:
        activity = str(rule_words.ACTIVITIES.get(words.activity, words.activity))
        yield parts.Fact(_("Activiteit"), (activity,))
    yield parts.Fact(_("Kenmerk"), (line.mark,))
    if case.place:
        yield parts.Fact(_("Overzetten gevraagd aan"), (case.place,))
    if case.police:
        yield parts.Fact(_("De politie zei"), (str(rule_words.POLICE[case.police]),))
    if line.answer_by:
        yield parts.Fact(_("Antwoord ten laatste"), (dates.full_day(line.answer_by),))
    if case.rule_set:
        yield parts.Fact(_("Rechtenset"), (case.rule_set,))
    if case.note:
        yield parts.Fact(_("Nota"), (case.note,))


def _helped(case: Dossier) -> Iterator[parts.Fact]:
    """Who sat beside the applicant: the clerk asks whether it is the applicant's own wish."""
    if by := case.line.helped_by:
        yield parts.Fact(_("Hulp van"), (str(rule_words.HELPERS[by]),))


def people_facts(people: People) -> list[parts.Fact]:
    """Who asks and who it is about, as the register says today."""
    nobody = _("staat in geen register")
    both = ((_("Aanvrager"), people.applicant), (_("Onderwerp"), people.subject))
    return [parts.Fact(name, (person_line(one) if one else nobody,)) for name, one in both]


def person_line(person: Person) -> str:
    """Names and day of birth, as far as the purpose gives them."""
    first = " ".join(person.first_names) if "first_names" in person.given else ""
    born = person.born_on if "born_on" in person.given else None
    said = f"{first} {person.names}".strip()
    return f"{said}, {_day(born)}" if born else said


def _day(day: date | None) -> str:
    """With its year, as on paper; empty for a day that always was."""
    return f"{day.day}.{day.month:02}.{day.year}" if day and day.year > 1 else ""
