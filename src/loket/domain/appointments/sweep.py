"""The exact question: can these visits be completed from here on?

Visits are placed in the order of their starts. What matters for the rest is only, for each
class of like lanes, how many are idle and when the busy ones end. Such a state is one
number: a field per running visit with its class, and a field per class with its idle lanes.
A depth-first search remembers of every state whether the rest can be completed, so that no
state is searched twice, by whichever candidate it is reached; and a state that the present
lanes pass through is known to complete. Classes that the remaining visits cannot tell apart
are merged on the way; of visits that end together the classes are kept in order, since only
their multiset matters. Tables are made for a visit when the search first comes by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loket.domain.appointments.grid import lowest_bits
from loket.domain.appointments.problem import TooHard

#: Start, end, able lanes, present lane (-1 = none), number of the visit for the asker.
Row = tuple[int, int, int, int, int]
#: Index of the next visit, state, and what is kept free for a candidate (0 = nothing).
Node = tuple[int, int, int]
#: Where the class's idle lanes are counted, what placing adds to the state, the class.
Option = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Stop:
    """What placing one visit means; the present class is the last of its options."""

    options: tuple[Option, ...]
    shift: int
    twins: tuple[int, ...]
    ended: tuple[int, ...]
    merges: bool


class Sweep:
    """All states of one day in one direction; what was found out stays known."""

    def __init__(
        self, rows: Sequence[Row], classes: Sequence[int], fields: Sequence[int] | None = None
    ) -> None:
        """Rows in the order of their starts; classes as lane masks.

        Without `fields` the present lanes must serve the day: they give each visit its field
        in the state and show the way; otherwise fields of visits that run at once differ.
        """
        self.effort = 0
        self._rows = rows
        self._classes = classes
        self._is_served = fields is None
        self._fields = [row[3] for row in rows] if fields is None else fields
        self._class_of = {
            lane: number for number, like in enumerate(classes, 1) for lane in lowest_bits(like)
        }
        self._longest = max((row[1] - row[0] for row in rows), default=0)
        self._labels = _labels(rows, classes)
        self._width = len(self._class_of).bit_length()
        self._mask = (1 << self._width) - 1
        first = max(self._fields, default=0)
        self._idle = [(first + number) * self._width for number in range(len(classes) + 1)]
        self._known: dict[Node, bool] = {}
        self._stops: list[Stop | None] = [None] * len(rows)
        self._overlaps: list[list[int] | None] = [None] * len(rows)
        self._present: list[int] = [-1] * len(rows)

    def node(self, moment: int, running: Mapping[int, int], held: int = 0, until: int = 0) -> Node:
        """The node at a moment, when these visits (by number) run on these classes (from 1).

        With `held`, one lane of that class stays free for every visit that starts before `until`.
        """
        index = self._index_at(moment)
        if index == len(self._rows):
            return index, 0, 0
        labels = self._labels[index]
        now = [labels[running[self._rows[visit][4]]] for visit in self._running(index)]
        state = self._packed(index, now)
        if held:
            state -= 1 << self._idle[labels[held]]
            held |= self._index_at(until) << self._width
        return self._released(index, state, held)

    def completes(self, node: Node) -> bool:
        """Whether all later visits can be served from here; raises TooHard past the effort."""
        path: list[tuple[Node, list[Node]]] = []
        known = self._known
        while True:
            found = known.get(node)
            if found is None and self._is_home(node):
                found = True
            if found:
                known[node] = True
                known.update((passed, True) for passed, _ in path)
                return True
            if found is None:
                path.append((node, self._steps(node)))
            while path and not path[-1][1]:
                known[path.pop()[0]] = False
            if not path:
                return False
            node = path[-1][1].pop()

    def settle(self, node: Node, busy: Mapping[int, int]) -> dict[int, int]:
        """A lane for every later visit, from a node that completes; `busy` = lane to its end."""
        until: dict[int, int] = dict(busy)
        seats: dict[int, int] = {}
        while node[0] < len(self._rows):
            index = node[0]
            row = self._rows[index]
            label, node = self._next(node)
            lane = _pick(row, self._group(index, label), until)
            until[lane] = row[1]
            seats[row[4]] = lane
        return seats

    def _index_at(self, moment: int) -> int:
        """The first visit that starts at or after a moment."""
        low, high = 0, len(self._rows)
        while low < high:
            middle = (low + high) // 2
            if self._rows[middle][0] < moment:
                low = middle + 1
            else:
                high = middle
        return low

    def _running(self, index: int) -> list[int]:
        """Earlier visits that have not ended when this one starts."""
        known = self._overlaps[index]
        if known is not None:
            return known
        rows, start = self._rows, self._rows[index][0]
        found: list[int] = []
        for earlier in range(index - 1, -1, -1):
            if rows[earlier][0] + self._longest <= start:
                break
            if rows[earlier][1] > start:
                found.append(earlier)
        found.reverse()
        self._overlaps[index] = found
        return found

    def _packed(self, index: int, running: Sequence[int]) -> int:
        """The state in which the running visits, in their order, are on these classes."""
        labels, idle, state = self._labels[index], self._idle, 0
        for number, like in enumerate(self._classes, 1):
            state += like.bit_count() << idle[labels[number]]
        visits = self._running(index)
        ends = [self._rows[visit][1] for visit in visits]
        if len(set(ends)) < len(ends):
            running = _twins_in_order(ends, running)
        for visit, label in zip(visits, running, strict=True):
            state += (label << self._fields[visit] * self._width) - (1 << idle[label])
        return state

    def _is_home(self, node: Node) -> bool:
        """Whether nothing is left to serve, or all stand as the present lanes have them."""
        index, state, held = node
        if index == len(self._rows):
            return True
        if held or not self._is_served:
            return False
        if self._present[index] < 0:
            labels, rows = self._labels[index], self._rows
            now = [labels[self._class_of[rows[visit][3]]] for visit in self._running(index)]
            self._present[index] = self._packed(index, now)
        return state == self._present[index]

    def _steps(self, node: Node) -> list[Node]:
        self.effort -= 1
        if self.effort < 0:
            raise TooHard
        stop = self._stops[node[0]] or self._stop(node[0])
        return [s for option in stop.options if (s := self._step(node, stop, option)) is not None]

    def _step(self, node: Node, stop: Stop, option: Option) -> Node | None:
        """Place the next visit; None when no lane of that class is idle."""
        index, state, held = node
        idle, change, label = option
        mask = self._mask
        if not state >> idle & mask:
            return None
        state += change
        for shift in stop.twins:
            other = state >> shift & mask
            if other > label:
                state += (other - label << stop.shift) - (other - label << shift)
                label = other
        for shift in stop.ended:
            label = state >> shift & mask
            state += (1 << self._idle[label]) - (label << shift)
        index += 1
        if stop.merges:
            state = self._merged(index, state, held)
        return self._released(index, state, held) if held else (index, state, 0)

    def _merged(self, index: int, state: int, held: int) -> int:
        """The state in the coarser classes that begin at this visit."""
        labels, width, mask = self._labels[index], self._width, self._mask
        now = [labels[state >> self._fields[v] * width & mask] for v in self._running(index)]
        merged = self._packed(index, now)
        return merged - (1 << self._idle[labels[held & mask]]) if held else merged

    def _released(self, index: int, state: int, held: int) -> Node:
        if held and held >> self._width <= index:
            if index < len(self._rows):
                state += 1 << self._idle[self._labels[index][held & self._mask]]
            held = 0
        return index, state, held

    def _stop(self, index: int) -> Stop:
        rows, width, fields = self._rows, self._width, self._fields
        end = rows[index][1]
        running = self._running(index)
        is_last = index + 1 == len(rows)
        after = rows[-1][0] if is_last else rows[index + 1][0]
        stop = Stop(
            self._options(index),
            fields[index] * width,
            tuple(fields[v] * width for v in running if rows[v][1] == end),
            tuple(fields[v] * width for v in (*running, index) if rows[v][1] <= after),
            not is_last and self._labels[index + 1] is not self._labels[index],
        )
        self._stops[index] = stop
        return stop

    def _options(self, index: int) -> tuple[Option, ...]:
        _, _, able, lane, _ = self._rows[index]
        labels, shift = self._labels[index], self._fields[index] * self._width
        home = labels[self._class_of.get(lane, 0)]
        found = {labels[number] for number, like in enumerate(self._classes, 1) if able & like}
        return tuple(
            (self._idle[label], (label << shift) - (1 << self._idle[label]), label)
            for label in sorted(found, key=lambda label: (label == home, label))
        )

    def _group(self, index: int, label: int) -> int:
        """The lanes that a label stands for from this visit on."""
        lanes = 0
        for number, like in enumerate(self._classes, 1):
            if self._labels[index][number] == label:
                lanes |= like
        return lanes

    def _next(self, node: Node) -> tuple[int, Node]:
        """A step that is known to complete, the present class if it can be."""
        stop = self._stops[node[0]] or self._stop(node[0])
        for option in reversed(stop.options):
            step = self._step(node, stop, option)
            if step is not None and (self._known.get(step) or self._is_home(step)):
                return option[2], step
        raise AssertionError(node)


def _pick(row: Row, group: int, until: Mapping[int, int]) -> int:
    """An idle lane of the group, the present one if it can be."""
    idle = [lane for lane in lowest_bits(group) if until.get(lane, row[0]) <= row[0]]
    return row[3] if row[3] in idle else idle[0]


def _twins_in_order(ends: Sequence[int], labels: Sequence[int]) -> list[int]:
    """The labels with those of visits that end together exchanged so that they rise."""
    rising: dict[int, list[int]] = {}
    for label, end in sorted(zip(labels, ends, strict=True), reverse=True):
        rising.setdefault(end, []).append(label)
    return [rising[end].pop() for end in ends]


def _labels(rows: Sequence[Row], classes: Sequence[int]) -> list[tuple[int, ...]]:
    """Per visit, for each class the number of the first class like it from this visit on."""
    labels: list[tuple[int, ...]] = []
    columns = [0] * len(classes)
    seen: set[int] = set()
    current: tuple[int, ...] = ()
    for _, _, able, _, _ in reversed(rows):
        if able not in seen:
            seen.add(able)
            columns = [
                c << 1 | (able & like != 0) for c, like in zip(columns, classes, strict=True)
            ]
            current = (0, *(columns.index(column) + 1 for column in columns))
        labels.append(current)
    labels.reverse()
    return labels
