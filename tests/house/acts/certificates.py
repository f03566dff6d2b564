"""Certificates: the applicant asks, fetches and takes back; a clerk of the team decides."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.factories import documents as sealing
from tests.factories import registers as make
from tests.house.acts.recipes import Do, Ready, Recipe, Recipes, only
from tests.offices.certificates import world as town_of
from tests.offices.certificates.world import NOW, World

from loket.domain.people.standing import Standing
from loket.foundations.people import actions as people
from loket.offices.certificates import actions
from loket.offices.certificates.actions import Words
from loket.offices.certificates.models import FollowUp, Request

CHILD = Words(whose="child", born_on=date(2014, 5, 20))
MINORS = Words(activity="education")
DECIDE = "certificates.decide"
HOUSE = "system:test"
#: Whose request it is not learns nothing, not even that it exists.
UNKNOWN = only("unknown_certificate_request")
SAID = {"why": "Je bent geen partner van deze persoon.", "next_step": "Vraag het aan de persoon."}


def town() -> World:
    made = town_of.build()
    make.answer_from(made.register)
    return made


def _me(town: World) -> str:
    return f"resident:{town['Nora']}"


def _ask(town: World) -> Ready:
    me = town["Nora"]

    def do(actor: str) -> object:
        return actions.ask(
            product="NATION", standing=Standing(me, me, actor, "self"), words=Words(),
            channel="portal", key=uuid.UUID(int=1), now=NOW,
        )  # fmt: skip

    return Ready(do, _me(town))


def _own(act: Callable[..., object], **facts: Any) -> Callable[[World], Ready]:
    """On a request of one's own that waits for a clerk."""

    def ready(town: World) -> Ready:
        request = town_of.ask(town["Tom"], words=CHILD).id
        mine = f"resident:{town['Tom']}"
        return Ready(lambda actor: act(request=request, actor=actor, now=NOW, **facts), mine)

    return ready


def _stopped(act: Callable[..., object], **facts: Any) -> Callable[[World], Do]:
    """On a request that waits for a clerk."""

    def ready(town: World) -> Do:
        request = town_of.ask(town["Tom"], words=CHILD).id
        return lambda actor: act(request=request, actor=actor, now=NOW, **facts)

    return ready


def _taken(act: Callable[..., object], **facts: Any) -> Callable[[World], Do]:
    """On a request that whoever asks has taken over."""

    def ready(town: World) -> Do:
        request = town_of.ask(town["Tom"], words=CHILD).id

        def do(actor: str) -> object:
            Request.objects.filter(pk=request).update(state="taken", clerk=actor or "nobody")
            return act(request=request, actor=actor, now=NOW, **facts)

        return do

    return ready


def _name(town: World) -> Do:
    return _taken(actions.name_subject, subject=town["Lou"])(town)


def _search(town: World) -> Do:
    """Only for who has the case, whose subject nobody knows yet."""
    ready = _taken(actions.search_subject, names="Peeters", born_on=None)(town)
    Request.objects.update(subject=None)
    return ready


def _confirm(town: World) -> Do:
    request = town_of.ask(town["Tom"], words=CHILD).id
    Request.objects.filter(pk=request).update(state="proposed", clerk="employee:first")
    return lambda actor: actions.confirm(request=request, actor=actor, now=NOW)


def _delivered(town: World) -> uuid.UUID:
    done = town_of.ask(town["Nora"])
    assert done.state == "delivered"
    return done.id


def _revoke(town: World) -> Do:
    request = _delivered(town)
    return lambda actor: actions.revoke(request=request, reason="wrong_data", actor=actor, now=NOW)


def _fetch(town: World) -> Ready:
    request = _delivered(town)
    Request.objects.filter(pk=request).update(way="post")
    return Ready(lambda actor: actions.fetch(request=request, actor=actor, now=NOW), _me(town))


def _letter(town: World) -> Ready:
    """A receipt, for whoever asked and for a clerk who prints it."""
    request = town_of.ask(town["Tom"], words=CHILD).id
    sealing.seal_everything()
    act = actions.fetch_letter
    return Ready(
        lambda actor: act(request=request, letter="receipt", actor=actor, now=NOW),
        f"resident:{town['Tom']}",
    )


def _elsewhere(
    act: Callable[..., object], state: str, product: str, words: Words, **facts: Any
) -> Callable[[World], Do]:
    """On a request of which something is asked of others."""

    def ready(town: World) -> Do:
        town.register.acts.clear()
        request = town_of.ask(town["Nora"], product, words=words).id

        def do(actor: str) -> object:
            Request.objects.filter(pk=request).update(state=state, clerk=actor or "nobody")
            return act(request=request, actor=actor, now=NOW, **facts)

        return do

    return ready


def _paper(_town: World) -> Do:
    return lambda actor: actions.preview_paper(template="beslissing", actor=actor, now=NOW)


def _batch(town: World) -> Do:
    Request.objects.filter(pk=_delivered(town)).update(way="post")
    return lambda actor: actions.make_batch(actor=actor, now=NOW)


def _post(town: World) -> Do:
    Request.objects.filter(pk=_delivered(town)).update(way="post")
    batch = actions.make_batch(actor=HOUSE, now=NOW)
    return lambda actor: actions.post_batch(batch=batch, actor=actor, now=NOW)


def _print(town: World) -> Do:
    Request.objects.filter(pk=_delivered(town)).update(way="post")
    batch = actions.make_batch(actor=HOUSE, now=NOW)
    actions.prepare_batch(batch=batch, actor=HOUSE, now=NOW)
    return lambda actor: actions.print_batch(batch=batch, actor=actor, now=NOW)


def _late(town: World) -> Do:
    request = town_of.ask(town["Tom"], words=CHILD).id
    late = NOW + timedelta(days=30)
    assert actions.raise_late(request=request, actor=HOUSE, now=late)
    raised = FollowUp.objects.get().pk
    return lambda actor: actions.follow_up(late=raised, actor=actor, now=late)


def _job(town: World) -> Ready:
    grantor, holder = town["Nora"], town["Ludo"]
    mandate = people.grant_mandate(
        grantor=grantor, holder=holder, products=["NATION"], valid_from=NOW.date(),
        valid_to=NOW.date() + timedelta(days=9), actor=f"resident:{grantor}", now=NOW,
    )  # fmt: skip
    what = {"product": "NATION", "mandates": [mandate], "holder": holder, "now": NOW}
    return Ready(lambda actor: actions.start_job(**what, actor=actor), f"resident:{holder}")


RECIPES: Recipes = {
    "ask": Recipe(_ask, refused=only("not_signed_in_as_applicant")),
    "withdraw": Recipe(_own(actions.withdraw), refused=UNKNOWN),
    "leave_email": Recipe(_own(actions.leave_email, email="an@example.org"), refused=UNKNOWN),
    "fetch": Recipe(_fetch, "certificates.print", refused=only("not_allowed", *UNKNOWN)),
    "take_over": Recipe(_stopped(actions.take_over), DECIDE),
    "look_at_people": Recipe(_stopped(actions.look_at_people), DECIDE),
    "look_again": Recipe(_stopped(actions.look_again), DECIDE),
    "search_subject": Recipe(_search, DECIDE),
    "put_back": Recipe(_taken(actions.put_back), DECIDE),
    "grant": Recipe(_taken(actions.grant, note="vonnis gezien"), DECIDE),
    "refuse": Recipe(_taken(actions.refuse, **SAID), DECIDE),
    "fetch_letter": Recipe(_letter, "certificates.print", refused=only("not_allowed", *UNKNOWN)),
    "ask_migration": Recipe(
        _elsewhere(actions.ask_migration, "taken", "BIRTH_ACT", Words(), place="Mechelen"), DECIDE
    ),
    "look_for_act": Recipe(
        _elsewhere(actions.look_for_act, "migrating", "BIRTH_ACT", Words()), DECIDE
    ),
    "ask_police": Recipe(_elsewhere(actions.ask_police, "taken", "RECORD", MINORS), DECIDE),
    "note_police": Recipe(
        _elsewhere(actions.note_police, "at_police", "RECORD", MINORS, police="clear"), DECIDE
    ),
    "name_subject": Recipe(_name, DECIDE),
    "confirm": Recipe(_confirm, DECIDE),
    "revoke": Recipe(_revoke, DECIDE),
    "preview_paper": Recipe(_paper, "certificates.preview"),
    "make_batch": Recipe(_batch, "certificates.post"),
    "print_batch": Recipe(_print, "certificates.post"),
    "post_batch": Recipe(_post, "certificates.post"),
    "follow_up": Recipe(_late, "certificates.follow_up"),
    "start_job": Recipe(_job),
}
