"""A DLDB becomes a sound pack, and whatever is odd in it is named."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.foundations.catalogue.importers import directory

from loket.domain.catalogue.offer import combine
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.catalogue.importers import dldb
from loket.foundations.catalogue.importers.dldb.kinds import KINDS
from loket.kit import packs

SINCE = date(2020, 1, 1)


def run(
    files: tuple[Path, Path], folder: Path, *, code: str = "beispielheim", overwrite: bool = False
) -> dldb.Report:
    """Import, and write."""
    draft = dldb.plan_pack(
        locations=files[0], services=files[1], code=code, folder=folder, overwrite=overwrite
    )
    assert list(dldb.write_pack(draft)) == list(draft.files)
    return draft.report


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    run(directory.write(tmp_path), folder)
    return folder


@pytest.fixture
def odd(tmp_path: Path) -> tuple[Path, dldb.Report]:
    folder = tmp_path / "pack"
    return folder, run(directory.write_odd(tmp_path), folder)


def details(report: dldb.Report, kind: str) -> dict[str, str]:
    return {one.where: one.detail for one in report.findings if one.kind == kind}


def of(folder: Path, section: str) -> dict[str, Any]:
    """What the pack says, by key."""
    read = catalogue.read_pack(folder)
    assert [str(one) for one in read.problems] == []
    return {one.key: one.value for one in read.entries[section]}


def test_two_files_in_order_become_a_pack_without_a_problem(pack: Path) -> None:
    read: packs.Pack = catalogue.read_pack(pack)
    assert [str(one) for one in read.problems] == []
    assert read.keys("products") == {"101", "102", "103"}
    assert read.keys("locations") == {"10", "11"}


def test_the_city_speaks_the_language_of_the_files_and_keeps_the_holidays_of_its_land(
    pack: Path,
) -> None:
    city = of(pack, "city")["beispielheim"]
    assert (city.language, city.zone) == ("de", "Europe/Berlin")
    assert (city.holidays.country, city.holidays.subdivision) == ("DE", "NI")
    assert city.name == {"de": "Beispielheim"}


def test_files_with_every_anomaly_there_is_still_become_a_sound_pack(
    odd: tuple[Path, dldb.Report],
) -> None:
    folder, _ = odd
    assert len(of(folder, "products")) == 16
    assert len(of(folder, "locations")) == 8


def test_every_kind_of_anomaly_is_found_in_the_files_that_hold_them_all(
    odd: tuple[Path, dldb.Report], tmp_path: Path
) -> None:
    folder, report = odd
    (folder / "template.toml").write_text(
        (folder / "template.toml").read_text().replace('code = "18"', 'code = "another"')
    )
    again = run((tmp_path / "locations.json", tmp_path / "services.json"), folder)
    assert set(KINDS) - set(report.counts) - set(again.counts) == set()


def test_what_comes_in_is_what_goes_out_and_what_is_named(
    odd: tuple[Path, dldb.Report],
) -> None:
    _, report = odd
    assert {name: one.came_in for name, one in report.balances.items()} == {
        "locations": 9, "services": 19, "services at locations": 20, "combinations": 23,
    }  # fmt: skip
    assert all(one.is_even for one in report.balances.values())
    counts = report.counts
    left_out = {name: one.went["left out"] for name, one in report.balances.items()}
    assert left_out["locations"] == 1
    assert left_out["services"] == counts["entry_without_id"] + 1
    assert left_out["services at locations"] == (
        counts["pair_unknown_service"] + counts["pair_twice"]
    )


@pytest.mark.parametrize(
    ("kind", "where", "detail"),
    [
        ("combination_unknown", "services/101", "with 777"),
        ("combination_one_sided", "services/101", "with 102, Reisepass"),
        ("combination_twice", "services/101", "102, 2 times"),
        ("pair_minutes_differ", "locations/10/services/116", "30 here, 15 elsewhere"),
        ("pair_slots_differ", "locations/10/services/116", "1 × 15 is not 30"),
        ("pair_quantity_differs", "locations/10/services/102", "9 here, 2 elsewhere"),
        ("location_meta_id_differs", "locations/12", "meta says 13"),
        ("location_far_away", "locations/15", "48.1, 11.5"),
        ("service_longer_than_hours", "services/115", "300 minutes at 10, open 270 at most"),
        ("stated_count_differs", "locations", "states 3, holds 9"),
        ("unknown_field", "locations: colour", "1 values"),
        ("field_not_kept", "locations: contact.fax", "1 values"),
    ],
)
def test_an_anomaly_is_named_with_where_it_is_and_what_stands_there(
    odd: tuple[Path, dldb.Report], kind: str, where: str, detail: str
) -> None:
    _, report = odd
    assert details(report, kind)[where] == detail


def test_a_combination_of_one_side_is_kept_and_still_cannot_be_booked(
    odd: tuple[Path, dldb.Report],
) -> None:
    products = of(odd[0], "products")
    assert products["101"].combines_with == ("102",)
    assert not combine(products["101"], products["102"])
    assert combine(products["103"], products["110"])


def test_a_location_keeps_its_own_minutes_only_where_they_differ(
    odd: tuple[Path, dldb.Report],
) -> None:
    (profile,) = of(odd[0], "locations")["10"].profiles
    assert profile.minutes == {"116": (30, 30)}


def test_what_is_not_public_is_written_and_seen_by_nobody(odd: tuple[Path, dldb.Report]) -> None:
    assert of(odd[0], "products")["110"].stage == "draft"
    (profile,) = of(odd[0], "locations")["16"].profiles
    assert profile.valid_to == SINCE


@pytest.mark.parametrize("service", ["119", "120", "121", "122"])
def test_a_service_that_may_not_be_booked_at_a_location_is_not_offered_there(
    odd: tuple[Path, dldb.Report], service: str
) -> None:
    assert of(odd[0], "products")[service].offered_at == ()


def test_what_the_city_publishes_in_the_template_is_seen(
    odd: tuple[Path, dldb.Report], tmp_path: Path
) -> None:
    folder, _ = odd
    edit(folder, "publish = []", 'publish = ["110", "16"]')
    run((tmp_path / "locations.json", tmp_path / "services.json"), folder)
    assert of(folder, "products")["110"].stage == "published"
    assert of(folder, "locations")["16"].profiles[0].valid_to is None


def test_hours_and_counters_are_marked_as_assumed_until_the_city_says_otherwise(
    pack: Path, tmp_path: Path
) -> None:
    place = of(pack, "locations")["10"]
    assert place.profiles[0].hours_fictional
    assert all(one.fictional and one.source == "assumed by the importer" for one in place.windows)
    assert len(place.counters) == 2
    own = """counters = 5
hours = [
  { days = ["sat"], opens = 09:00:00, closes = 11:00:00, assumed = false, source = "city" },
]"""
    edit(pack, 'code = "10"\ncounters = 2', f'code = "10"\n{own}')
    run((tmp_path / "locations.json", tmp_path / "services.json"), pack)
    place = of(pack, "locations")["10"]
    assert (len(place.counters), place.profiles[0].hours_fictional) == (5, False)
    assert [(one.days, one.source) for one in place.windows] == [(("sat",), "city")]


def test_a_second_import_of_the_same_files_changes_no_byte(pack: Path, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in pack.rglob("*") if file.is_file()}
    run((tmp_path / "locations.json", tmp_path / "services.json"), pack)
    assert before == {file: file.read_bytes() for file in pack.rglob("*") if file.is_file()}


def test_an_edited_template_is_kept_to_the_byte(pack: Path, tmp_path: Path) -> None:
    edit(pack, "# Neutral colours", "# Unsere Farben")
    kept = (pack / "template.toml").read_bytes()
    run((tmp_path / "locations.json", tmp_path / "services.json"), pack)
    assert (pack / "template.toml").read_bytes() == kept


def test_a_mistake_in_the_template_is_refused_with_its_line_and_nothing_is_written(
    pack: Path, tmp_path: Path
) -> None:
    edit(pack, "valid_from = 2020-01-01", 'valid_from = "sometime"')
    before = (pack / "city.toml").stat().st_mtime_ns
    with pytest.raises(dldb.NotImportable, match=r"template\.toml:\d+: valid_from"):
        run((tmp_path / "locations.json", tmp_path / "services.json"), pack)
    assert (pack / "city.toml").stat().st_mtime_ns == before


def test_a_city_that_wrote_a_file_of_its_own_keeps_it(pack: Path, tmp_path: Path) -> None:
    (pack / "closing_days.toml").write_text("# Unsere Tage\n")
    run((tmp_path / "locations.json", tmp_path / "services.json"), pack)
    assert (pack / "closing_days.toml").read_text() == "# Unsere Tage\n"


def test_a_file_that_was_edited_by_hand_is_not_written_over_unless_asked(
    pack: Path, tmp_path: Path
) -> None:
    file = pack / "products" / "101.toml"
    file.write_text(file.read_text().replace("Personalausweis", "Perso"))
    files = tmp_path / "locations.json", tmp_path / "services.json"
    with pytest.raises(dldb.NotImportable, match=r"products/101\.toml"):
        run(files, pack)
    assert "Perso" in file.read_text()
    run(files, pack, overwrite=True)
    assert 'name.de = "Personalausweis"' in file.read_text()


def test_a_pack_that_the_importer_did_not_write_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "city.toml").write_text('code = "other"\n')
    with pytest.raises(dldb.NotImportable, match=r"city\.toml"):
        run(directory.write(tmp_path), folder)
    assert [one.name for one in folder.iterdir()] == ["city.toml"]


def test_a_service_that_left_the_source_leaves_the_pack(pack: Path, tmp_path: Path) -> None:
    fewer = [directory.location("10", "Bürgeramt Mitte", directory.pair("101"))]
    files = directory.write(tmp_path, locations=fewer, services=directory.GOOD_SERVICES[:1])
    run(files, pack)
    assert [one.name for one in (pack / "products").iterdir()] == ["101.toml"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "expected a list of tables"),
        ('{"data": {}}', "expected a list of tables"),
        ('{"data": [1]}', "expected a list of tables"),
        ('{"data": []}', "holds nothing"),
        ("[" * 100_000, "cannot be read as JSON"),
    ],
)
def test_a_file_that_is_no_directory_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    locations, services = directory.write(tmp_path)
    services.write_text(text)
    with pytest.raises(dldb.NotImportable, match=reason):
        run((locations, services), tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


@pytest.mark.parametrize("code", ["", "Stadt", "../stadt", "1stadt"])
def test_a_code_that_no_city_can_have_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(dldb.NotImportable, match="no code of a city"):
        run(directory.write(tmp_path), tmp_path / "pack", code=code)


def test_fields_of_the_wrong_kind_are_taken_as_absent(tmp_path: Path) -> None:
    strange: Any = {
        "id": "7", "name": "Amt", "address": [], "contact": 3, "geo": {"lat": "nord", "lon": None},
        "services": "none", "meta": None, "prio": "high", "slotTimeInMinutes": [],
        "displayNameAlternatives": None, "dontShowByServices": {}, "public": "maybe",
    }  # fmt: skip
    bare: Any = {"id": 101, "name": "Ausweis", "duration": "soon", "maxQuantity": None}
    report = run(directory.write(tmp_path, locations=[strange], services=[bare]), tmp_path / "pack")
    assert {"location_without_point", "location_address_incomplete"} <= set(report.counts)
    assert {"service_minutes_missing", "service_quantity_missing"} <= set(report.counts)
    assert set(of(tmp_path / "pack", "locations")) == {"7"}


def test_the_report_is_there_for_people_and_for_machines(
    odd: tuple[Path, dldb.Report],
) -> None:
    folder, report = odd
    machine = json.loads((folder / "report.json").read_text())
    assert len(machine["findings"]) == len(report.findings)
    assert machine["anomalies"]["combination_unknown"] == {
        "count": 1, "what": KINDS["combination_unknown"][0], "rule": "left out",
    }  # fmt: skip
    person = (folder / "report.md").read_text()
    assert all(f"## {kind} ({count})" in person for kind, count in report.counts.items())


def edit(folder: Path, before: str, after: str) -> None:
    """Replace what stands once in the template."""
    file = folder / "template.toml"
    text = file.read_text()
    assert text.count(before) == 1, before
    file.write_text(text.replace(before, after))
