"""From the city's branding to the tokens of the style sheet, and whether they can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from loket.domain.catalogue.city import Branding

#: What normal text needs at least (WCAG 2.2, 1.4.3).
LEAST_CONTRAST: Final = 4.5

#: The house's own colours, as `_tokens.scss` has them, for a city that brings none.
NEUTRAL: Final = Branding(primary="#23577a", deep="#12344d", accent="#a8431a")

#: Colours that no city changes: what is written with them, on which ground.
FIXED_PAIRS: Final = (
    ("ink", "#0b1f33", "paper", "#ffffff"),
    ("ink", "#0b1f33", "mist", "#f4f7fa"),
    ("muted", "#46586b", "paper", "#ffffff"),
    ("muted", "#46586b", "mist", "#f4f7fa"),
    ("good", "#2b6a18", "good-ground", "#e9f4e4"),
    ("warn", "#7a4f00", "warn-ground", "#fdf3dc"),
    ("bad", "#a8002f", "bad-ground", "#fdeaf0"),
    ("ink", "#0b1f33", "call", "#ffd83d"),
    ("ink", "#0b1f33", "focus", "#ffdd00"),
)


def style(branding: Branding) -> str:
    """The five tokens as a rule for a `<style>` element; the values are checked hexadecimals."""
    values = (
        ("primary", branding.primary),
        ("deep", branding.deep),
        ("accent", branding.accent),
        ("on-primary", branding.on_primary),
        ("on-accent", branding.on_accent),
    )
    return ":root{" + "".join(f"--{name}:{value};" for name, value in values) + "}"


def pairs(branding: Branding) -> Iterator[tuple[str, str, str, str]]:
    """Every pair of text and ground: their names and colours."""
    sky = mixed(branding.primary, 10)
    yield from FIXED_PAIRS
    yield "on-primary", branding.on_primary, "primary", branding.primary
    yield "on-accent", branding.on_accent, "accent", branding.accent
    yield "white", "#ffffff", "deep", branding.deep
    for ground, colour in (("paper", "#ffffff"), ("mist", "#f4f7fa"), ("sky", sky)):
        yield "primary", branding.primary, ground, colour
        yield "deep", branding.deep, ground, colour
        yield "ink", "#0b1f33", ground, colour
        yield "muted", "#46586b", ground, colour


def list_unreadable(branding: Branding) -> list[str]:
    """The pairs below the least contrast; empty when all can be read."""
    return [
        f"{text} on {ground}: {contrast(colour, behind):.2f}"
        for text, colour, ground, behind in pairs(branding)
        if contrast(colour, behind) < LEAST_CONTRAST
    ]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1."""
    parts = [part / 255 for part in _parts(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: str, percent: int) -> str:
    """This much of the colour in white, as `color-mix` in the sheet makes it."""
    parts = (round(part * percent / 100 + 255 * (100 - percent) / 100) for part in _parts(colour))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
