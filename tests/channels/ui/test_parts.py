"""Every part renders, says the day in every button, and works as plain HTML."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation
from tests.house.sources import SRC

from loket.channels.ui import context, look, parts
from loket.channels.ui.templatetags import ui

PARTS = sorted((SRC / "channels/ui/templates/ui/parts").glob("*.html"))
FRAMES = ["base", "desk_base", "kiosk_base", "board_base"]
#: What a part needs beyond what the page of all parts gives.
EXTRA = {
    "tag": {"tag": parts.Tag("avond")},
    "note": {"title": "Gelukt", "lines": ("Een", "Twee")},
    "more": {"url": "?page=2"},
    "moment": {
        "one": parts.Placed(
            parts.Moment("a", datetime(2021, 11, 25, 17, 20, tzinfo=UTC), "Noord", 900.0),
            "morgen, donderdag 25 november",
            is_first=True,
        )
    },
}


@pytest.fixture(autouse=True)
def _in_brussels() -> None:
    timezone.activate(ZoneInfo("Europe/Brussels"))
    translation.activate("nl")


def shown(name: str, language: str = "nl", **more: object) -> str:
    request = RequestFactory().get("/demo/look/")
    request.csp_nonce = "n"  # type: ignore[attr-defined]
    request.language = language  # type: ignore[attr-defined]
    with translation.override(language):
        values = {**look.content(request), **context.page(request), **more}
        return render_to_string(f"ui/{name}.html", values, request)


class Tags(HTMLParser):
    """Counts what opens and closes."""

    VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Closes itself."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def is_balanced(html: str) -> bool:
    tags = Tags()
    tags.feed(html)
    return not tags.wrong and not tags.open


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize("part", [path.stem for path in PARTS])
def test_every_part_renders_in_every_language(part: str, language: str) -> None:
    html = shown(f"parts/{part}", language, **EXTRA.get(part, {}))
    # The original is no translation, and says nothing.
    assert html.strip() or (part, language) == ("notices", "nl")
    assert is_balanced(html)


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_says_its_language_and_loads_nothing_from_elsewhere(frame: str) -> None:
    html = shown(frame, "fr")
    assert '<html lang="fr">' in html
    assert 'href="#main"' in html
    assert is_balanced(html)
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", html)


@pytest.mark.parametrize("frame", FRAMES)
def test_no_frame_carries_script_or_style_that_the_policy_forbids(frame: str) -> None:
    html = shown(frame)
    assert not re.findall(r"\sstyle=|\son\w+=|javascript:", html)
    assert all('nonce="n"' in tag for tag in re.findall(r"<style[^>]*>", html))
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_every_button_of_a_moment_says_day_time_and_place() -> None:
    moments = [
        parts.Moment("a", datetime(2021, 11, 25, 17, 20, tzinfo=UTC), "Noord", 2800.0),
        parts.Moment("b", datetime(2021, 11, 26, 8, 40, tzinfo=UTC), "Zuid"),
    ]
    days = parts.by_day(moments, today=date(2021, 11, 24))
    html = shown("parts/moments", days=days, action="/book/hold", hidden=())
    buttons = re.findall(r"<button.*?</button>", html, re.DOTALL)
    said = [" ".join(re.sub(r"<[^>]+>", " ", button).split()) for button in buttons]
    assert said == [
        "morgen, donderdag 25 november, 18.20 Noord 2,8 km",
        "vrijdag 26 november, 9.40 Zuid",
    ]
    assert [day.name for day in days] == ["Morgen, donderdag 25 november", "Vrijdag 26 november"]
    assert re.findall(r'name="moment" value="(\w)"', html) == ["a", "b"]


def test_only_the_very_first_moment_stands_out() -> None:
    moments = [
        parts.Moment(str(i), datetime(2021, 11, 25, 9 + i, tzinfo=UTC), "Noord") for i in range(3)
    ]
    (day,) = parts.by_day(moments, today=date(2021, 11, 24))
    assert [one.is_first for one in day.moments] == [True, False, False]
    (plain,) = parts.by_day(moments, today=date(2021, 11, 24), feature=False)
    assert not any(one.is_first for one in plain.moments)


def test_the_week_says_in_the_table_what_the_picture_shows() -> None:
    html = shown("parts/week")
    words = re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))
    assert words.count("9 tot 12.30 uur") == 2
    assert "13 tot 20 uur" in words
    assert words.count("gesloten") == 3


def test_a_translated_page_says_which_text_counts_and_the_original_says_nothing() -> None:
    assert "Seul le texte en néerlandais fait foi." in shown("parts/notices", "fr")
    assert "vertaling" not in shown("parts/notices", "nl")


def test_the_kiosk_leaves_by_itself_also_without_scripts() -> None:
    html = shown("kiosk_base", leave_url="/kiosk/x/leave")
    assert '<meta http-equiv="refresh" content="110;url=/kiosk/x/leave">' in html
    assert 'data-idle-after="90"' in html
    nothing = shown("kiosk_base", leave_url="")
    assert "data-idle-leave" not in nothing


def test_no_link_of_the_kiosk_frame_leads_away() -> None:
    html = shown("kiosk_base", leave_url="/kiosk/x/leave", larger_url="?larger=1")
    ways = re.findall(r"<a [^>]*href=\"([^\"]+)\"", html)
    assert ways
    assert all(way.startswith(("#", "?", "/kiosk/", "/demo/look/?lang=")) for way in ways)


def test_steps_say_what_is_done_and_where_one_is() -> None:
    html = shown("parts/steps", steps=parts.booking_steps(1))
    assert html.count('aria-current="step"') == 1
    assert html.count("(klaar)") == 1


def test_a_number_stays_with_the_word_after_it() -> None:
    said = "donderdag 26 november om 9.15 uur"
    assert ui.together(said) == "donderdag 26\u00a0november om 9.15\u00a0uur"


def test_a_telephone_number_can_be_pressed_and_nothing_in_it_becomes_markup() -> None:
    assert ui.to_call("03 22 11 333") == (
        '<a class="to-call" href="tel:032211333">03\u00a022\u00a011\u00a0333</a>'
    )
    assert "<b>" not in ui.to_call('03 "<b>" 22')
