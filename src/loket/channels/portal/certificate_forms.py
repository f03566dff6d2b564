"""What one tells when asking for a certificate: as little as the product needs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from django import forms as fields
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.channels.ui import forms
from loket.domain.catalogue.product import Certificate
from loket.domain.people.standing import Standing, helped, of_oneself
from loket.foundations.registers.actions import Child
from loket.offices.certificates.queries import Words

#: Whom it may be about, in the order of how often that is so.
WHOSE: Final = (
    ("self", _("Voor mezelf")),
    ("child", _("Voor mijn kind")),
    ("spouse", _("Voor mijn echtgenoot of echtgenote")),
    ("cohabitant", _("Voor wie wettelijk met mij samenwoont")),
    ("parent", _("Voor mijn vader of moeder")),
    ("grandparent", _("Voor een grootouder")),
    ("grandchild", _("Voor een kleinkind")),
    ("other", _("Voor iemand anders")),
)
CLAIMS: Final = (
    ("", _("Geen van deze")),
    ("heir", _("Ik ben erfgenaam")),
    ("notary", _("Ik ben notaris")),
    ("lawyer", _("Ik ben advocaat")),
    ("proxy", _("Ik heb een volmacht op papier")),
)
FORMS: Final = (
    ("extract", _("Een uittreksel: wat nu geldt. Dat volstaat meestal.")),
    ("multilingual", _("Een uittreksel met een meertalig formulier, voor een ander EU-land")),
    ("copy", _("Een afschrift: ook wat vroeger gold. Zeg waarom.")),
)
ACTIVITIES: Final = (
    ("", _("Kies waarvoor")),
    ("general", _("Algemeen, bijvoorbeeld een werkgever (model 595)")),
    ("abroad", _("Voor gebruik in het buitenland (model 595)")),
    ("education", _("Onderwijs (model 596.2)")),
    ("guidance", _("Begeleiding van minderjarigen (model 596.2)")),
    ("youth_aid", _("Jeugdhulp of opvang (model 596.2)")),
    ("child_protection", _("Kinderbescherming (model 596.2)")),
    ("animation", _("Jeugdwerk, sport of vrije tijd met minderjarigen (model 596.2)")),
    ("security", _("Bewaking (model 596.1)")),
    ("weapons", _("Wapens (model 596.1)")),
    ("taxi", _("Taxi (model 596.1)")),
    ("transport", _("Vervoer (model 596.1)")),
    ("finance", _("Financiën (model 596.1)")),
    ("insurance", _("Verzekeringen (model 596.1)")),
    ("narcotics", _("Verdovende middelen (model 596.1)")),
    ("other_regulated", _("Een andere geregelde activiteit (model 596.1)")),
)
HELPED_BY: Final = (
    ("", _("Niemand: ik doe dit zelf")),
    ("family", _("Iemand die ik ken, bijvoorbeeld familie of een buur")),
    ("host", _("Iemand van de bibliotheek, een vereniging of een andere organisatie")),
    ("city", _("Een medewerker van de stad")),
)
RELATIVES: Final = ("spouse", "cohabitant", "parent", "grandparent", "grandchild", "other")


#: Before the reference of a child whom the register names.
CHILD: Final = "child:"
OTHER_CHILD: Final = _("Voor een ander kind van mij")


class AskForm(forms.Form):
    """The questions of one product; those that it does not ask are not there."""

    key = fields.UUIDField(widget=fields.HiddenInput())
    whose = fields.ChoiceField(label=_("Voor wie is het?"), widget=forms.Radios())
    first_name = fields.CharField(
        label=_("Voornaam van die persoon"), max_length=100, required=False
    )
    name = fields.CharField(label=_("Familienaam van die persoon"), max_length=100, required=False)
    born_on = fields.DateField(
        label=_("Geboortedag van die persoon"), required=False, widget=forms.DayInput()
    )
    claim = fields.ChoiceField(
        label=_("Vraag je het in een van deze rollen?"), choices=CLAIMS, required=False
    )
    form = fields.ChoiceField(
        label=_("Wat heb je nodig?"), choices=FORMS, widget=forms.Radios(), initial="extract"
    )
    reason = fields.CharField(
        label=_("Waarom heb je een afschrift nodig?"), max_length=300, required=False
    )
    year = fields.IntegerField(
        label=_("Jaar van de akte, als er meer dan één is"),
        min_value=1800,
        max_value=2100,
        required=False,
    )
    activity = fields.ChoiceField(label=_("Waarvoor heb je het nodig?"), choices=ACTIVITIES)
    foreign_form = fields.BooleanField(
        label=_("Een dienst in het buitenland gaf me een eigen formulier"),
        required=False,
        widget=forms.Tick(),
    )

    helped_by = fields.ChoiceField(
        label=_("Wie helpt je?"), choices=HELPED_BY, required=False, widget=forms.Radios()
    )
    by_post = fields.BooleanField(
        label=_("Stuur het ook op papier, met de post"), required=False, widget=forms.Tick()
    )

    def __init__(self, how: Certificate, data: Any = None, children: Sequence[Child] = ()) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), "whose": "self", "form": "extract"})
        self.children = {f"{CHILD}{one.resident}": one for one in children}
        for name in set(self.fields) - questions_of(how):
            del self.fields[name]
        if "whose" in self.fields:
            offered = {"self", *self._others(how)}
            known = [
                (key, gettext("Voor %(name)s") % {"name": one.first_name})
                for key, one in self.children.items()
            ]
            another = {"child": OTHER_CHILD} if known else {}
            others = [(key, another.get(key, said)) for key, said in WHOSE if key in offered]
            self.fields["whose"].choices = [  # type: ignore[attr-defined]
                *others[:1],
                *known,
                *others[1:],
            ]

    def clean(self) -> dict[str, Any]:
        """Who describes somebody else also says that it is not for oneself."""
        told = super().clean() or self.cleaned_data
        described = any(told.get(name) for name in ("first_name", "name", "born_on"))
        if told.get("whose") == "self" and described:
            self.add_error("whose", _("Je beschrijft iemand anders. Kies voor wie het is."))
        return told

    @staticmethod
    def _others(how: Certificate) -> set[str]:
        child = {"child"} if "child" in how.about else set()
        return child | (set(RELATIVES) if "relative" in how.about else set())

    @property
    def words(self) -> Words:
        """What was told, as the office takes it."""
        told = {name: value for name, value in self.cleaned_data.items() if value is not None}
        for name in ("key", "by_post", "helped_by"):
            told.pop(name, None)
        if child := self.children.get(told.get("whose", "")):
            known = {"first_name": child.first_name, "born_on": child.born_on}
            told |= {"whose": "child", **known}
        return Words(**told)

    def standing(self, resident: uuid.UUID) -> Standing:
        """Who is who: the resident who signed in asks, and says who presses the keys."""
        by = self.cleaned_data.get("helped_by", "")
        return helped(resident, by) if by else of_oneself(resident)

    @property
    def way(self) -> str:
        """How it goes to the applicant; the file is always there too."""
        return "post" if self.cleaned_data.get("by_post") else "download"


def questions_of(how: Certificate) -> set[str]:
    """Which questions a product needs."""
    asked = {"key", "by_post", "helped_by"}
    if {"child", "relative"} & set(how.about):
        asked |= {"whose", "first_name", "born_on"}
    if "relative" in how.about:
        asked |= {"name", "claim"}
    if how.rules == "act":
        asked |= {"form", "reason", "year"}
    if how.rules == "criminal_record":
        asked |= {"activity"}
    if how.rules == "life":
        asked |= {"foreign_form"}
    return asked
