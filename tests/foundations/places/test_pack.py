"""What a city pack may say of places, and what the desk changed since."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.factories.pack import edit, write_pack

from loket.domain.places.facts import Interval, Window
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import actions as catalogue
from loket.foundations.catalogue.queries import read_pack
from loket.foundations.places import actions, models, queries

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 9, 6, 7, tzinfo=UTC)
MONDAY, NEXT = date(2021, 9, 6), date(2021, 9, 13)

HALL = """\
code = "hall"

[[profiles]]
valid_from = 2020-01-01
tier = "city"
name.nl = "Stadhuis"
street = "Plein 1"
postal_code = "2000"
locality = "Teststad"
district = "north"
capabilities = ["booking", "safe"]
promise = { opening_days = 2 }

[[counters]]
lane = 0
name = "Loket 1"
skills = ["identity"]
valid_from = 2020-01-01

[[counters]]
lane = 1
name = "Loket 2"
skills = ["identity"]
valid_from = 2020-01-01

[[windows]]
purpose = "counter"
days = ["mon", "tue"]
opens = 09:00:00
closes = 12:00:00
valid_from = 2020-01-01

[[windows]]
purpose = "counter"
days = ["mon"]
opens = 13:00:00
closes = 16:00:00
counters = [1]
reserved_for = "mobility"
release_days = 2
valid_from = 2020-01-01

[[closures]]
starts_at = 2021-09-07T09:00:00+02:00
ends_at = 2021-09-07T12:00:00+02:00
reason.nl = "Opleiding"
announced_at = 2021-09-01T09:00:00+02:00
"""

DISTRICTS = """\
[[districts]]
code = "north"
name = "Noord"
valid_from = 2000-01-01

[[districts]]
code = "south"
name = "Zuid"
valid_from = 2000-01-01

[[postal_codes]]
code = "2000"
districts = ["south", "north"]
"""

RULES = """\
[[office_hours]]
valid_from = 2020-01-01
opens = 09:00:00
closes = 17:00:00
days = ["mon", "tue", "wed", "thu", "fri"]
"""

CLOSING_DAYS = """\
[[closing_days]]
day = 2021-09-20
name.nl = "Brugdag"
"""

CONTACT_POINTS = """\
[[contact_points]]
code = "library"
name.nl = "Bibliotheek"
host = "Bibliotheek"
postal_code = "2000"
opened_on = 2021-09-01
location = "hall"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(
        tmp_path,
        locations__hall=HALL,
        districts=DISTRICTS,
        rules=RULES,
        closing_days=CLOSING_DAYS,
        contact_points=CONTACT_POINTS,
    )


def load(folder: Path, now: datetime = NOW) -> None:
    catalogue.load(pack=read_pack(folder), now=now, actor="system:test")


def counters_on(day: date) -> tuple[Interval, ...]:
    return queries.hours_of("hall", day, day)[0].counters


def test_a_pack_that_is_loaded_answers_every_question_about_its_places(folder: Path) -> None:
    load(folder)
    hall = queries.find_location("hall", MONDAY)
    assert hall is not None
    assert hall.profile.district == "north"
    assert queries.opening_ticks("hall", MONDAY) == {
        0: [(108, 144, "", 0)],
        1: [(156, 192, "mobility", 2)],
    }
    assert counters_on(date(2021, 9, 7)) == ()
    assert counters_on(date(2021, 9, 20)) == ()
    assert [one.code for one in queries.find_districts_of("2000", MONDAY)] == ["south", "north"]
    assert [one.location for one in queries.list_contact_points(MONDAY)] == ["hall"]
    assert str(queries.find_zone()) == "Europe/Brussels"


HALL_FILE = "locations/hall.toml"
#: File, text, wrong text, the key that is told, and what stands on the line that is told.
MISTAKES = [
    (HALL_FILE, "closes = 16:00:00", "closes = 12:00:00", "windows[2].closes", "12:00"),
    (HALL_FILE, "opens = 13:00:00", "opens = 13:02:00", "windows[2].opens", "13:02"),
    (HALL_FILE, "counters = [1]", "counters = [2]", "windows[2].counters[1]", "[2]"),
    (HALL_FILE, '["mon"]', '["mon", "mon"]', "windows[2]", "[[windows]]"),
    (HALL_FILE, 'days = ["mon"]\n', "", "windows[2].days", "[[windows]]"),
    (HALL_FILE, "lane = 1", "lane = 0", "counters[2].lane", "lane = 0"),
    (HALL_FILE, 'locality = "Teststad"', 'locality = "X"\nlat = 51.2', "profiles[1].lat", "lat"),
    (
        HALL_FILE,
        'tier = "city"',
        'tier = "city"\nreception = "open"',
        "profiles[1].reception",
        "reception",
    ),
    (HALL_FILE, "opening_days = 2", "opening_days = 3", "profiles[1].promise", "promise"),
    (HALL_FILE, '"north"', '"nort"', "profiles[1].district", "nort"),
    (HALL_FILE, '"safe"]', '"pickup"]', "profiles[1].capabilities", "pickup"),
    (
        HALL_FILE,
        "ends_at = 2021-09-07T12",
        "ends_at = 2021-09-07T09",
        "closures[1].ends_at",
        "ends_at",
    ),
    ("closing_days.toml", "2021-09-20", "2021-11-11", "closing_days[1].day", "2021-11-11"),
    ("city.toml", 'country = "BE"', 'country = "ZZ"', "holidays.country", "ZZ"),
    (
        "contact_points.toml",
        "opened_on",
        "closed_on = 2021-09-01\nopened_on",
        "contact_points[1].closed_on",
        "closed_on",
    ),
]


@pytest.mark.parametrize(("file", "before", "after", "key", "line"), MISTAKES)
def test_a_pack_with_one_mistake_about_places_says_where_and_loads_nothing(
    folder: Path, file: str, before: str, after: str, key: str, line: str
) -> None:
    edit(folder, file, before, after)
    with pytest.raises(RuleBroken) as refused:
        load(folder)
    told = {one.facts["problem"].key: one.facts["problem"] for one in refused.value.reasons}
    assert told[key].file == file
    assert line in (folder / file).read_text().splitlines()[told[key].line - 1]
    assert not models.Location.objects.exists()


def test_two_office_hours_at_once_are_refused(folder: Path) -> None:
    (folder / "rules.toml").write_text(RULES + RULES.replace("2020", "2021"))
    with pytest.raises(RuleBroken) as refused:
        load(folder)
    assert "office_hours[2].valid_from" in str(refused.value.facts["sentence"])


def test_office_hours_that_end_before_they_begin_are_refused(folder: Path) -> None:
    edit(folder, "rules.toml", "closes = 17:00:00", "closes = 08:00:00\nvalid_to = 2019-01-01")
    with pytest.raises(RuleBroken) as refused:
        load(folder)
    told = [str(one.facts["sentence"]) for one in refused.value.reasons]
    assert told == [
        "rules.toml:4: office_hours[1].closes: 08:00:00; expected a time after 09:00:00",
        "rules.toml:5: office_hours[1].valid_to: 2019-01-01; expected a day after 2020-01-01",
    ]


def test_loading_again_keeps_counters_and_replaces_windows(folder: Path) -> None:
    load(folder)
    before = [counter.id for counter in queries.snapshot().by_code["hall"].counters]
    edit(folder, "locations/hall.toml", "opens = 09:00:00", "opens = 10:00:00")
    load(folder)
    assert [counter.id for counter in queries.snapshot().by_code["hall"].counters] == before
    assert queries.opening_ticks("hall", MONDAY)[0] == [(120, 144, "", 0)]


def test_a_counter_that_is_gone_from_the_pack_ends_and_keeps_its_lane(folder: Path) -> None:
    load(folder)
    text = HALL.replace('[[counters]]\nlane = 1\nname = "Loket 2"\n', "").replace(
        'skills = ["identity"]\nvalid_from = 2020-01-01\n\nskills', "skills"
    )
    hall = text[: text.index('[[windows]]\npurpose = "counter"\ndays = ["mon"]\n')]
    (folder / "locations/hall.toml").write_text(hall)
    load(folder)
    assert set(queries.opening_ticks("hall", date(2021, 9, 5))) == {0, 1}
    assert set(queries.opening_ticks("hall", MONDAY)) == {0}
    assert models.Counter.objects.count() == 2


def test_a_location_that_is_gone_from_the_pack_ends_today_and_its_past_stays(folder: Path) -> None:
    load(folder)
    other = HALL.replace('"hall"', '"annex"')
    (folder / "locations/annex.toml").write_text(other)
    edit(folder, "contact_points.toml", '"hall"', '"annex"')
    (folder / "locations/hall.toml").unlink()
    load(folder)
    assert [one.code for one in queries.list_locations(MONDAY)] == ["annex"]
    assert [one.code for one in queries.list_locations(date(2021, 9, 5))] == ["annex", "hall"]


def test_hours_changed_at_the_desk_survive_the_next_load_of_the_pack(folder: Path) -> None:
    load(folder)
    actions.change_hours(
        location="hall",
        windows=[Window("counter", 480, 600, NEXT, weekday=day) for day in (0, 1)],
        valid_from=NEXT,
        now=NOW,
        actor="employee:planner",
    )
    edit(folder, "locations/hall.toml", "opens = 09:00:00", "opens = 10:00:00")
    load(folder)
    assert queries.opening_ticks("hall", MONDAY)[0] == [(120, 144, "", 0)]
    assert queries.opening_ticks("hall", NEXT)[0] == [(96, 120, "", 0)]


def test_a_closure_announced_at_the_desk_survives_and_one_of_the_pack_follows_the_pack(
    folder: Path,
) -> None:
    load(folder)
    actions.close(
        location="hall",
        starts_at=datetime(2021, 9, 13, 7, tzinfo=UTC),
        ends_at=datetime(2021, 9, 13, 9, tzinfo=UTC),
        reason={"nl": "Staking"},
        now=NOW,
        actor="employee:planner",
    )
    text = (folder / "locations/hall.toml").read_text()
    (folder / "locations/hall.toml").write_text(text[: text.index("[[closures]]")])
    load(folder)
    assert [one.reason["nl"] for one in queries.list_closures("hall", NOW)] == ["Staking"]
    assert counters_on(date(2021, 9, 7)) == (Interval(540, 720),)


def test_districts_and_contact_points_that_are_gone_end_today(folder: Path) -> None:
    load(folder)
    (folder / "contact_points.toml").unlink()
    text = DISTRICTS.replace('districts = ["south", "north"]', 'districts = ["north"]')
    without_south = text.replace(
        text[text.index('[[districts]]\ncode = "south"') : text.index("[[postal_codes]]")], ""
    )
    (folder / "districts.toml").write_text(without_south)
    load(folder, now=datetime(2021, 10, 1, tzinfo=UTC))
    october = date(2021, 10, 1)
    assert [one.code for one in queries.list_districts(october)] == ["north"]
    assert len(queries.list_districts(date(2021, 9, 30))) == 2
    assert queries.list_contact_points(october) == ()
    assert len(queries.list_contact_points(date(2021, 9, 30))) == 1
    found = queries.find_district_of("2000", october)
    assert found is not None
    assert found.code == "north"
