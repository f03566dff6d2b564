"""Django's forms in the markup of GOV.UK Frontend: label, hint, mistake, field, in that order.

`FORM_RENDERER` points at `Renderer`, so `{{ form }}` and `{{ form.name.as_field_group }}` come out
right. Inherit from `Form`; choices shown as a list take `Radios` or `Checkboxes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext as _

CLASSES: Final[tuple[tuple[type[forms.Widget], str], ...]] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.widgets.Input, "govuk-input"),
)


class Renderer(DjangoTemplates):
    """Django's own templates for fields, ours around them."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class Radios(forms.RadioSelect):
    """One of a few, all in sight."""

    template_name = "ui/forms/choices.html"


class Checkboxes(forms.CheckboxSelectMultiple):
    """Any of a few, all in sight."""

    template_name = "ui/forms/choices.html"


class Tick(forms.CheckboxInput):
    """One thing that is so or not; the field's template puts the words behind it."""


class DayInput(forms.DateInput):
    """A day, with the calendar of the device where it has one."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line of the summary: what is wrong, and the field to go to."""

    text: str
    href: str


class Form(forms.Form):
    """A form that never leaves checking to the browser, whose words we cannot choose."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _dress(field.widget)
            field.error_messages["required"] = _ask_for(field) % {"field": field.label or name}

    def mistakes(self) -> Iterator[Mistake]:
        """All that is wrong, in the order of the page; those of no field first."""
        for text in self.non_field_errors():
            yield Mistake(str(text), "")
        for name in self.fields:
            bound = self[name]
            for text in bound.errors:
                yield Mistake(str(text), f"#{first_id(bound)}")


def first_id(bound: forms.BoundField) -> str:
    """The id of the element to go to: the field, or the first of its choices."""
    several = isinstance(bound.field.widget, Radios | Checkboxes)
    return f"{bound.id_for_label or bound.auto_id}" if not several else f"{bound.auto_id}_0"


def _ask_for(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return _("Vink aan: “%(field)s”.")
    return (
        _("Kies bij “%(field)s”.")
        if isinstance(field, forms.ChoiceField)
        else _("Vul “%(field)s” in.")
    )


def _dress(widget: forms.Widget) -> None:
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return
    own = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
    widget.attrs["class"] = f"{own} {widget.attrs.get('class', '')}".strip()
