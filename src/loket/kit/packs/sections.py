"""The kinds of section a pack may hold: every room registers its own, the roof loads them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from loket.kit.packs.positions import Path
from loket.kit.packs.sources import Problem, Source

if TYPE_CHECKING:
    from loket.kit.packs.folders import Pack

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule of the room that a well-formed entry breaks; `path` is inside the entry."""

    path: Path
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One thing of a pack: its key, its typed value, and where it stands."""

    key: str
    value: T
    #: Hash of the content; the same content has the same revision in every pack.
    revision: str
    source: Source
    path: Path

    def problem(self, path: Path, *, found: str, expected: str) -> Problem:
        """Something wrong inside this entry, at a path such as `("fees", 0, "valid_from")`."""
        return self.source.problem((*self.path, *path), found=found, expected=expected)

    @property
    def place(self) -> str:
        return f"{self.source.file}:{self.source.line_of(self.path)}"


@dataclass(frozen=True, slots=True)
class Loading(Generic[T]):
    """What a room's `load` receives: the whole section, and what differs from the last load.

    An entry that is in `entries` but not in `added` or `changed` is as it was: a room whose
    records can be edited at the desk leaves it alone.
    """

    entries: tuple[Entry[T], ...]
    added: frozenset[str]
    changed: frozenset[str]
    removed: frozenset[str]
    at: datetime
    actor: str

    @property
    def news(self) -> tuple[Entry[T], ...]:
        """The entries to write: added or changed, in the order of the pack."""
        return tuple(one for one in self.entries if one.key in self.added | self.changed)


def _nothing_wrong(_: Any) -> Iterable[Any]:
    return ()


@dataclass(frozen=True, slots=True)
class Section(Generic[T]):
    """How a room reads and stores one kind of thing in a pack.

    `file` is a name or a pattern inside the folder (`"themes.toml"`, `"products/*.toml"`).
    `table` is the array of tables that holds the entries (`[[themes]]`); with an empty
    `table` each file is one entry. Several sections may share a file, each its own table.
    """

    name: str
    file: str
    shape: type[T]
    key: Callable[[T], str]
    load: Callable[[Loading[T]], None]
    table: str = ""
    #: Rules of one entry that its types cannot say.
    faults: Callable[[T], Iterable[Fault]] = _nothing_wrong
    #: Rules across entries and sections; asked only when every entry is well formed.
    agree: Callable[["Pack"], Iterable[Problem]] = _nothing_wrong
    #: Names of sections that must be loaded before this one.
    after: tuple[str, ...] = ()
    #: Whether a pack without such an entry is incomplete.
    required: bool = False

    def reads(self, file: str) -> bool:
        return fnmatch(file, self.file)


_SECTIONS: Final[dict[str, Section[Any]]] = {}


def register(section: Section[Any]) -> None:
    """Called from `AppConfig.ready`. Raises ValueError when the name is another section's."""
    if _SECTIONS.get(section.name, section) != section:
        raise ValueError(f"section {section.name!r} is registered twice")
    _SECTIONS[section.name] = section


def registered() -> tuple[Section[Any], ...]:
    """All sections, each after those it needs."""
    return in_order(_SECTIONS.values())


def in_order(sections: Iterable[Section[Any]]) -> tuple[Section[Any], ...]:
    """Raises ValueError for a section that comes after one that nobody registered."""
    by_name = {one.name: one for one in sections}
    for one in by_name.values():
        if strangers := set(one.after) - set(by_name):
            raise ValueError(f"section {one.name!r} comes after unknown {sorted(strangers)}")
    graph = {name: by_name[name].after for name in sorted(by_name)}
    return tuple(by_name[name] for name in TopologicalSorter(graph).static_order())
