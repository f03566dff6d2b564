"""Everything that is written can be read, and the pages stay light."""

import gzip
import re
from pathlib import Path

import pytest
from tests.house.sources import REPOSITORY

from loket.channels.ui import theme
from loket.domain.catalogue.city import Branding
from loket.kit import packs

UI = REPOSITORY / "src" / "loket" / "channels" / "ui"
TOKENS = (UI / "assets" / "styles" / "_tokens.scss").read_text()
CITIES = REPOSITORY / "src" / "loket" / "cities"
DIST = UI / "static" / "ui" / "dist"


def brandings() -> dict[str, Branding]:
    """The neutral one, and those of the packs in the house."""
    found = {"neutral": theme.NEUTRAL}
    for path in sorted(CITIES.glob("*/city.toml")):
        source = packs.read_file(path.parent, path)
        assert not isinstance(source, packs.Problem)
        found[path.parent.name] = Branding(**source.data["branding"])
    return found


@pytest.mark.parametrize("branding", brandings().values(), ids=brandings().keys())
def test_every_pair_of_text_and_ground_reaches_the_least_contrast(branding: Branding) -> None:
    assert theme.list_unreadable(branding) == []


def test_a_branding_that_cannot_be_read_is_named() -> None:
    pale = Branding(primary="#9ec5ff", deep="#003865", accent="#cf0039")
    assert "on-primary on primary: 1.77" in theme.list_unreadable(pale)


def test_contrast_is_that_of_the_standard() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_checked_colours_are_those_of_the_style_sheet() -> None:
    tokens = {name: _full(value) for name, value in re.findall(r"--([\w-]+): (#\w+);", TOKENS)}
    for text, colour, ground, behind in theme.pairs(theme.NEUTRAL):
        assert tokens.get(text, colour) == colour
        assert tokens.get(ground, behind) == behind


def _full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(part * 2 for part in colour[1:])


def test_a_city_overrides_its_five_tokens_and_nothing_else() -> None:
    style = theme.style(Branding(primary="#0057b7", deep="#003865", accent="#cf0039"))
    assert style == (
        ":root{--primary:#0057b7;--deep:#003865;--accent:#cf0039;"
        "--on-primary:#ffffff;--on-accent:#ffffff;}"
    )


def packed(*names: str) -> int:
    return sum(len(gzip.compress((DIST / name).read_bytes(), 9)) for name in names)


def test_the_style_sheet_is_below_20_kilobytes_on_the_way() -> None:
    assert packed("loket.css") < 20_000


def test_what_a_resident_loads_once_is_below_30_kilobytes_without_type() -> None:
    assert packed("loket.css", "portal.js") < 30_000


def test_the_style_sheet_asks_nothing_of_another_house() -> None:
    sheet = (DIST / "loket.css").read_text()
    fonts = set(re.findall(r"url\(\"?([^)\"]+)\"?\)", sheet))
    assert fonts == {"atkinson-latin.woff2", "atkinson-latin-ext.woff2"}
    assert all((DIST / font).is_file() for font in fonts)


@pytest.mark.parametrize("script", sorted(Path(UI / "assets" / "scripts").glob("*.js")))
def test_our_own_scripts_stay_small(script: Path) -> None:
    assert len(script.read_bytes()) < 3_000
