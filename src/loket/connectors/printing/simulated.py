"""The simulator: a printer on paper that can jam, run empty and be switched off."""

from __future__ import annotations

from dataclasses import dataclass, field

from loket.connectors.printing.printing import Look, Order, PrinterAway
from loket.domain.kiosks.printing import JobState


@dataclass
class SimulatedPrinter:
    """Keeps each job until it is purged. With `looks_before_done` 0 a job is done at once."""

    looks_before_done: int = 0
    is_on: bool = True
    is_jammed: bool = False
    is_empty: bool = False
    #: By number: name and pages of the jobs it still knows.
    kept: dict[int, Order] = field(default_factory=dict)
    states: dict[int, JobState] = field(default_factory=dict)
    _looks: dict[int, int] = field(default_factory=dict)

    def look(self) -> Look:
        """Raises ``PrinterAway`` when it is switched off."""
        self._answer()
        reasons = [
            word
            for word, is_so in (
                ("media-jam-error", self.is_jammed),
                ("media-empty-error", self.is_empty),
            )
            if is_so
        ]
        return Look(not reasons, tuple(reasons))

    def print(self, order: Order) -> int:
        """Takes the job, also when it then gets stuck."""
        self._answer()
        number = len(self.states) + 1
        self.kept[number] = order
        self.states[number] = "printing"
        self._looks[number] = 0
        return number

    def follow(self, number: int) -> JobState:
        """``stopped`` while paper is stuck or missing."""
        self._answer()
        if number not in self.states:
            return "gone"
        if self.states[number] == "printing":
            if self.is_jammed or self.is_empty:
                return "stopped"
            self._looks[number] += 1
            if self._looks[number] > self.looks_before_done:
                self.states[number] = "completed"
        return self.states[number]

    def purge(self, number: int) -> None:
        """Nothing of the job is kept."""
        self._answer()
        self.kept.pop(number, None)
        if self.states.get(number) == "printing":
            self.states[number] = "failed"

    def _answer(self) -> None:
        if not self.is_on:
            raise PrinterAway("switched off")


@dataclass(frozen=True)
class DemoPrinter:
    """A printer that keeps nothing, so that every process of the demo sees the same one.

    Its fault stands in its address: ``simulated:``, ``simulated:jam``, ``simulated:empty``,
    ``simulated:off``.
    """

    fault: str = ""

    def look(self) -> Look:
        """As the address says."""
        self._answer()
        return Look(self.fault != "empty", ("media-empty-error",) if self.fault == "empty" else ())

    def print(self, order: Order) -> int:
        """Every job gets a number of its own."""
        self._answer()
        return order.name.int % 1_000_000 + 1

    def follow(self, number: int) -> JobState:  # noqa: ARG002
        """Done at once, unless paper gets stuck."""
        self._answer()
        return "stopped" if self.fault == "jam" else "completed"

    def purge(self, number: int) -> None:
        """There is nothing to forget."""

    def _answer(self) -> None:
        if self.fault == "off":
            raise PrinterAway("switched off")
