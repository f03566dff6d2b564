"""What the importer met, counted and listed; nothing is dropped without a line here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from loket.foundations.catalogue.importers.dldb.kinds import KINDS

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One anomaly: of which kind, where, and what stands there."""

    kind: str
    #: `locations/10`, `services/7`, `locations/10/services/7` or the name of a file.
    where: str
    name: str = ""
    detail: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is no kind of anomaly")


@dataclass(frozen=True, slots=True)
class Balance:
    """What came in, and where all of it went."""

    came_in: int
    went: Mapping[str, int]

    @property
    def is_even(self) -> bool:
        return self.came_in == sum(self.went.values())


@dataclass(frozen=True, slots=True)
class Report:
    """The whole import."""

    city: str
    balances: Mapping[str, Balance]
    findings: tuple[Finding, ...]
    #: Fields of the files, each with what became of it.
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> Counter[str]:
        """Anomalies by kind, in the order of the kinds."""
        found = Counter(one.kind for one in self.findings)
        return Counter({kind: found[kind] for kind in KINDS if kind in found})

    def as_json(self) -> dict[str, Any]:
        return {
            "city": self.city,
            "counts": {
                name: {"in": one.came_in, "out": dict(one.went)}
                for name, one in self.balances.items()
            },
            "anomalies": {
                kind: {"count": count, "what": KINDS[kind][0], "rule": KINDS[kind][1]}
                for kind, count in self.counts.items()
            },
            "findings": [asdict(one) for one in self.findings],
            "fields": dict(self.fields),
        }

    def lines(self) -> list[str]:
        """For a person at a terminal: every kind with its number, its rule and some examples."""
        lines = [self._balance(name) for name in self.balances]
        total = len(self.findings)
        lines += ["", f"{total} anomalies of {len(self.counts)} kinds; report.md lists each", ""]
        for kind, count in self.counts.items():
            lines += [f"{count:>6}  {kind}: {KINDS[kind][0]}", f"{'':>8}-> {KINDS[kind][1]}"]
            found = [one for one in self.findings if one.kind == kind]
            lines.append(
                f"{'':>8}{'; '.join(one.where for one in found[:EXAMPLES])}"
                + ("; …" if count > EXAMPLES else "")
            )
        return lines

    def markdown(self) -> str:
        """The same for a file, with every finding."""
        lines = [f"# What `loket import dldb` met: {self.city}", "", "## Numbers"]
        lines += [f"- {self._balance(name)}" for name in self.balances]
        for kind, count in self.counts.items():
            lines += ["", f"## {kind} ({count})", f"{KINDS[kind][0]}. Rule: {KINDS[kind][1]}.", ""]
            lines += [self._line(one) for one in self.findings if one.kind == kind]
        lines += ["", "## Fields", *(f"- `{path}`: {end}" for path, end in self.fields.items())]
        return "\n".join(lines) + "\n"

    def _balance(self, name: str) -> str:
        one = self.balances[name]
        parts = ", ".join(f"{count} {end}" for end, count in one.went.items() if count)
        return f"{one.came_in} {name}: {parts or 'none'}"

    def _line(self, one: Finding) -> str:
        said = "; ".join(part for part in (one.name, one.detail) if part)
        return f"- `{one.where}` {said}".rstrip()
