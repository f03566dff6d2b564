"""`loket import dldb` writes, says what it met, and leaves with 0 or 1."""

import json
from pathlib import Path

import pytest
from tests.foundations.catalogue.importers import directory

from loket.config import cli


def call(files: tuple[Path, Path], folder: Path, *more: str) -> int:
    arguments = [str(files[0]), str(files[1]), "--as", "beispielheim", "--to", str(folder), *more]
    return cli.main(["import", "dldb", *arguments])


def test_every_kind_of_anomaly_is_said_with_its_number_and_its_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(directory.write_odd(tmp_path), tmp_path / "pack") == 0
    said = capsys.readouterr().out
    assert "9 locations: 6 shown, 2 written but not public, 1 left out" in said
    assert "1  combination_unknown: combines with an id that is no service" in said
    assert "-> left out" in said


def test_the_answer_for_machines_is_one_object(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(directory.write_odd(tmp_path), tmp_path / "pack", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["problems"] == []
    assert answer["counts"]["locations"]["in"] == 9
    assert answer["anomalies"]["combination_unknown"]["count"] == 1
    assert len(answer["findings"]) == sum(one["count"] for one in answer["anomalies"].values())


def test_a_city_checks_the_template_with_the_rest_of_the_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pack"
    call(directory.write(tmp_path), folder)
    template = folder / "template.toml"
    template.write_text(template.read_text().replace('days = ["tue", "thu"]', 'days = ["tues"]'))
    assert cli.main(["city", "check", str(folder)]) == 1
    assert "template.toml:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "reason"), [("", "is not a file"), ("{", "cannot be read as JSON")]
)
def test_files_that_are_none_are_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, reason: str
) -> None:
    locations, services = directory.write(tmp_path)
    services.unlink()
    if file:
        services.write_text(file)
    assert call((locations, services), tmp_path / "pack") == 1
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "pack").exists()
