"""Two presses at once, and a process that is killed anywhere: one request, one document."""

import os
import signal
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from tests.factories import registers as make
from tests.offices.certificates.world import NOW, World, ask, build, clerk

from loket.domain.refusals import RuleBroken
from loket.foundations.documents.models import Document
from loket.foundations.journal.models import Line
from loket.offices.certificates import actions, tasks
from loket.offices.certificates.actions import asking, delivering, gathering
from loket.offices.certificates.models import Request

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def world() -> Iterator[World]:
    """The small city, there for every connection."""
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave, or the code it was refused with, each on a connection of its own."""
    together = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        together.wait()
        try:
            return act()
        except RuleBroken as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_a_double_press_is_one_request_and_one_document(world: World) -> None:
    key = uuid.uuid4()
    answers = at_once(*[lambda: ask(world["Nora"], key=key)] * 4)
    assert len({one.id for one in answers}) == 1
    assert Request.objects.count() == 1
    assert Document.objects.count() == 1


def test_two_tabs_at_once_are_one_open_request(world: World) -> None:
    world.change("Nora", under_investigation=True)
    answers = at_once(*[lambda: ask(world["Nora"])] * 4)
    assert len({one.id for one in answers}) == 1


def test_of_two_clerks_who_take_over_at_once_one_has_it(world: World) -> None:
    world.change("Nora", under_investigation=True)
    request = ask(world["Nora"]).id
    first, second = clerk("an"), clerk("bo")
    answers = at_once(
        lambda: actions.take_over(request=request, actor=first, now=NOW),
        lambda: actions.take_over(request=request, actor=second, now=NOW),
    )
    assert answers.count("certificate_move_not_allowed") == 1


#: Where the process dies: the module and the function at whose door the signal comes.
MOMENTS = {
    "before registers are asked": (gathering, "the_certificate"),
    "before the decision is stored": (actions.deciding, "decide_case"),
    "before the document is made": (delivering, "_prepared"),
    "after it was made, before anybody noted it": (delivering, "_close"),
    "before the decision is asked for": (asking, "decide_accepted"),
}


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_whenever_the_process_is_killed_the_document_is_issued_once(
    world: World, moment: str
) -> None:
    _ask_and_die(world, *MOMENTS[moment])
    assert Line.objects.filter(act="certificates.ask").count() == 1
    for minutes in range(3):
        tasks.try_again(LATER + timedelta(minutes=minutes))
    (request,) = Request.objects.all()
    assert request.state == "delivered"
    assert Document.objects.count() == 1


def _ask_and_die(world: World, module: Any, name: str) -> None:
    """Another process asks, and is killed at that door; it must not get any further."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            setattr(module, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
            ask(world["Nora"])
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL
