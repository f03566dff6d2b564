"""All parts on a page with invented content: to look at them, and to check them. Demo only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loket.channels.ui import dates, forms, parts, plots, week
from loket.channels.ui.access import open_to
from loket.domain.places.facts import Interval
from loket.kit import clock

EXAMPLES: Final = frozenset({"ask", "moments", "product", "location", "desk", "kiosk", "board"})


class Details(forms.Form):
    """A form with one field of each kind."""

    name = django_forms.CharField(label="Naam", help_text="Zoals op je identiteitskaart.")
    email = django_forms.EmailField(label="E-mail", required=False)
    district = django_forms.ChoiceField(
        label="District waar je woont", choices=[("", "Kies"), ("A", "Noord"), ("B", "Zuid")]
    )
    day = django_forms.DateField(label="Vanaf", required=False, widget=forms.DayInput())
    contact = django_forms.ChoiceField(
        label="Hoe bereiken we je?",
        choices=[("email", "E-mail"), ("sms", "Sms")],
        widget=forms.Radios(),
    )
    needs = django_forms.MultipleChoiceField(
        label="Wat heb je nodig?",
        required=False,
        choices=[("step_free", "Ingang zonder drempel"), ("interpreter", "Tolk")],
        widget=forms.Checkboxes(),
    )
    earlier = django_forms.BooleanField(
        label="Verwittig mij als er iets vroeger vrijkomt", required=False, widget=forms.Tick()
    )
    remark = django_forms.CharField(
        label="Opmerking", required=False, widget=django_forms.Textarea()
    )


@dataclass(frozen=True, slots=True)
class Call:
    """As the board gets a call."""

    key: str
    number: str
    counter: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """As the board and the desk get who waits."""

    number: str
    said: str
    what: str = ""
    tone: str = ""
    more: str = ""


@open_to("anyone")
def all_parts(request: HttpRequest) -> HttpResponse:
    """Every part under its name."""
    return render(request, "ui/look/parts.html", content(request))


@open_to("anyone")
def example(request: HttpRequest, page: str) -> HttpResponse:
    """A page as a channel would make it."""
    if page not in EXAMPLES:
        raise Http404
    if page == "board" and "HX-Request" in request.headers:
        return render(request, "ui/parts/board_calls.html", content(request))
    return render(request, f"ui/look/{page}.html", content(request))


def content(request: HttpRequest) -> dict[str, Any]:
    """What the parts show."""
    today = timezone.localtime(clock.now()).date()
    moments = sample_moments(today)
    return {
        "days": parts.by_day(moments, today=today),
        "rungs": sample_rungs(today, moments),
        "week": sample_week(today),
        "facts": sample_facts(),
        "chips": sample_chips(),
        "steps": parts.booking_steps(1),
        "tags": (parts.Tag("nu open tot 20 uur", "good"), parts.Tag("alleen op afspraak")),
        "ends_at": clock.now() + timedelta(minutes=9, seconds=30),
        "form": Details({"email": "geen adres"}),
        "bars": sample_bars(),
        "line": sample_line(today),
        "calls": (
            Call("1", "A 27", "loket 3", is_new=True),
            Call("2", "W 08", "loket 1", is_new=True),
            Call("3", "A 26", "loket 3"),
            Call("4", "A 25", "loket 2"),
        ),
        "waiting": sample_waiting(),
        "expected": "Zonder afspraak wacht je nu 5 tot 12 minuten.",
        "link": "http://localhost:8000/appointments/K7Q2?s=3f9a",
        "refresh_url": "/demo/look/board",
        "leave_url": "/demo/look/kiosk",
        "help_url": "/demo/look/kiosk",
        "larger": "larger" in request.GET,
        "larger_url": "?" if "larger" in request.GET else "?larger=1",
        "hidden": (("item", "KIDSID:2"),),
    }


def at(today: date, days: int, hour: int, minute: int) -> datetime:
    """So many days from today, on the clock of the city."""
    zone = timezone.get_current_timezone()
    day = today + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def sample_moments(today: date) -> tuple[parts.Moment, ...]:
    """A few days of moments over three places."""
    evening, saturday = parts.Tag("avond"), parts.Tag("zaterdag")
    photo = parts.Tag("geen fotocabine: breng pasfoto’s mee", "warn")
    first = parts.Tag("eerste vrije moment")
    return (
        parts.Moment("a", at(today, 1, 17, 50), "Stadsloket Noord", 2800, (first, evening)),
        parts.Moment("b", at(today, 1, 18, 30), "Stadsloket Noord", 2800, (evening,)),
        parts.Moment("c", at(today, 2, 9, 0), "Stadsloket Zuid", 3100, (), "fotocabine aanwezig"),
        parts.Moment("d", at(today, 2, 11, 20), "Buurtloket Molenwijk", 870, (photo,)),
        parts.Moment("e", at(today, 4, 10, 10), "Stadsloket Noord", 2800, (saturday,)),
    )


def sample_rungs(today: date, moments: tuple[parts.Moment, ...]) -> tuple[parts.Rung, ...]:
    """A product with all four channels."""
    some = tuple(
        replace(one, more=dates.full_day(one.day, today), tags=one.tags[1:]) for one in moments[:3]
    )
    return (
        parts.Rung(
            "automate", "We doen het voor jou",
            "Een kaart maken kunnen we niet zonder jou. Drie maanden voor de oude vervalt, "
            "krijg je vanzelf een bericht.", is_open=False,
        ),
        parts.Rung(
            "swipe", "Bereid het nu online voor",
            "Je gegevens en de foto vooraf nakijken spaart een tweede bezoek. 3 minuten.",
            url="#", action="Bereid voor",
        ),
        parts.Rung("call", "Bel", "We maken de afspraak samen, elke werkdag van 8 tot 18 uur."),
        parts.Rung(
            "connect", "Kom langs, met je kind", "15 minuten, 10 minuten meer per extra kind.",
            is_best=True, url="#", action="Alle vrije momenten",
            days=parts.by_day(some, today=today),
        ),
    )  # fmt: skip


def sample_week(today: date) -> week.Week:
    """A neighbourhood counter with an evening, reception hours and a closed day."""
    monday = today - timedelta(days=today.weekday())
    hours = {0: [(540, 750)], 1: [(540, 750), (780, 1020)], 3: [(780, 1200)], 5: [(570, 750)]}
    days = [
        week.Hours(
            monday + timedelta(days=i),
            [Interval(*each) for each in hours.get(i, [])],
            less=[Interval(540, 750)] if i == 0 else (),
            note="Wapenstilstand" if i == 4 else "",
        )
        for i in range(7)
    ]
    return week.draw(days, today=today, minute=15 * 60)


def sample_facts() -> tuple[parts.Fact, ...]:
    return (
        parts.Fact("Prijs", ("8,00 euro per kind",)),
        parts.Fact("Klaar na", ("2 tot 3 weken",)),
        parts.Fact("Breng mee", ("je kind", "je eigen identiteitskaart", "een recente pasfoto")),
        parts.Fact("Steunt op", ("KB van 10 december 1996",), "#"),
    )


def sample_chips() -> tuple[parts.Chip, ...]:
    names = ("Elk moment", "Avond", "Zaterdag", "Dicht bij mij", "Zonder drempel", "Met tolk")
    return tuple(parts.Chip(name, "#", is_on=i == 0) for i, name in enumerate(names))


def sample_bars() -> plots.Bars:
    """Shares with their intervals."""
    shares = (
        ("Molenwijk", 47.8, 43.5, 52.2),
        ("Noord", 31.2, 27.3, 35.4),
        ("Zuid", 15.4, 12.5, 18.8),
    )
    figures = [
        plots.Figure(name, share, f"{dates.number(share, 1)} %", low, high, strong=i == 0)
        for i, (name, share, low, high) in enumerate(shares)
    ]
    return plots.bars("Waar bezoekers wonen", figures, heads=("District", "Aandeel"), top=100)


def sample_line(today: date) -> plots.Line:
    """Waiting days with a gap, an interval and a goal."""
    values = [4, 5, 5, 7, 9, 8, 11, None, 12, 10, 8, 6, 6, 5]
    points = [
        plots.Point(
            dates.short_day(today + timedelta(days=i)),
            value,
            "–" if value is None else f"{value} dagen",
            None if value is None else value * 0.8,
            None if value is None else value * 1.25,
        )
        for i, value in enumerate(values)
    ]
    return plots.line(
        "Dagen tot het eerste vrije moment", points, heads=("Dag", "Dagen"),
        top=16, top_said="16", goal=7, goal_said="gewoon: 7 dagen",
    )  # fmt: skip


def sample_waiting() -> tuple[Waiting, ...]:
    return (
        Waiting("A 28", "binnenkort", "2 × Kids-ID", "warn", "afspraak 10.10, aangemeld 9.56"),
        Waiting("W 09", "4–9 min", "Adres", "", "zonder afspraak · tolk Arabisch"),
        Waiting("W 10", "8–15 min", "Rijbewijs afhalen", "", "afspraak 10.20 · kluis vak 14"),
        Waiting("A 29", "10.40", "Geboorteaangifte", "", "alleen burgerlijke stand"),
    )
