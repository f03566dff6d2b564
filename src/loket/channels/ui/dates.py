"""Days, hours, distances and money as people say them, in the language of the page.

Every function takes the language as its last argument; empty means the language of this request.
Instants are shown in the zone of the city, which the middleware makes current.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils import timezone, translation


@dataclass(frozen=True, slots=True)
class Manner:
    """How a language says what Babel's data do not know."""

    today: str
    tomorrow: str
    yesterday: str
    #: A day and an hour in one breath.
    moment: str
    #: Hour and minutes (18.20, 18:20, 18 h 20), on the hour, and on the hour within a range.
    clock: tuple[str, str, str]
    #: An hour standing alone in a sentence.
    hour: str
    #: From one hour to another; the second carries the word for hour.
    hours: str
    #: From one day up to and including another.
    days: str
    money: str
    long_day: str
    short_day: str
    year: str
    #: One minute, several minutes, one hour, several hours.
    lengths: tuple[str, str, str, str]
    #: The first day of a month, where it is no plain number.
    first: str = ""


MANNERS: Final = {
    "nl": Manner(
        "vandaag", "morgen", "gisteren", "{day} om {hour}",
        ("{h}.{m}", "{h}.00", "{h}"), "{clock} uur",
        "{opens} tot {closes} uur", "{since} tot en met {until}", "{amount} euro",
        "EEEE d MMMM", "EEE d MMM", " y", ("minuut", "minuten", "uur", "uur"),
    ),
    "en": Manner(
        "today", "tomorrow", "yesterday", "{day} at {hour}",
        ("{h}:{m}", "{h}:00", "{h}:00"), "{clock}",
        "{opens} to {closes}", "{since} to {until}", "{amount} euros",
        "EEEE d MMMM", "EEE d MMM", " y", ("minute", "minutes", "hour", "hours"),
    ),
    "fr": Manner(
        "aujourd’hui", "demain", "hier", "{day} à {hour}",
        ("{h}\u00a0h\u00a0{m}", "{h}\u00a0h", "{h}\u00a0h"), "{clock}",
        "de {opens} à {closes}", "du {since} au {until} inclus", "{amount} euros",
        "EEEE d MMMM", "EEE d MMM", " y", ("minute", "minutes", "heure", "heures"), "1er",
    ),
    "de": Manner(
        "heute", "morgen", "gestern", "{day} um {hour}",
        ("{h}:{m}", "{h}:00", "{h}"), "{clock} Uhr",
        "{opens} bis {closes} Uhr", "{since} bis einschließlich {until}", "{amount} Euro",
        "EEEE, d. MMMM", "EEE, d. MMM", " y", ("Minute", "Minuten", "Stunde", "Stunden"),
    ),
}  # fmt: skip


def spoken(language: str = "") -> str:
    """The language to speak; Dutch for one that we have no manner for."""
    wanted = (language or translation.get_language() or "nl").split("-")[0]
    return wanted if wanted in MANNERS else "nl"


def full_day(day: date, today: date | None = None, language: str = "") -> str:
    """ "donderdag 25 november", with the year when that is another one than today's."""
    manner, language = MANNERS[spoken(language)], spoken(language)
    pattern = manner.long_day + (manner.year if today and today.year != day.year else "")
    return _ordinal(format_date(day, pattern, locale=language), day, manner)


def short_day(day: date, language: str = "") -> str:
    """ "do 25 nov", for where there is little room."""
    manner, language = MANNERS[spoken(language)], spoken(language)
    said = format_date(day, manner.short_day, locale=language)
    return _ordinal(said.replace(".", "") if language in {"nl", "fr"} else said, day, manner)


def day(day: date, today: date, language: str = "") -> str:
    """ "morgen, donderdag 25 november"; further away without the first word."""
    manner = MANNERS[spoken(language)]
    near = {-1: manner.yesterday, 0: manner.today, 1: manner.tomorrow}.get((day - today).days)
    said = full_day(day, today, language)
    return f"{near}, {said}" if near else said


def near_day(day: date, today: date, language: str = "") -> str:
    """ "morgen", or "do 25 nov" when no such word fits."""
    manner = MANNERS[spoken(language)]
    near = {-1: manner.yesterday, 0: manner.today, 1: manner.tomorrow}.get((day - today).days)
    return near or short_day(day, language)


def date_of(day: date, language: str = "") -> str:
    """ "25 nov", where the weekday stands beside it."""
    language = spoken(language)
    said = format_date(day, "d. MMM" if language == "de" else "d MMM", locale=language)
    return said if language == "de" else said.rstrip(".")


def weekday(day: date, language: str = "", *, short: bool = False) -> str:
    """ "donderdag", or "do"."""
    said = format_date(day, "EEE" if short else "EEEE", locale=spoken(language))
    return said.rstrip(".")


def month(day: date, language: str = "") -> str:
    """ "november 2021"."""
    return format_date(day, "LLLL y", locale=spoken(language))


def clock(at: datetime | time, language: str = "") -> str:
    """ "18.20": hours without a leading zero, minutes always; French 18 h and 18 h 20."""
    local = local_time(at)
    usual, sharp, _ = MANNERS[spoken(language)].clock
    return (usual if local.minute else sharp).format(h=local.hour, m=f"{local.minute:02}")


def hour(at: datetime | time, language: str = "") -> str:
    """ "18.20 uur", as it stands in a sentence."""
    return MANNERS[spoken(language)].hour.format(clock=clock(at, language))


def hours(opens: time, closes: time, language: str = "") -> str:
    """ "9 tot 12.30 uur"; a closing at midnight is said as 24."""
    manner = MANNERS[spoken(language)]
    ends = manner.clock[2].format(h=24) if closes == time(0) else _brief(closes, language)
    return manner.hours.format(opens=_brief(opens, language), closes=ends)


def moment(at: datetime, today: date, language: str = "") -> str:
    """ "morgen, donderdag 25 november om 18.20 uur", in the zone of the city."""
    manner = MANNERS[spoken(language)]
    said = day(local_day(at), today, language)
    return manner.moment.format(day=said, hour=hour(at, language))


def brief_moment(at: datetime, today: date, language: str = "") -> str:
    """ "morgen 18.20 uur" or "do 25 nov 18.20 uur"."""
    return f"{near_day(local_day(at), today, language)} {hour(at, language)}"


def days(since: date, until: date, today: date, language: str = "") -> str:
    """ "24 december tot en met 2 januari"; one day as itself."""
    if since == until:
        return full_day(since, today, language)
    manner = MANNERS[spoken(language)]
    start, end = (_day_of_month(one, today, language) for one in (since, until))
    return manner.days.format(since=start, until=end)


def stamp(at: datetime, language: str = "") -> str:
    """ "24 november 2021 10.14 uur", for what has to be found back."""
    local = timezone.localtime(at)
    return f"{format_datetime(local, 'd MMMM y', locale=spoken(language))} {hour(at, language)}"


def minutes(count: int, language: str = "") -> str:
    """ "40 minuten", "1 uur 10 minuten"."""
    one, many, hour_word, hour_words = MANNERS[spoken(language)].lengths
    whole, rest = divmod(count, 60)
    said = [f"{whole} {hour_word if whole == 1 else hour_words}"] if whole else []
    if rest or not whole:
        said.append(f"{rest} {one if rest == 1 else many}")
    return " ".join(said)


def money(cents: int, language: str = "") -> str:
    """ "8,00 euro" from 800."""
    amount = format_decimal(cents / 100, "#,##0.00", locale=spoken(language))
    return MANNERS[spoken(language)].money.format(amount=amount)


def distance(metres: float, language: str = "") -> str:
    """ "350 m" below a kilometre, then "1,2 km", from ten on without decimals."""
    if round(metres, -1) < 1000:
        return f"{int(round(metres, -1))} m"
    pattern = "#,##0.0" if metres < 9950 else "#,##0"
    return f"{format_decimal(metres / 1000, pattern, locale=spoken(language))} km"


def number(value: float, decimals: int = 0, language: str = "") -> str:
    """ "1.234" or "47,8"; the language's own signs."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, pattern, locale=spoken(language))


def listing(words: Sequence[str], language: str = "") -> str:
    """ "a, b en c"."""
    return format_list(list(words), locale=spoken(language))


def local_day(at: datetime) -> date:
    """The day on the calendar of the city."""
    return timezone.localtime(at).date()


def local_time(at: datetime | time) -> time:
    """The time on the clock of the city."""
    return timezone.localtime(at).time() if isinstance(at, datetime) else at


def time_of(minute: int) -> time:
    """The time of the day so many minutes after midnight; 1440 is midnight again."""
    return time(minute // 60 % 24, minute % 60)


def _brief(at: time, language: str) -> str:
    """Whole hours bare where the language says so: "9 tot 12.30 uur"."""
    return (
        clock(at, language) if at.minute else MANNERS[spoken(language)].clock[2].format(h=at.hour)
    )


def _day_of_month(day: date, today: date, language: str) -> str:
    manner, language = MANNERS[spoken(language)], spoken(language)
    pattern = "d. MMMM" if language == "de" else "d MMMM"
    said = format_date(
        day, pattern + (manner.year if day.year != today.year else ""), locale=language
    )
    return _ordinal(said, day, manner)


def _ordinal(said: str, day: date, manner: Manner) -> str:
    if not manner.first or day.day != 1:
        return said
    return " ".join(manner.first if word == "1" else word for word in said.split(" "))
