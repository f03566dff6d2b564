"""How templates say days, hours, distances and money, and what the parts need. `{% load ui %}`"""

import re
from datetime import date, datetime, time
from typing import Any, Final

from django import forms, template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from loket.channels.ui import dates, names, qr
from loket.channels.ui.forms import Checkboxes, Radios, Tick
from loket.channels.ui.sentences import sentence as say_reason
from loket.domain.refusals import Reason
from loket.kit import texts

register = template.Library()

#: "26 november", "9.15 uur".
NUMBER_AND_WORD: Final = re.compile(r"(\d) (?=[^\W\d])")


@register.filter
def day(value: date, today: date) -> str:
    """`{{ on|day:today }}`: morgen, donderdag 25 november."""
    return dates.day(value, today)


@register.filter
def full_day(value: date, today: date | None = None) -> str:
    """`{{ on|full_day:today }}`: donderdag 25 november, with another year's year."""
    return dates.full_day(value, today)


@register.filter
def short_day(value: date) -> str:
    """`{{ on|short_day }}`: do 25 nov."""
    return dates.short_day(value)


@register.filter
def local_day(value: datetime) -> date:
    """`{{ at|local_day|short_day }}`: the day on the city's calendar."""
    return dates.local_day(value)


@register.filter
def moment(value: datetime, today: date) -> str:
    """`{{ at|moment:today }}`: morgen, donderdag 25 november om 18.20 uur."""
    return dates.moment(value, today)


@register.filter
def brief_moment(value: datetime, today: date) -> str:
    """`{{ at|brief_moment:today }}`: morgen 18.20 uur."""
    return dates.brief_moment(value, today)


@register.filter
def together(said: str) -> str:
    """`{{ at|moment:today|together }}`: a number never parts from the word after it."""
    return NUMBER_AND_WORD.sub("\\1\u00a0", said)


@register.filter
def to_call(number: str) -> SafeString:
    """`{{ page.phone|to_call }}`: a telephone number that one can press on a phone."""
    digits = "".join(sign for sign in number if sign.isdecimal() or sign == "+")
    kept = number.replace(" ", "\u00a0")
    return format_html('<a class="to-call" href="tel:{}">{}</a>', digits, kept)


@register.filter
def clock(value: datetime | time) -> str:
    """`{{ at|clock }}`: 18.20."""
    return dates.clock(value)


@register.filter
def hour(value: datetime | time) -> str:
    """`{{ at|hour }}`: 18.20 uur."""
    return dates.hour(value)


@register.filter
def minutes(value: int) -> str:
    """`{{ count|minutes }}`: 1 uur 10 minuten."""
    return dates.minutes(value)


@register.filter
def distance(metres: float) -> str:
    """`{{ metres|distance }}`: 1,2 km."""
    return dates.distance(metres)


@register.filter
def money(cents: int) -> str:
    """`{{ cents|money }}`: 8,00 euro."""
    return dates.money(cents)


@register.filter
def number(value: float, decimals: int = 0) -> str:
    """`{{ share|number:1 }}`: 47,8."""
    return dates.number(value, decimals)


@register.filter
def text(value: texts.Texts) -> str:
    """`{{ product.name|text }}`: a text of the city in the language of the page."""
    return names.text(value)


@register.filter
def language_name(code: str) -> str:
    """`{{ "ar"|language_name }}`: Arabisch."""
    return names.language(code)


@register.filter
def capability(code: str) -> str:
    """`{{ "safe"|capability }}`: kluis."""
    return names.capability(code)


@register.filter
def state(code: str) -> str:
    """`{{ appointment.state|state }}`: geboekt."""
    return names.state(code)


@register.filter
def sentence(reason: Reason) -> str:
    """`{{ reason|sentence }}`: why not, in the language of the page."""
    return say_reason(reason)


@register.simple_tag(name="qr")
def qr_code(value: str, label: str) -> SafeString:
    """`{% qr url label %}`: the code as inline SVG; the label is read aloud instead."""
    return qr.svg(value, label)


@register.filter
def kind(field: forms.BoundField) -> str:
    """How the field's template lays a field out: "choices", "tick" or "field"."""
    match field.field.widget:
        case Radios() | Checkboxes():
            return "choices"
        case Tick() | forms.CheckboxInput():
            return "tick"
        case _:
            return "field"


@register.filter
def seconds_until(ends_at: datetime, now: datetime) -> int:
    """`{{ hold.expires_at|seconds_until:now }}`: never below nought."""
    return max(0, int((ends_at - now).total_seconds()))


@register.filter
def clock_left(seconds: int) -> str:
    """`{{ seconds|clock_left }}`: 9:05."""
    return f"{seconds // 60}:{seconds % 60:02}"


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """`{% with_query page=2 evening=None %}`: this address with some of its query changed."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"
