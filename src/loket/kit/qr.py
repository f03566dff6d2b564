"""A QR code as SVG of its own, for paper."""

from __future__ import annotations

import zxingcpp


def svg(text: str, *, level: str = "M") -> str:
    """The code of this text; ``level`` is how much of it may be dirty (L, M, Q, H)."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    drawn: str = zxingcpp.write_barcode_to_svg(code)
    return drawn
