"""What changes is known before a pack is loaded, and what is stored comes back as it was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.kit import packs
from loket.kit.texts import Texts

AT = datetime(2021, 9, 9, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Thing:
    code: str
    size: int = 1


SECTION = packs.Section("things", "t.toml", Thing, lambda one: one.code, print, table="things")


def pack_of(folder: Path, *things: str) -> packs.Pack:
    (folder / "t.toml").write_text("\n".join(f"[[things]]\n{one}" for one in things))
    return packs.read(folder, [SECTION], packs.Languages())


def known(pack: packs.Pack) -> dict[str, dict[str, str]]:
    return {name: {one.key: one.revision for one in had} for name, had in pack.entries.items()}


def test_a_difference_tells_what_is_added_changed_and_removed(tmp_path: Path) -> None:
    before = known(pack_of(tmp_path, 'code = "a"', 'code = "b"', 'code = "c"'))
    pack = pack_of(tmp_path, 'code = "a"', 'code = "b"\nsize = 2', 'code = "d"')
    assert [str(one) for one in packs.compare(pack, before).changes] == [
        "changed things b (t.toml:3)",
        "added things d (t.toml:6)",
        "removed things c",
    ]


def test_a_pack_written_otherwise_but_saying_the_same_is_no_difference(tmp_path: Path) -> None:
    before = known(pack_of(tmp_path, 'code = "a"\nsize = 1', 'code = "b"'))
    pack = pack_of(tmp_path, "code = 'b'", "\n# anew\ncode = 'a'")
    assert not packs.compare(pack, before)


def test_a_section_that_the_pack_no_longer_knows_is_removed(tmp_path: Path) -> None:
    changes = packs.compare(pack_of(tmp_path), {"others": {"x": "1"}}).changes
    assert [(one.kind, one.section, one.key) for one in changes] == [("removed", "others", "x")]


def test_a_room_is_given_only_the_news_to_write(tmp_path: Path) -> None:
    before = known(pack_of(tmp_path, 'code = "a"', 'code = "b"', 'code = "c"'))
    pack = pack_of(tmp_path, 'code = "a"', 'code = "b"\nsize = 2', 'code = "d"')
    loading = packs.loading(pack, "things", packs.compare(pack, before), at=AT, actor="me")
    assert [one.key for one in loading.entries] == ["a", "b", "d"]
    assert [one.key for one in loading.news] == ["b", "d"]
    assert loading.removed == {"c"}


def test_sections_come_after_those_they_need() -> None:
    first = packs.Section("first", "a", Thing, str, print, after=("second", "third"))
    second = packs.Section("second", "b", Thing, str, print, after=("third",))
    third = packs.Section("third", "c", Thing, str, print)
    assert packs.in_order([first, second, third]) == (third, second, first)
    with pytest.raises(ValueError, match="third"):
        packs.in_order([first, second])


@dataclass(frozen=True, slots=True)
class Inner:
    on: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Outer:
    code: Annotated[str, "like [A-Z]+"]
    name: Texts
    since: datetime | None = None
    hold: timedelta = timedelta(minutes=10)
    inner: tuple[Inner, ...] = ()
    pair: tuple[int, int] = (1, 1)
    shares: Mapping[str, float] | None = None
    open: bool = False


#: A key of a table: nothing that a pack may not hold.
WORDS = st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip)
OUTERS: st.SearchStrategy[Outer] = st.builds(
    Outer,
    code=st.from_regex(re.compile(r"[A-Z]{1,3}", re.ASCII), fullmatch=True),
    name=st.fixed_dictionaries({"nl": st.just("Huis")}, optional={"en": st.just("House")}),
    since=st.none() | st.datetimes(timezones=st.just(UTC)),
    hold=st.timedeltas(timedelta(0), timedelta(days=9)).map(
        lambda span: timedelta(seconds=int(span.total_seconds()))
    ),
    inner=st.lists(st.builds(Inner, on=st.dates(), at=st.none() | st.times())).map(tuple),
    pair=st.tuples(st.integers(), st.integers()),
    shares=st.none() | st.dictionaries(WORDS, st.floats(allow_nan=False, allow_infinity=False)),
    open=st.booleans(),
)


@given(OUTERS)
def test_what_is_stored_comes_back_as_it_was(value: Outer) -> None:
    stored = packs.to_json(value)
    assert packs.from_json(Outer, stored) == value
    assert packs.revision(packs.from_json(Outer, stored)) == packs.revision(value)


@given(OUTERS, OUTERS)
def test_only_the_same_content_has_the_same_revision(one: Outer, other: Outer) -> None:
    assert (packs.revision(one) == packs.revision(other)) == (
        packs.to_json(one) == packs.to_json(other)
    )


def test_a_field_that_is_new_and_at_its_default_changes_no_revision() -> None:
    assert packs.revision(Thing("a")) == packs.revision({"code": "a"})


@pytest.mark.parametrize("data", [{}, {"code": "a", "size": "x"}, {"code": "a", "more": 1}, [], 3])
def test_what_does_not_fit_the_type_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match="not a Thing"):
        packs.from_json(Thing, data)
