"""The same request under the same key is answered once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions, tasks
from loket.foundations.journal.models import Answer, Line

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2021, 11, 25, 17, 20, tzinfo=UTC)
SCOPE = "client 1 POST /holds"
#: Of a machine that is busy; nothing that holds takes as long.
PATIENCE_SECONDS = 60


def hold() -> tuple[int, bytes]:
    """An act that leaves a line, so that a second one would show."""
    actions.write(act="a.hold", actor="api", subject="hold:1", at=NOW)
    return 201, f'{{"hold": {Line.objects.count()}}}'.encode()


def ask(key: str = "k", body: bytes = b"{}", scope: str = SCOPE) -> tuple[int, bytes]:
    return actions.answer_once(key=key, scope=scope, body=body, at=NOW, act=hold)


def test_a_repeat_gets_the_same_bytes_and_acts_once() -> None:
    assert ask() == ask() == (201, b'{"hold": 1}')
    assert Line.objects.count() == 1


def test_the_same_key_with_another_body_is_refused() -> None:
    ask()
    with pytest.raises(RuleBroken) as refused:
        ask(body=b'{"slot": "other"}')
    assert refused.value.code == "key_reused"


def test_a_key_heard_from_another_client_opens_nothing() -> None:
    assert ask() == (201, b'{"hold": 1}')
    assert ask(scope="client 2 POST /holds") == (201, b'{"hold": 2}')
    assert ask(scope="client 1 POST /appointments") == (201, b'{"hold": 3}')


def test_an_act_that_is_refused_leaves_the_key_free() -> None:
    def refuse() -> tuple[int, bytes]:
        hold()
        raise RuleBroken("slot_gone")

    with pytest.raises(RuleBroken):
        actions.answer_once(key="k", scope=SCOPE, body=b"{}", at=NOW, act=refuse)
    assert not Line.objects.exists()
    assert ask() == (201, b'{"hold": 1}')


def test_of_two_at_once_the_second_waits_and_gets_the_answer_of_the_first() -> None:
    inside, go_on = threading.Event(), threading.Event()
    answers: list[tuple[int, bytes]] = []

    def slowly() -> tuple[int, bytes]:
        inside.set()
        assert go_on.wait(PATIENCE_SECONDS)
        return hold()

    def first() -> None:
        answers.append(actions.answer_once(key="k", scope=SCOPE, body=b"{}", at=NOW, act=slowly))
        connection.close()

    def second() -> None:
        answers.append(ask())
        connection.close()

    one, two = threading.Thread(target=first), threading.Thread(target=second)
    one.start()
    assert inside.wait(PATIENCE_SECONDS)
    two.start()
    two.join(0.3)
    assert two.is_alive(), "the second waits"
    go_on.set()
    one.join(PATIENCE_SECONDS)
    two.join(PATIENCE_SECONDS)
    assert answers == [(201, b'{"hold": 1}')] * 2
    assert Line.objects.count() == 1


def test_answers_are_forgotten_after_a_day() -> None:
    ask()
    assert tasks.forget(NOW + timedelta(hours=23)) == 0
    assert tasks.forget(NOW + timedelta(days=1, seconds=1)) == 1
    assert not Answer.objects.exists()
