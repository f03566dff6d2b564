"""A folder of TOML files read into a pack: typed entries, and every problem in it at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from loket.kit.packs.positions import Path
from loket.kit.packs.sections import Entry, Section
from loket.kit.packs.shapes import BROKEN, Build, Reference, build, nearest
from loket.kit.packs.sources import Problem, Source, read_file
from loket.kit.packs.stored import revision


@dataclass(frozen=True, slots=True)
class Languages:
    """The pack's own language, and those it may be translated into."""

    authoritative: str = ""
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (self.authoritative, *self.others) if self.authoritative else ()


@dataclass(frozen=True, slots=True)
class Pack:
    """What a folder says. Only a pack without problems may be loaded."""

    folder: FilePath
    entries: Mapping[str, tuple[Entry[Any], ...]]
    problems: tuple[Problem, ...] = ()
    #: Translations that are hidden, each with the fingerprint that a new one is made of.
    stale: tuple[Problem, ...] = ()

    def keys(self, section: str) -> set[str]:
        return {one.key for one in self.entries.get(section, ())}

    def values(self, section: str) -> list[Any]:
        return [one.value for one in self.entries.get(section, ())]

    @property
    def revision(self) -> str:
        """Hash of all content, whatever the order of files and entries."""
        return revision(
            {name: sorted(one.revision for one in found) for name, found in self.entries.items()}
        )


def read(folder: FilePath, sections: Sequence[Section[Any]], languages: Languages) -> Pack:
    """The pack in this folder, with all its problems in the order of files and lines."""
    reader = _Reader(sections, languages)
    for file in sorted(folder.rglob("*.toml")):
        source = read_file(folder, file)
        if isinstance(source, Problem):
            reader.give_up(source)
        else:
            reader.take(source)
    reader.finish()
    pack = Pack(folder, {name: tuple(found.values()) for name, found in reader.entries.items()})
    problems = reader.problems or [one for section in sections for one in section.agree(pack)]
    return replace(pack, problems=tuple(sorted(set(problems))), stale=tuple(reader.old))


class _Reader:
    def __init__(self, sections: Sequence[Section[Any]], languages: Languages) -> None:
        self.sections = sections
        self.languages = languages
        self.entries: dict[str, dict[str, Entry[Any]]] = {one.name: {} for one in sections}
        self.broken: dict[str, set[str]] = {one.name: set() for one in sections}
        #: Sections of which a file could not be read: nobody knows what it holds.
        self.unknown: set[str] = set()
        self.references: list[tuple[Source, Reference]] = []
        self.problems: list[Problem] = []
        self.old: list[Problem] = []

    def give_up(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.unknown |= {one.name for one in self.sections if one.reads(problem.file)}

    def take(self, source: Source) -> None:
        readers = [one for one in self.sections if one.reads(source.file)]
        if not readers:
            known = sorted({one.file for one in self.sections})
            expected = nearest(source.file, known)
            self.problems.append(source.problem((), found="no section reads it", expected=expected))
        elif all(one.table for one in readers):
            self._check_tables(source, [one.table for one in readers])
        for section in readers:
            for path, value in self._found(source, section):
                self._entry(source, section, path, value)

    def _check_tables(self, source: Source, tables: list[str]) -> None:
        for name in source.data:
            if name not in tables:
                problem = source.problem(
                    (name,), found="unknown key", expected=nearest(name, tables)
                )
                self.problems.append(problem)

    def _found(self, source: Source, section: Section[Any]) -> Iterator[tuple[Path, Any]]:
        if not section.table:
            yield (), source.data
            return
        value = source.data.get(section.table, [])
        if isinstance(value, list):
            yield from (((section.table, index), one) for index, one in enumerate(value))
            return
        expected = f"tables that start with [[{section.table}]]"
        found = "something else"
        self.problems.append(source.problem((section.table,), found=found, expected=expected))

    def _entry(self, source: Source, section: Section[Any], path: Path, value: Any) -> None:
        def report(where: Path, found: str, expected: str) -> None:
            self.problems.append(source.problem(where, found=found, expected=expected))

        def stale(where: Path, wanted: str) -> None:
            found, expected = "an old translation, hidden", f'of = "{wanted}" when it is new'
            self.old.append(source.problem(where, found=found, expected=expected))

        needs = Build(report, self.languages.authoritative, self.languages.all, stale)
        typed = build(section.shape, value, path, needs)
        self.references += [(source, one) for one in needs.references]
        if typed is BROKEN:
            self._remember(section, value)
            return
        entry = Entry(section.key(typed), typed, revision(typed), source, path)
        self._add(section, entry)
        for fault in section.faults(typed):
            self.problems.append(
                entry.problem(fault.path, found=fault.found, expected=fault.expected)
            )

    def _remember(self, section: Section[Any], value: Any) -> None:
        """So that whatever refers to a broken entry is not reported as well."""
        if isinstance(value, Mapping) and isinstance(value.get("code"), str):
            self.broken[section.name].add(value["code"])

    def _add(self, section: Section[Any], entry: Entry[Any]) -> None:
        other = self.entries[section.name].setdefault(entry.key, entry)
        if other is not entry:
            found = f'"{entry.key}" a second time'
            expected = f"a key that is not taken; the first is at {other.place}"
            self.problems.append(entry.problem(("code",), found=found, expected=expected))

    def finish(self) -> None:
        for source, reference in self.references:
            self._resolve(source, reference)
        for section in self.sections:
            empty = not self.entries[section.name] and not self.broken[section.name]
            reported = any(section.reads(one.file) for one in self.problems)
            if section.required and empty and not reported:
                expected = f"at least one entry of {section.name}"
                self.problems.append(Problem(section.file, 1, section.table, "missing", expected))

    def _resolve(self, source: Source, reference: Reference) -> None:
        """Raises LookupError when no room registered the section that a shape refers to."""
        if reference.section not in self.entries:
            raise LookupError(f"no room registered a section {reference.section!r}")
        known = {*self.entries[reference.section], *self.broken[reference.section]}
        if reference.key not in known and reference.section not in self.unknown:
            found = f'"{reference.key}" is not in {reference.section}'
            expected = nearest(reference.key, sorted(known))
            self.problems.append(source.problem(reference.path, found=found, expected=expected))
