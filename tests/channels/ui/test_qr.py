"""A drawn code leads where it should."""

import re

import numpy as np
import pytest
import zxingcpp

from loket.channels.ui import qr


@pytest.mark.parametrize("text", ["K7Q2", "https://loket.example/appointments/K7Q2?s=" + "a" * 60])
def test_what_is_drawn_can_be_read_back(text: str) -> None:
    drawn = qr.svg(text, "Link")
    size = re.search(r'viewBox="0 0 (\d+) ', drawn)
    assert size
    pixels = np.full((int(size[1]), int(size[1])), 255, np.uint8)
    path = re.findall(r'd="([^"]+)"', drawn)[1]
    assert re.sub(r"M\d+ \d+\.5h\d+", "", path) == ""
    for x, y, width in re.findall(r"M(\d+) (\d+)\.5h(\d+)", path):
        pixels[int(y), int(x) : int(x) + int(width)] = 0
    (read,) = zxingcpp.read_barcodes(np.kron(pixels, np.ones((8, 8), np.uint8)))
    assert read.text == text


def test_the_label_is_escaped() -> None:
    assert 'aria-label="&lt;b&gt;"' in qr.svg("x", "<b>")
