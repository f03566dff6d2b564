"""The simulator's pages: nobody can take them for a real sign-in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from loket.connectors.identity.profiles import Means
from loket.connectors.identity.simulator.book import Persona

NAMES: Final = {
    "eid": "eID en kaartlezer",
    "itsme": "itsme",
    "code": "code via sms of app",
}
STYLE: Final = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; font: 1.1rem/1.5 system-ui, sans-serif; color: #1d1d1d; background: #fffbe8; }
.tape { height: 1.4rem; background:
  repeating-linear-gradient(-45deg, #1d1d1d 0 1.1rem, #ffd400 1.1rem 2.2rem); }
header, main { max-width: 58rem; margin: 0 auto; padding: 1rem 1.2rem; }
header p { margin: 0; font-weight: 700; }
h1 { font-size: clamp(1.7rem, 1.2rem + 2vw, 2.5rem); line-height: 1.15; margin: .6rem 0; }
ul { list-style: none; margin: 1.4rem 0; padding: 0; display: grid; gap: .9rem;
  grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); }
li { background: #fff; border: 2px solid #1d1d1d; padding: 1rem 1.1rem; }
h2 { font-size: 1.15rem; margin: 0 0 .2rem; }
li p { margin: 0 0 .8rem; color: #4a4632; }
button { font: inherit; font-weight: 650; padding: .55rem .9rem; margin: 0 .3rem .4rem 0;
  color: #1d1d1d; background: #ffd400; border: 2px solid #1d1d1d; cursor: pointer; }
button:hover { background: #fff; }
button:focus-visible { outline: 3px solid #0057b7; outline-offset: 2px; }
button.plain { background: #fff; }
"""
PAGE: Final = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>{title} · simulator</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><link rel="icon" href="data:,"><style>{style}</style></head>
<body><div class="tape"></div><header><p>Simulator. Hier meldt niemand zich echt aan.</p></header>
<main><h1>{title}</h1>{matter}</main></body></html>
"""


def choose(reference: str, people: Sequence[Persona], offered: Sequence[Means]) -> str:
    """Everybody who can sign in, each with the means they have that do."""
    codes = [one.code for one in offered]
    shown = "".join(_person(reference, one, codes) for one in people)
    cancel = _form(reference, '<button class="plain" name="cancel" value="1">Ga terug</button>')
    return _page(
        "Als wie meld je je aan?",
        "<p>Deze mensen bestaan niet. Kies er een, en hoe die zich aanmeldt.</p>"
        f"<ul>{shown}</ul>{cancel}",
    )


def refused(code: str) -> str:
    """A request that is not in order."""
    return _page("Dit verzoek klopt niet", f"<p>De simulator weigert: {escape(code)}.</p>")


def signed_out() -> str:
    """Nobody was waiting to be sent back."""
    return _page("Afgemeld", "<p>Bij de simulator ben je afgemeld.</p>")


def _person(reference: str, one: Persona, codes: Sequence[str]) -> str:
    has = [code for code in one.means if code in codes]
    name = escape(f"{one.first_name} {one.last_name}")
    buttons = "".join(
        f'<button name="means" value="{code}" aria-label="{name}: {NAMES[code]}">'
        f"{NAMES[code]}</button>"
        for code in has
    )
    none = "" if has else "<p>Heeft geen middel dat hiervoor volstaat.</p>"
    hidden = f'<input type="hidden" name="persona" value="{escape(one.key)}">'
    form = _form(reference, f"{hidden}{buttons}") if has else none
    return f"<li><h2>{name}</h2><p>{escape(one.story)}</p>{form}</li>"


def _form(reference: str, inner: str) -> str:
    hidden = f'<input type="hidden" name="request" value="{escape(reference)}">'
    return f'<form method="post" action="/authorize">{hidden}{inner}</form>'


def _page(title: str, matter: str) -> str:
    return PAGE.format(title=title, style=STYLE, matter=matter)
