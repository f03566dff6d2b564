"""Figures as pictures: bars and lines as small server-made SVG, each with its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 1000
HEIGHT: Final = 300


@dataclass(frozen=True, slots=True)
class Figure:
    """One named figure as it is said, and its interval when it is an estimate."""

    name: str
    value: float
    said: str
    low: float | None = None
    high: float | None = None
    #: Drawn stronger: the one the page is about.
    strong: bool = False


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A figure with the width of its bar and the ends of its interval, 0 to 1000."""

    name: str
    said: str
    width: int
    low: int | None
    high: int | None
    strong: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows of a table whose middle column is drawn."""

    title: str
    rows: tuple[DrawnBar, ...]
    #: Heads of the name and the figure column.
    heads: tuple[str, str]
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Point:
    """One step along the line; None where nothing is known, and the line is broken there."""

    label: str
    value: float | None
    said: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A course over time with an optional goal, ready to draw, and the table behind it."""

    title: str
    points: tuple[Point, ...]
    #: Stretches of the line as SVG points, one for each unbroken run.
    runs: tuple[str, ...]
    #: The interval around the line as closed shapes.
    ranges: tuple[str, ...]
    goal_y: int | None
    goal_said: str
    top: str
    first: str
    last: str
    heads: tuple[str, str]
    width: int = WIDTH
    height: int = HEIGHT


def bars(
    title: str, figures: Sequence[Figure], *, heads: tuple[str, str], top: float | None = None
) -> Bars:
    """Bars on one scale from 0 to `top`, by default to the largest figure or end of interval."""
    ends = [end for one in figures for end in (one.value, one.high) if end is not None]
    full = top or max(ends, default=0.0) or 1.0

    def x(value: float | None) -> int | None:
        return None if value is None else round(min(max(value / full, 0), 1) * WIDTH)

    rows = tuple(
        DrawnBar(one.name, one.said, x(one.value) or 0, x(one.low), x(one.high), one.strong)
        for one in figures
    )
    return Bars(title, rows, heads)


def line(
    title: str,
    points: Sequence[Point],
    *,
    heads: tuple[str, str],
    top_said: str,
    top: float,
    goal: float | None = None,
    goal_said: str = "",
) -> Line:
    """A line from 0 to `top` over evenly spaced steps; `top_said` names the top of the axis."""
    step = WIDTH / max(len(points) - 1, 1)

    def y(value: float) -> int:
        return round(HEIGHT - min(max(value / top, 0), 1) * HEIGHT)

    groups = _unbroken(points)
    runs = tuple(
        " ".join(f"{round(i * step)},{y(value)}" for i, value, _, _ in group) for group in groups
    )
    ranges = tuple(_shape(group, step, y) for group in groups if len(group) > 1)
    return Line(
        title=title,
        points=tuple(points),
        runs=runs,
        ranges=tuple(shape for shape in ranges if shape),
        goal_y=None if goal is None else y(goal),
        goal_said=goal_said,
        top=top_said,
        first=points[0].label if points else "",
        last=points[-1].label if points else "",
        heads=heads,
    )


#: From a value to a height in the picture.
Scale = Callable[[float], int]
#: Step, value, and the ends of its interval.
Known = tuple[int, float, float | None, float | None]


def _unbroken(points: Sequence[Point]) -> list[list[Known]]:
    groups: list[list[Known]] = [[]]
    for i, one in enumerate(points):
        if one.value is None:
            groups.append([])
        else:
            groups[-1].append((i, one.value, one.low, one.high))
    return [group for group in groups if group]


def _shape(group: list[Known], step: float, y: Scale) -> str:
    """Along the upper ends and back along the lower ones."""
    upper = [f"{round(i * step)},{y(high)}" for i, _, _, high in group if high is not None]
    lower = [f"{round(i * step)},{y(low)}" for i, _, low, _ in group if low is not None]
    return " ".join([*upper, *reversed(lower)])
