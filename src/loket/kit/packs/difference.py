"""What would change if a pack were loaded over what was loaded before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from loket.kit.packs.folders import Pack
from loket.kit.packs.sections import Loading

Kind = Literal["added", "changed", "removed"]
#: Section, then key, to the revision of its content.
Known = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that differs; `place` is its file and line, empty for what is gone."""

    kind: Kind
    section: str
    key: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.section} {self.key}" + (f" ({self.place})" if self.place else "")


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, in the order of the sections."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def keys(self, section: str, kind: Kind) -> frozenset[str]:
        return frozenset(
            one.key for one in self.changes if one.section == section and one.kind == kind
        )

    def count(self, kind: Kind) -> int:
        return sum(1 for one in self.changes if one.kind == kind)


def compare(pack: Pack, known: Known) -> Difference:
    """The pack against the revisions of the last load."""
    sections = [*pack.entries, *(name for name in known if name not in pack.entries)]
    return Difference(tuple(one for name in sections for one in _section(pack, name, known)))


def _section(pack: Pack, name: str, known: Known) -> Iterator[Change]:
    before = known.get(name, {})
    for entry in pack.entries.get(name, ()):
        if entry.key not in before:
            yield Change("added", name, entry.key, entry.place)
        elif entry.revision != before[entry.key]:
            yield Change("changed", name, entry.key, entry.place)
    keys = pack.keys(name)
    yield from (Change("removed", name, key) for key in before if key not in keys)


def loading(
    pack: Pack, section: str, difference: Difference, *, at: datetime, actor: str
) -> Loading[Any]:
    """What the `load` of a section receives."""
    return Loading(
        entries=pack.entries.get(section, ()),
        added=difference.keys(section, "added"),
        changed=difference.keys(section, "changed"),
        removed=difference.keys(section, "removed"),
        at=at,
        actor=actor,
    )
