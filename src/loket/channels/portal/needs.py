"""What a resident may tell beforehand: from where, in which language, with which help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from loket.channels.portal.asking import Asked
from loket.channels.ui import forms, names
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.offices.appointments.queries import Needs, Record

#: Languages that interpreters are asked for, beside those spoken at the counters.
INTERPRETED: Final = (
    "ar", "ber", "bg", "es", "fa", "hi", "it", "ku", "pl", "ps", "pt", "ro", "ru", "so", "sq",
    "ti", "tr", "uk", "ur", "zh",
)  # fmt: skip

Options = list[tuple[str, Any]]


def spoken_at_counters(on: date) -> tuple[str, ...]:
    """Languages that somebody speaks at some counter."""
    return tuple(
        sorted({code for site in places.list_locations(on) for code in site.profile.languages})
    )


def languages(codes: Iterable[str]) -> Options:
    """By name, after an empty choice."""
    named = sorted((names.language(code), code) for code in dict.fromkeys(codes))
    return [("", _("Geen voorkeur")), *((code, name) for name, code in named)]


class RefineForm(forms.Form):
    """Filters that are no chip."""

    since = fields.DateField(label=_("Vanaf"), required=False, widget=forms.DayInput())
    language = fields.ChoiceField(label=_("Hulp aan het loket in het"), required=False)
    interpreter = fields.ChoiceField(label=_("Met een tolk"), required=False)
    mobility = fields.BooleanField(
        label=_("Ik ben moeilijk te been en kom liever dicht bij huis"),
        required=False,
        widget=forms.Tick(),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = spoken_at_counters(on)
        choose(self, "language", languages(spoken))
        choose(self, "interpreter", languages((*INTERPRETED, *spoken)))


@dataclass(frozen=True, slots=True)
class Refine:
    """The filters with what has to go along."""

    form: RefineForm
    hidden: tuple[tuple[str, str], ...]
    #: The same without the place one comes from.
    hidden_near: tuple[tuple[str, str], ...]
    postal: str

    @classmethod
    def of(cls, asked: Asked, *, on: date) -> Self:
        """As asked now."""
        initial = {
            "since": asked.since,
            "language": asked.language,
            "interpreter": asked.interpreter,
            "mobility": asked.mobility,
        }
        form = RefineForm(initial=initial, on=on)
        return cls(
            form,
            tuple(pair for pair in asked.pairs if pair[0] not in {*form.fields, "pages", "day"}),
            tuple(pair for pair in asked.pairs if pair[0] not in {"postal", "near", "pages"}),
            asked.postal,
        )


class DetailsForm(forms.Form):
    """Who comes: as little as is needed to reach the person."""

    name = fields.CharField(
        label=_("Naam"),
        max_length=120,
        widget=fields.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    email = fields.CharField(
        label=_("E-mailadres"),
        required=False,
        max_length=254,
        widget=fields.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = fields.CharField(
        label=_("Gsm of telefoon"),
        required=False,
        max_length=40,
        widget=fields.TextInput(attrs={"autocomplete": "tel", "type": "tel", "inputmode": "tel"}),
    )
    messages_in = fields.ChoiceField(label=_("Berichten in het"), required=False)
    spoken = fields.ChoiceField(label=_("Hulp aan het loket in het"), required=False)
    interpreter = fields.ChoiceField(label=_("Met een tolk"), required=False)
    step_free = fields.BooleanField(
        label=_("Ik kom met een rolstoel, rollator of kinderwagen"),
        required=False,
        widget=forms.Tick(),
    )
    mobility = fields.BooleanField(
        label=_("Ik ben moeilijk te been"), required=False, widget=forms.Tick()
    )
    district = fields.ChoiceField(
        label=_("District waar je woont"),
        help_text=_("Alleen om te tellen wie van ver moet komen. Je mag dit overslaan."),
        required=False,
    )

    def __init__(
        self, *args: Any, on: date, offered: Iterable[str], location: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        site = places.find_location(location, on)
        spoken = site.profile.languages if site else ()
        own = [(code, names.own_name(code)) for code in offered]
        districts = places.list_districts(on)
        choose(self, "messages_in", own if len(own) > 1 else [])
        choose(self, "spoken", languages(spoken) if spoken else [])
        choose(self, "interpreter", languages((*INTERPRETED, *spoken_at_counters(on))))
        told = [("", _("Zeg ik liever niet")), *((one.code, one.name) for one in districts)]
        choose(self, "district", told if districts else [])

    @property
    def knows_more(self) -> bool:
        """Whether the folded half has something filled in, or wrong."""
        return any(self[name].value() for name in FOLDED if name in self.fields)

    def needs(self) -> Needs:
        """What the counter should know."""
        said = self.cleaned_data
        return Needs(
            language=said.get("spoken", ""),
            interpreter=said["interpreter"],
            step_free=said["step_free"],
            mobility=said["mobility"],
        )

    def refuse(self, broken: RuleBroken, lines: Iterable[str]) -> None:
        """Puts a refusal at the field that it is about."""
        field = REFUSED_AT.get(broken.code)
        for line in lines:
            self.add_error(field if field in self.fields else None, line)


FOLDED: Final = ("spoken", "interpreter", "step_free", "mobility")
REFUSED_AT: Final = {
    "name_needed": "name",
    "email_unreadable": "email",
    "phone_unreadable": "phone",
    "contact_needed": "email",
    "unknown_district": "district",
}


def choose(form: forms.Form, name: str, options: Options) -> None:
    """Gives a list its choices, or takes the field away when there is nothing to choose."""
    field = form.fields[name]
    if not options or not isinstance(field, fields.ChoiceField):
        del form.fields[name]
        return
    field.choices = options


def told_before(found: Record, *, language: str) -> dict[str, Any]:
    """What earlier steps asked is not asked again."""
    return {
        "messages_in": language,
        "spoken": found.spoken,
        "interpreter": found.interpreter,
        "step_free": found.step_free,
        "mobility": found.mobility,
    }
