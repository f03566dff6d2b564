"""Plain text out of HTML: the words and the addresses of links stay, the markup never does."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

# fmt: off
_BLOCKS: Final = frozenset((
    "p", "div", "ul", "ol", "table", "tr", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
    "section", "article", "blockquote", "dl", "dt", "dd",
))
#: What stands in these is no text.
_SILENT: Final = frozenset((
    "script", "style", "template", "iframe", "object", "noscript", "svg", "math",
))
#: What a page of text is made of; anything else is worth a line in the report.
_ORDINARY: Final = (_BLOCKS - {"table", "tr"}) | {
    "li", "a", "strong", "b", "em", "i", "u", "span", "sub", "sup",
}
# fmt: on
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_TAG_LIKE: Final = re.compile(r"<(?=[A-Za-z/!?])")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ0-9„])")
_AMOUNT: Final = re.compile(
    r"(\d{1,4}(?:[.]\d{3})?)(?:,(\d{2}|-))?\s*(?:Euro|EUR|€)", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\d")
_FREE: Final = re.compile(r"(gebührenfrei|kostenfrei|kostenlos)[.!]?", re.IGNORECASE)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0
        self.link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n– ")
        elif tag in ("td", "th"):
            self.pieces.append(" ")
        elif tag == "a":
            self.link = (dict(attrs).get("href") or "", len(self.pieces))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self.silent:
            self.silent -= 1
        if tag in _BLOCKS or tag == "li":
            self.pieces.append("\n")
        if tag == "a" and self.link:
            address, start = self.link
            said = "".join(self.pieces[start:])
            self.link = None
            if is_address(address) and address.removeprefix("mailto:") not in said:
                self.pieces.append(f" ({address.removeprefix('mailto:')})")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data.replace("\n", " "))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ORDINARY:
            self.odd.add(tag)
        self.odd |= {name for name, _ in attrs if name.startswith("on")}
        if tag == "a" and not is_address(dict(attrs).get("href") or ""):
            self.odd.add("a without address")


def plain(html: str) -> str:
    """Lines of text; items of a list begin with a dash, a link's address stands in brackets."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = [_tidy(line) for line in "".join(reader.pieces).split("\n")]
    return "\n".join(line for line in lines if line not in ("", "–"))


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text).split())


def odd_markup(html: str) -> tuple[str, ...]:
    """Tags and attributes that have no place in a text."""
    reader = _Tags()
    reader.feed(html)
    reader.close()
    return tuple(sorted(reader.odd))


def is_address(href: str) -> bool:
    """Whether a link leads to a page or a mailbox, and not into a script or a file."""
    return href.lower().startswith(("https://", "http://", "mailto:"))


def split_summary(text: str, *, longest: int) -> tuple[str, str]:
    """The first sentences of the first line, and the whole text when that is not all of it."""
    first = text.split("\n", 1)[0]
    chosen = ""
    for sentence in _SENTENCE.split(first):
        longer = f"{chosen} {sentence}".strip()
        if len(longer) > longest:
            break
        chosen = longer
    if not chosen and first:
        chosen = first[: longest - 1].rsplit(" ", 1)[0] + "…"
    return chosen, "" if chosen == text else text


def one_amount(text: str) -> int | None:
    """Cents, when the text says one amount and no other number; 0 when it only says "free"."""
    if _FREE.fullmatch(text):
        return 0
    found = _AMOUNT.findall(text)
    if len(found) != 1 or _NUMBER.search(_AMOUNT.sub("", text)):
        return None
    whole, cents = found[0]
    return int(whole.replace(".", "")) * 100 + (int(cents) if cents.isdecimal() else 0)


def _tidy(line: str) -> str:
    seen = _CONTROL.sub(" ", _INVISIBLE.sub("", line))
    return _TAG_LIKE.sub("‹", _SPACES.sub(" ", seen)).strip()
