"""A QR code as strokes, sharp at any size: for paper, and for pages that draw it themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isqrt

import zxingcpp

#: Dark squares beside one another, as the library paints them.
DARK = re.compile(rb"\x00+")


@dataclass(frozen=True, slots=True)
class Strokes:
    """A square of ``size`` modules, its white edge included, and its dark ones as an SVG path.

    The path is to be stroked one module wide: a row at a time, through the middle.
    """

    size: int
    path: str


def strokes(text: str, *, level: str = "M") -> Strokes:
    """The code of this text; ``level`` is how much of it may be dirty (L, M, Q, H)."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    # Its types forget that an image is a buffer.
    painted = bytes(code.to_image(scale=1))  # type: ignore[call-overload]
    size = isqrt(len(painted))
    path = "".join(
        f"M{run.start() - row * size} {row}.5h{len(run[0])}"
        for row in range(size)
        for run in DARK.finditer(painted, row * size, (row + 1) * size)
    )
    return Strokes(size, path)


def svg(text: str, *, level: str = "M") -> str:
    """The code as an SVG of its own."""
    drawn = strokes(text, level=level)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.size} {drawn.size}">'
        f'<path stroke="#000" d="{drawn.path}"/></svg>'
    )
