"""A real pack, every text of which somebody replaced by what no text should be."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.house.sources import SRC

from loket.config import loading
from loket.foundations.catalogue.queries import find_city, read_pack

ANTWERP = SRC / "cities" / "antwerp"
TEXT = re.compile(r'^([\w.]+ = )"[^"]*"$')
#: Codes and the language are what the rest is read by; they have tests of their own.
KEPT = ("code =", "language =")
LONG = "x" * 10_000
Lines = dict[tuple[str, int], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(ANTWERP, tmp_path / "city")


def replace_texts(folder: Path, value: str) -> Lines:
    """Put the value for every text but codes; what stood there, by file and line."""
    before: Lines = {}
    for file, lines in files(folder):
        for index, line in enumerate(lines):
            if TEXT.match(line) and not line.startswith(KEPT):
                before[file.relative_to(folder).as_posix(), index + 1] = line
                lines[index] = TEXT.sub(lambda found: f'{found[1]}"{value}"', line)
        file.write_text("\n".join(lines))
    return before


def files(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    for file in folder.rglob("*.toml"):
        yield file, file.read_text().split("\n")


def put_back(folder: Path, before: Lines) -> None:
    for file, lines in files(folder):
        name = file.relative_to(folder).as_posix()
        file.write_text(
            "\n".join(before.get((name, index), line) for index, line in enumerate(lines, 1))
        )


def test_a_control_character_is_refused_on_every_line_that_holds_one(folder: Path) -> None:
    before = replace_texts(folder, r"a\u0000b")
    told = {(one.file, one.line) for one in read_pack(folder).problems}
    assert len(before) > 1000
    assert set(before) - told == set()


@pytest.mark.django_db
def test_a_text_without_end_is_refused_on_its_line_or_loads(folder: Path) -> None:
    """Whatever the check lets pass, the database takes."""
    before = replace_texts(folder, LONG)
    while problems := read_pack(folder).problems:
        told = {(one.file, one.line) for one in problems} & set(before)
        assert told, problems
        put_back(folder, {place: before.pop(place) for place in told})
    assert len(before) > 500, "names and explanations may be long"
    loading.load(folder)
    assert find_city() is not None


def test_a_certificate_for_a_purpose_that_no_law_of_the_pack_allows_is_refused(
    folder: Path,
) -> None:
    file = folder / "products" / "woonst.toml"
    lines = file.read_text().split("\n")
    line = lines.index('purpose = "residence"')
    lines[line] = 'purpose = "residenz"'
    file.write_text("\n".join(lines))
    [problem] = read_pack(folder).problems
    assert (problem.file, problem.line) == ("products/woonst.toml", line + 1)
    assert "residence" in problem.expected


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"),
    [
        ("woonduur", 'model = "attest-woonduur"', 'model = "attest-woonst"', "attest-woonduur"),
        ("woonst", 'model = "residence"', 'model = "huwelijk"', "residence-marriage"),
    ],
)
def test_a_certificate_of_a_model_that_does_not_stand_is_refused_on_its_line(
    folder: Path, name: str, before: str, after: str, expected: str
) -> None:
    file = folder / "products" / f"{name}.toml"
    lines = file.read_text().split("\n")
    line = lines.index(before)
    lines[line] = after
    file.write_text("\n".join(lines))
    [problem] = read_pack(folder).problems
    assert (problem.file, problem.line) == (f"products/{name}.toml", line + 1)
    assert expected in problem.expected
