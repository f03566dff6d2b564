"""One page of plain text as a PDF, for simulators that hand out a finished document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: A4 in points, and where the first line stands.
WIDE, HIGH = 595, 842
LEFT, TOP = 72, 760
LEADING: Final = 18


def write(title: str, lines: Sequence[str]) -> bytes:
    """The same words give the same bytes. Letters outside Windows-1252 become question marks."""
    shown = [_line(title, size=16), *(_line(one, size=11) for one in lines)]
    page = "\n".join(["BT", f"{LEFT} {TOP} Td", f"{LEADING} TL", *shown, "ET"])
    text = page.encode("cp1252", "replace")
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (nl-BE) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>" % (WIDE, HIGH),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    return _bound(bodies)


def is_whole(content: bytes) -> bool:
    """Whether this begins and ends as a PDF does; what was cut off on the way does not."""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def _line(text: str, *, size: int) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"/F {size} Tf ({' '.join(escaped.split())}) Tj T*"


def _bound(bodies: Sequence[bytes]) -> bytes:
    """Objects, the table that says where each begins, and where that table begins."""
    whole = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    begins = []
    for number, body in enumerate(bodies, 1):
        begins.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    whole += b"".join(b"%010d 00000 n \n" % at for at in begins)
    whole += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        table,
    )
    return bytes(whole)
