"""A mistake in a pack is told with its file, its line, its key and what was expected."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal

import pytest

from loket.kit import packs
from loket.kit.texts import Texts, fingerprint

LANGUAGES = packs.Languages("nl", ("en", "fr"))


@dataclass(frozen=True, slots=True)
class Room:
    code: str


@dataclass(frozen=True, slots=True)
class Part:
    day: date
    room: Annotated[str, "refers to rooms"]
    minutes: Annotated[int, "5 to 60"] = 5


@dataclass(frozen=True, slots=True)
class House:
    code: Annotated[str, "like [A-Z]+"]
    name: Texts
    parts: tuple[Part, ...] = ()
    colour: Literal["red", "green"] = "red"
    wide: float | None = None
    open: bool = True
    opens: time | None = None
    since: datetime | None = None
    hold: timedelta | None = None
    pair: tuple[int, int] | None = None
    shares: Mapping[str, int] = field(default_factory=dict)
    note: Texts = field(default_factory=dict)


def faults(house: House) -> Iterator[packs.Fault]:
    if house.colour == "green" and not house.open:
        yield packs.Fault(("open",), "false", "true for a green house")


def agree(pack: packs.Pack) -> Iterator[packs.Problem]:
    for entry in pack.entries["houses"]:
        if len(entry.value.parts) > len(pack.entries["rooms"]):
            yield entry.problem(("parts",), found="more parts than rooms", expected="fewer")


def load(loading: packs.Loading[House]) -> None:
    raise AssertionError("reading stores nothing")


SECTIONS = (
    packs.Section("rooms", "rooms.toml", Room, lambda room: room.code, load, table="rooms"),
    packs.Section(
        name="houses",
        file="houses/*.toml",
        shape=House,
        key=lambda house: house.code,
        load=load,
        faults=faults,
        agree=agree,
        after=("rooms",),
        required=True,
    ),
)
ROOMS = '[[rooms]]\ncode = "hall"\n\n[[rooms]]\ncode = "attic"\n'
HOUSE = """\
code = "A"
name.nl = "Huis"
name.en = "House"
colour = "red"
wide = 3
opens = 09:00:00
since = 2021-09-09T09:00:00+02:00
hold = "10 min"
pair = [15, 10]

[shares]
x = 1

[[parts]]
day = 2021-09-09
room = "hall"
minutes = 10

[[parts]]
day = 2021-10-09
room = "attic"
"""
Read = Callable[..., packs.Pack]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(house: str = HOUSE, rooms: str = ROOMS, **more: str) -> packs.Pack:
        (tmp_path / "houses").mkdir(exist_ok=True)
        (tmp_path / "houses" / "a.toml").write_text(house)
        (tmp_path / "rooms.toml").write_text(rooms)
        for name, text in more.items():
            (tmp_path / f"{name}.toml").write_text(text)
        return packs.read(tmp_path, SECTIONS, LANGUAGES)

    return read


def test_a_whole_pack_becomes_typed_entries(read: Read) -> None:
    pack = read()
    assert pack.problems == ()
    house = pack.entries["houses"][0].value
    assert house.parts == (
        Part(date(2021, 9, 9), "hall", 10),
        Part(date(2021, 10, 9), "attic", 5),
    )
    assert (house.wide, house.opens, house.hold) == (3.0, time(9), timedelta(minutes=10))
    assert (house.pair, house.shares) == ((15, 10), {"x": 1})


BROKEN = [
    ("wide = 3", 'wide = "3"', 5, "wide", '"3"', "a number"),
    ("wide = 3", "wide = nan", 5, "wide", "nan", "a number"),
    ("wide = 3", f"wide = 1{'0' * 400}", 5, "wide", "1000", "a number"),
    ("wide = 3", "wide = true", 5, "wide", "true", "a number"),
    ("minutes = 10", "minutes = 10.0", 17, "parts[1].minutes", "10.0", "a whole number, 5 to 60"),
    ("minutes = 10", "minutes = 61", 17, "parts[1].minutes", "61", "a whole number, 5 to 60"),
    ("minutes = 10", "minutes = true", 17, "parts[1].minutes", "true", "a whole number, 5 to 60"),
    ("minutes = 10", "minuts = 10", 17, "parts[1].minuts", "unknown key", "minutes"),
    ("day = 2021-10-09", "", 19, "parts[2].day", "missing", "a date such as 2021-09-09"),
    ("day = 2021-10-09", 'day = "soon"', 20, "parts[2].day", '"soon"', "a date"),
    ("day = 2021-10-09", "day = 2021-10-09T10:00:00", 20, "parts[2].day", "2021-10-09", "a date"),
    ('room = "attic"', 'room = "atic"', 21, "parts[2].room", '"atic" is not in rooms', "attic"),
    ('room = "attic"', "room = 3", 21, "parts[2].room", "3", "a text that is not empty"),
    ('code = "A"', 'code = "a"', 1, "code", '"a"', "like [A-Z]+"),
    ('code = "A"', r'code = "A\u0000"', 1, "code", r'"A\u0000"', "no control characters"),
    ('code = "A"', 'code = ""', 1, "code", '""', "a text that is not empty"),
    ('colour = "red"', 'colour = "gren"', 4, "colour", '"gren"', "green (did you mean that?)"),
    ('colour = "red"', "colour = 7", 4, "colour", "7", "one of red, green"),
    ('colour = "red"', 'color = "red"', 4, "color", "unknown key", "colour"),
    ("opens = 09:00:00", 'opens = "9"', 6, "opens", '"9"', "a time such as 09:00:00"),
    ("+02:00", "", 7, "since", "2021-09-09 09:00:00", "a moment with offset"),
    ('"10 min"', '"10 minutes"', 8, "hold", '"10 minutes"', "a length of time"),
    ('"10 min"', '"99999999999 days"', 8, "hold", "99999999999 days", "a length of time"),
    ('"10 min"', f'"{"9" * 5000} s"', 8, "hold", '"9999', "a length of time"),
    ('"10 min"', "10", 8, "hold", "10", "a length of time"),
    ("pair = [15, 10]", "pair = [15]", 9, "pair", "a list of 1", "a list of 2"),
    ("pair = [15, 10]", 'pair = [15, "10"]', 9, "pair[2]", '"10"', "a whole number"),
    ("pair = [15, 10]", "pair = 15", 9, "pair", "15", "a list of a whole number"),
    ("x = 1", r'"x\u0007" = 1', 11, "shares", r'the key "x\u0007"', "a key that is a text"),
    ("x = 1", "x = [1]", 12, "shares.x", "a list", "a whole number"),
    ("[shares]\nx = 1", "[[shares]]\nx = 1", 11, "shares", "a list", "a table of a whole number"),
    ('name.nl = "Huis"', "", 3, "name.nl", "missing", "the city's own language"),
    ('name.nl = "Huis"\nname.en = "House"', 'name = "Huis"', 2, "name", '"Huis"', "per language"),
    ('name.nl = "Huis"', 'name.nl = " "', 2, "name.nl", '" "', "a text"),
    ('name.en = "House"', 'name.eng = "House"', 3, "name.eng", "unknown language", "en"),
    ('name.en = "House"', 'name.en = {txt = "x"}', 3, "name.en", "a table", '{text = "...", of'),
    ('name.nl = "Huis"', r'name.nl = "a\u001b[2J"', 2, "name.nl", r'"a\u001b[2J"', "a text"),
    ('"Huis"', '{ text = "Huis", of = "" }', 2, "name.nl", "a translation", "the city's own"),
    ('name.en = "House"', r'name.en = {text = "\u0000", of = "x"}', 3, "name.en", "a table", "of"),
    ('name.en = "House"', "name.en = 5", 3, "name.en", "5", "a text, or"),
    ('name.nl = "Huis"\nname.en = "House"', "", 1, "name", "missing", "a text per language"),
    ('colour = "red"', 'colour = "green"\nopen = false', 5, "open", "false", "true for a green"),
    ("pair = [15, 10]", "pair = [15, 10", 11, "pair", "Unclosed array", "valid TOML"),
    ("wide = 3", "wide = 3\nwide = 4", 6, "wide", "Cannot overwrite a value", "valid TOML"),
    ("wide = 3", "wide =", 5, "wide", "Invalid value", "valid TOML"),
]


@pytest.mark.parametrize(("before", "after", "line", "key", "found", "expected"), BROKEN)
def test_a_mistake_names_file_line_key_and_what_was_expected(
    read: Read, before: str, after: str, line: int, key: str, found: str, expected: str
) -> None:
    assert HOUSE.count(before) == 1
    problems = read(HOUSE.replace(before, after)).problems
    assert [(one.file, one.line, one.key) for one in problems] == [("houses/a.toml", line, key)]
    assert found in problems[0].found
    assert expected in problems[0].expected


def test_all_mistakes_are_told_at_once_in_the_order_of_files_and_lines(read: Read) -> None:
    house = HOUSE.replace('"hall"', '"hal"').replace("wide = 3", "wide = []\nheight = 2")
    problems = read(house, ROOMS + "[[room]]\n").problems
    assert [str(one) for one in problems] == [
        "houses/a.toml:5: wide: a list; expected a number",
        (
            "houses/a.toml:6: height: unknown key; expected one of code, name, parts, colour, "
            "wide, open, opens, since, hold, pair, shares, note"
        ),
        (
            'houses/a.toml:17: parts[1].room: "hal" is not in rooms; expected hall '
            "(did you mean that?)"
        ),
        "rooms.toml:6: room: unknown key; expected rooms (did you mean that?)",
    ]


def test_what_refers_to_a_broken_entry_is_not_reported_as_well(read: Read) -> None:
    problems = read(rooms=ROOMS.replace('code = "attic"', 'code = "attic"\nsize = 3')).problems
    assert [(one.file, one.key) for one in problems] == [("rooms.toml", "rooms[2].size")]


def test_a_key_that_is_taken_says_where_the_first_one_is(read: Read) -> None:
    problem = read(HOUSE.replace("attic", "hall"), ROOMS.replace("attic", "hall")).problems[0]
    assert (problem.file, problem.line, problem.key) == ("rooms.toml", 5, "rooms[2].code")
    assert "the first is at rooms.toml:1" in problem.expected


def test_a_file_that_no_section_reads_is_a_mistake(read: Read) -> None:
    problem = read(rums=ROOMS).problems[0]
    assert (problem.file, problem.expected) == ("rums.toml", "rooms.toml (did you mean that?)")


def test_tables_written_as_one_table_are_a_mistake(read: Read) -> None:
    problem = read(rooms='[rooms]\ncode = "hall"\n').problems[-1]
    assert (problem.file, problem.line) == ("rooms.toml", 1)
    assert problem.expected == "tables that start with [[rooms]]"


def test_a_required_section_without_entries_is_a_mistake(tmp_path: Path) -> None:
    problems = packs.read(tmp_path, SECTIONS, LANGUAGES).problems
    assert [str(one) for one in problems] == [
        "houses/*.toml:1: missing; expected at least one entry of houses"
    ]


def test_a_byte_that_is_not_utf_8_is_found_on_its_line(read: Read, tmp_path: Path) -> None:
    read()
    (tmp_path / "rooms.toml").write_bytes(b'# a\n# b\nx = "\xff"\n')
    problem = packs.read(tmp_path, SECTIONS, LANGUAGES).problems[0]
    assert (problem.line, problem.expected) == (3, "a file in UTF-8")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (f"{'[' * 20_000}{']' * 20_000}", "lists or tables nested too deeply"),
        ("{x=" * 20_000 + "1" + "}" * 20_000, "lists or tables nested too deeply"),
        ("9" * 5000, "a number that is too long"),
    ],
    ids=["lists", "tables", "number"],
)
def test_a_file_that_would_break_the_reader_is_a_mistake_like_another(
    read: Read, value: str, found: str
) -> None:
    problem = read(rooms=f"x = {value}\n").problems[0]
    assert (problem.file, problem.line, problem.found) == ("rooms.toml", 1, found)


def test_rules_across_entries_are_asked_when_every_entry_is_well_formed(read: Read) -> None:
    third = '\n[[parts]]\nday = 2021-11-09\nroom = "hall"\n'
    assert [one.key for one in read(HOUSE + third).problems] == ["parts"]
    broken = HOUSE.replace("wide = 3", 'wide = ""')
    assert [one.key for one in read(broken + third).problems] == ["wide"]


def test_an_old_translation_is_told_and_refuses_nothing(read: Read) -> None:
    stale = HOUSE.replace('name.en = "House"', 'name.en = { text = "Home", of = "00000000" }')
    pack = read(stale)
    assert pack.problems == ()
    assert [(one.line, one.key) for one in pack.stale] == [(3, "name.en")]
    assert fingerprint("Huis") in pack.stale[0].expected


def test_a_reference_to_a_section_that_nobody_registered_is_our_own_mistake(
    tmp_path: Path, read: Read
) -> None:
    read()
    (tmp_path / "rooms.toml").unlink()
    with pytest.raises(LookupError, match="rooms"):
        packs.read(tmp_path, [SECTIONS[1]], LANGUAGES)


def test_line_endings_of_another_system_do_not_shift_lines(read: Read) -> None:
    problem = read(HOUSE.replace("minutes = 10", "minutes = 0").replace("\n", "\r\n")).problems[0]
    assert (problem.line, problem.key) == (17, "parts[1].minutes")
