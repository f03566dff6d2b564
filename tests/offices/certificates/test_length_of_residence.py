"""The attest of the city's own: how long somebody lived here, and no address on it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.factories import registers as make
from tests.offices.certificates.world import NOW, World, ask

from loket.domain.registers.facts import Residence
from loket.foundations.documents import queries as documents
from loket.offices.certificates.actions.claims import claims_for, in_words
from loket.offices.certificates.models import Request

ELSEWHERE = replace(make.HOME, municipality="44021")
TODAY = NOW.date()
HISTORY = (
    Residence(ELSEWHERE, date(2018, 11, 5), date(2022, 9, 1)),
    Residence(make.HOME, date(2010, 1, 1), date(2018, 11, 5)),
)


@pytest.fixture
def nora(world: World) -> World:
    world.change("Nora", since=date(2022, 9, 1), history=HISTORY)
    return world


def claims(world: World, on: date = TODAY) -> dict[str, object]:
    entry = world.register.find(world.numbers["Nora"].digits)
    assert entry
    return claims_for("attest-woonduur", entry.facts, on=on)


def test_it_is_written_by_the_city_and_waits_for_its_seal(nora: World) -> None:
    asked = ask(nora["Nora"], "WOONDUUR")
    assert asked.document
    line = documents.find(asked.document)
    assert line
    assert (line.source, line.template, line.status) == ("city", "attest-woonduur", "waiting")


def test_it_tells_days_and_no_address(nora: World) -> None:
    told = claims(nora)
    assert told["together"] == "6 jaar en 2 maanden"
    assert told["window_from"] == "2016-11-23"
    assert told["stays"] == [
        {"since": "2022-09-01", "until": ""},
        {"since": "2016-11-23", "until": "2018-11-04"},
    ]
    assert "Voorbeeldstraat" not in str(told)


def test_paper_from_before_the_window_does_not_stop_it(world: World) -> None:
    world.change("Nora", history_since=date(1975, 1, 1))
    assert ask(world["Nora"], "WOONDUUR").state == "granted"
    assert ask(world["Nora"], "HIST").state == "with_clerk"


def test_a_history_that_nobody_knows_stops_it(world: World) -> None:
    world.change("Nora", history_since=None)
    asked = ask(world["Nora"], "WOONDUUR")
    assert (asked.state, asked.reasons) == ("with_clerk", ("history_on_paper",))


def test_who_lives_in_another_municipality_now_is_with_a_clerk(world: World) -> None:
    world.change("Nora", municipality="44021")
    asked = ask(world["Nora"], "WOONDUUR")
    assert (asked.state, asked.reasons) == ("with_clerk", ("lives_elsewhere",))


def test_it_tells_of_the_day_that_it_was_asked(nora: World) -> None:
    later: datetime = NOW + timedelta(days=40)
    asked = ask(nora["Nora"], "WOONDUUR", now=later)
    assert Request.objects.get(pk=asked.id).asked_on == later.date()
    assert claims(nora, later.date())["window_from"] == "2017-01-02"


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ((0, 0), "minder dan een maand"),
        ((0, 1), "1 maand"),
        ((1, 0), "1 jaar"),
        ((9, 11), "9 jaar en 11 maanden"),
    ],
)
def test_a_stretch_of_time_is_said_in_words(time: tuple[int, int], said: str) -> None:
    assert in_words(*time) == said
