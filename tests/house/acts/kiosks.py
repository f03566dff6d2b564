"""Kiosks: an administrator lets machines in, employees answer calls, a phone has its own."""

from __future__ import annotations

from datetime import timedelta

from tests.factories.city import NOW
from tests.house.acts.recipes import Do, Ready, Recipe, Recipes
from tests.offices.kiosks import helpers
from tests.offices.kiosks.helpers import WHO, enrolled, number, scanned, shown

from loket.domain.kiosks.pairing import SignIn
from loket.offices.kiosks import actions

SCREEN = "the client before the screen takes the call back, or the machine does when one leaves"


def town() -> None:
    helpers.open_city()


def _code(_town: None) -> Do:
    return lambda actor: actions.make_code(point="library", actor=actor, now=NOW)


def _revoke(_town: None) -> Do:
    device = enrolled().device
    return lambda actor: actions.revoke(device=device, actor=actor, now=NOW)


def _printer(_town: None) -> Do:
    device = enrolled().device
    return lambda actor: actions.set_printer(device=device, address="", actor=actor, now=NOW)


def _answer(_town: None) -> Do:
    call = actions.call_help(point="library", now=NOW)
    return lambda actor: actions.answer_call(call=call, actor=actor, now=NOW)


def _end_call(_town: None) -> Do:
    call = actions.call_help(point="library", now=NOW)
    return lambda actor: actions.end_call(call=call, actor=actor, now=NOW)


def _opinion(_town: None) -> Do:
    return lambda actor: actions.note_opinion(
        point="library", wish="keep", reason="Het wordt veel gebruikt.", on=NOW.date(),
        actor=actor, now=NOW,
    )  # fmt: skip


def _announce(actor: str) -> None:
    actions.announce_closing(
        point="library", notice_on=NOW.date(), removed_on=NOW.date() + timedelta(days=20),
        redirect="sports", reason="te weinig gebruikt", actor=actor, now=NOW,
    )  # fmt: skip


def _closing(_town: None) -> Do:
    return _announce


def _staying(_town: None) -> Do:
    _announce("system:test")
    return lambda actor: actions.withdraw_closing(point="library", actor=actor, now=NOW)


def _renew(_town: None) -> Do:
    return lambda actor: actions.renew_host_link(point="library", actor=actor, now=NOW)


def _unlink(_town: None) -> Do:
    return lambda actor: actions.revoke_host_link(point="library", actor=actor, now=NOW)


def _confirm(_town: None) -> Ready:
    square = shown(enrolled())
    phone = scanned(square)
    now = NOW + timedelta(seconds=40)
    what = {
        "phone": phone, "typed": number(square), "resident": WHO, "now": now,
        "sign_in": SignIn(450, now - timedelta(seconds=10)),
    }  # fmt: skip
    return Ready(lambda actor: actions.confirm(**what, actor=actor), f"resident:{WHO}")


RECIPES: Recipes = {
    "make_code": Recipe(_code, "kiosks.enrol"),
    "revoke": Recipe(_revoke, "kiosks.revoke"),
    "set_printer": Recipe(_printer, "kiosks.set_printer"),
    "note_opinion": Recipe(_opinion, "kiosks.note_opinion"),
    "announce_closing": Recipe(_closing, "kiosks.announce_closing"),
    "withdraw_closing": Recipe(_staying, "kiosks.withdraw_closing"),
    "renew_host_link": Recipe(_renew, "kiosks.renew_host_link"),
    "revoke_host_link": Recipe(_unlink, "kiosks.revoke_host_link"),
    "answer_call": Recipe(_answer, "kiosks.answer_call"),
    "end_call": Recipe(_end_call, "kiosks.answer_call", others=SCREEN),
    "confirm": Recipe(_confirm),
}
