"""Forms say what is wrong at the top and at the field, in words that name the field."""

import re

import pytest
from django import forms as django_forms
from django.utils import translation

from loket.channels.ui import forms


class Contact(forms.Form):
    name = django_forms.CharField(label="Naam", help_text="Voluit.")
    reach = django_forms.ChoiceField(
        label="Hoe bereiken we je?", choices=[("email", "E-mail")], widget=forms.Radios()
    )
    agreed = django_forms.BooleanField(label="Akkoord", widget=forms.Tick())
    day = django_forms.DateField(label="Dag", required=False, widget=forms.DayInput())


@pytest.fixture(autouse=True)
def _in_dutch() -> None:
    translation.activate("nl")


def test_every_mistake_names_its_field_and_leads_to_it() -> None:
    found = [(mistake.text, mistake.href) for mistake in Contact({}).mistakes()]
    assert found == [
        ("Vul “Naam” in.", "#id_name"),
        ("Kies bij “Hoe bereiken we je?”.", "#id_reach_0"),
        ("Vink aan: “Akkoord”.", "#id_agreed"),
    ]


def test_every_mistake_leads_to_something_on_the_page() -> None:
    html = str(Contact({}))
    targets = re.findall(r'<a href="#([^"]+)">', html)
    assert targets
    assert all(f'id="{target}"' in html for target in targets)


def test_hint_and_mistake_are_told_with_the_field() -> None:
    html = str(Contact({})["name"].as_field_group())
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described
    assert described[1].split() == ["id_name_helptext", "id_name_error"]
    assert all(f'id="{one}"' in html for one in described[1].split())
    assert 'aria-invalid="true"' in html
    assert 'class="govuk-input"' in html


def test_the_browser_is_never_left_to_do_the_checking() -> None:
    assert " required" not in re.sub(r"\"[^\"]*\"", "", str(Contact()))


def test_a_form_without_mistakes_shows_no_summary() -> None:
    good = Contact({"name": "A", "reach": "email", "agreed": "on"})
    assert good.is_valid()
    assert "error-summary" not in str(good)


def test_choices_stand_under_one_question() -> None:
    html = str(Contact({"reach": "email"})["reach"].as_field_group())
    assert html.count("<fieldset") == 1
    assert '<legend class="govuk-fieldset__legend">Hoe bereiken we je?</legend>' in html
    assert re.search(r'id="id_reach_0" checked', html)


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "(mag leeg blijven)" in str(Contact()["day"].as_field_group())
    assert "(mag leeg blijven)" not in str(Contact()["name"].as_field_group())


def test_a_text_is_escaped() -> None:
    html = str(Contact({"name": "<script>"}))
    assert "<script>" not in html
