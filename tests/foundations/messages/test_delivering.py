"""Every message leaves at least once, under one Message-ID, whatever dies in between."""

import os
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from tests.foundations.messages.letters import NOW, STARTS, post

from loket.connectors.mail import Mail, SimulatedMail
from loket.connectors.sms import SimulatedSms
from loket.domain.messages.delivery import PAUSES, NotSent
from loket.foundations.messages import actions, queries, tasks
from loket.foundations.messages.actions import Transports
from loket.foundations.messages.models import Message
from loket.kit.calendar import Invitation, Organizer

INVITATION = Invitation(
    uid="1@voorbeeld.example",
    sequence=1,
    starts_at=STARTS,
    ends_at=STARTS + timedelta(minutes=15),
    now=NOW,
    summary="Afspraak",
    place="Loket",
    organizer=Organizer("Stad", "stad@voorbeeld.example"),
)

pytestmark = pytest.mark.django_db(transaction=True)
#: Of a machine that is busy; nothing that holds takes as long.
PATIENCE_SECONDS = 60


class Killed(BaseException):
    """The process is gone: nothing after it runs."""


class Receiver:
    """Takes mail and counts it; shows one per Message-ID; fails as the test says."""

    def __init__(self, *, dies: int = 0, refuses: dict[str, NotSent] | None = None) -> None:
        self.dies = dies
        self.refuses = refuses or {}
        self.shown: dict[str, Mail] = {}
        self.taken: list[str] = []
        self.closed = 0

    def send(self, mail: Mail) -> None:
        """Take it, then perhaps take the sender down before it can note that."""
        if failure := self.refuses.get(mail.recipient):
            raise failure
        self.shown[mail.message_id] = mail
        self.taken.append(mail.message_id)
        if self.dies:
            self.dies -= 1
            raise Killed

    def close(self) -> None:
        self.closed += 1


class CalledBackMeanwhile(Receiver):
    """Somebody cancels the appointment while the mail server takes its time."""

    def __init__(self, counts: list[int], **given: object) -> None:
        super().__init__(**given)
        self.counts = counts

    def send(self, mail: Mail) -> None:
        """Cancel first, in another session."""
        other = threading.Thread(target=self.call_back)
        other.start()
        other.join(PATIENCE_SECONDS)
        super().send(mail)

    def call_back(self) -> None:
        self.counts.append(actions.cancel_due(appointment="K7M3QXWA", now=NOW))
        connection.close()


def by(mail: object) -> Transports:
    return Transports(mail=mail, sms=SimulatedSms())


def test_a_worker_that_dies_between_sending_and_noting_sends_again_under_one_message_id() -> None:
    post()
    receiver = Receiver(dies=1)
    with pytest.raises(Killed):
        tasks.deliver(NOW, by=by(receiver))
    assert queries.list_sent() == []
    assert tasks.deliver(NOW + timedelta(minutes=2), by=by(receiver)) == 1
    assert len(receiver.taken) == 2
    assert len(receiver.shown) == 1
    assert len(queries.list_sent()) == 1
    assert tasks.deliver(NOW + timedelta(days=1), by=by(receiver)) == 0


def test_a_worker_killed_outright_while_sending_leaves_the_message_to_the_next() -> None:
    post()
    connection.close()
    child = os.fork()
    if child == 0:

        class Leaves:
            def send(self, mail: Mail) -> None:
                os._exit(9)

            def close(self) -> None: ...

        tasks.deliver(NOW, by=by(Leaves()))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    receiver = Receiver()
    assert tasks.deliver(NOW + timedelta(minutes=2), by=by(receiver)) == 1
    assert len(receiver.shown) == len(queries.list_sent()) == 1


def test_workers_at_once_never_send_a_message_twice() -> None:
    for number in range(30):
        post(key=f"booked/{number}")
    receiver = Receiver()
    send = receiver.send

    def slowly(mail: Mail) -> None:
        time.sleep(0.005)
        send(mail)

    receiver.send = slowly
    begin = threading.Barrier(4)

    def work() -> None:
        begin.wait(PATIENCE_SECONDS)
        try:
            tasks.deliver(NOW, by=by(receiver))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(PATIENCE_SECONDS)
    assert len(receiver.taken) == len(set(receiver.taken)) == 30
    assert Message.objects.filter(sent_at=None).count() == 0


def test_a_second_worker_whose_clock_is_later_leaves_a_message_that_is_being_sent() -> None:
    post()
    inside, go_on = threading.Event(), threading.Event()
    receiver = Receiver()
    send = receiver.send

    def slowly(mail: Mail) -> None:
        inside.set()
        assert go_on.wait(PATIENCE_SECONDS)
        send(mail)

    receiver.send = slowly

    def work() -> None:
        tasks.deliver(NOW, by=by(receiver))
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    assert inside.wait(PATIENCE_SECONDS)
    other = Receiver()
    tasks.deliver(NOW + timedelta(hours=1), by=by(other))
    go_on.set()
    worker.join(PATIENCE_SECONDS)
    assert (len(receiver.taken), len(other.taken)) == (1, 0)
    assert Message.objects.get().sent_at == NOW


def test_calling_back_never_waits_for_a_mail_server_and_what_left_counts_as_sent() -> None:
    post()
    counts: list[int] = []

    tasks.deliver(NOW, by=by(CalledBackMeanwhile(counts)))
    assert counts == [1], "it did not wait"
    assert len(queries.list_sent()) == 1


def test_what_was_called_back_while_its_try_failed_stays_called_back() -> None:
    post(recipient="gone@voorbeeld.example")
    gone = {"gone@voorbeeld.example": NotSent("refused 550", permanent=True)}
    counts: list[int] = []
    tasks.deliver(NOW, by=by(CalledBackMeanwhile(counts, refuses=gone)))
    assert counts == [1]
    message = Message.objects.get()
    assert (message.cancelled_at, message.given_up_at) == (NOW, None)


def test_a_poisoned_message_does_not_hold_up_the_others() -> None:
    post(key="poison", recipient="poison@voorbeeld.example")
    for number in range(3):
        post(key=f"booked/{number}")

    class Poisoned(Receiver):
        def send(self, mail: Mail) -> None:
            if mail.recipient.startswith("poison"):
                raise Killed
            super().send(mail)

    receiver = Poisoned()
    with pytest.raises(Killed):
        tasks.deliver(NOW, by=by(receiver))
    assert tasks.deliver(NOW, by=by(receiver)) == 3
    assert len(receiver.shown) == 3


def test_tries_that_fail_come_further_apart_until_the_message_is_given_up() -> None:
    post(recipient="busy@voorbeeld.example")
    busy = {"busy@voorbeeld.example": NotSent("refused 451", permanent=False)}
    receiver = Receiver(refuses=busy)
    moment = NOW
    for pause in PAUSES:
        assert tasks.deliver(moment, by=by(receiver)) == 1
        assert queries.standing(moment) == queries.Standing(waiting=1, late=1, given_up=0)
        assert tasks.deliver(moment + pause - timedelta(seconds=1), by=by(receiver)) == 0
        moment += pause
    assert tasks.deliver(moment, by=by(receiver)) == 1
    assert queries.standing(moment).given_up == 1
    assert tasks.deliver(moment + timedelta(days=9), by=by(receiver)) == 0
    assert Message.objects.get().last_error == "refused 451"


def test_a_refusal_for_good_is_given_up_at_once_and_listed_for_somebody_to_call() -> None:
    post(recipient="unknown@voorbeeld.example")
    gone = {"unknown@voorbeeld.example": NotSent("refused 550", permanent=True)}
    assert tasks.deliver(NOW, by=by(Receiver(refuses=gone))) == 1
    assert [one.appointment for one in queries.list_given_up()] == ["K7M3QXWA"]


def test_a_reminder_waits_for_its_moment() -> None:
    post(kind="reminder", due_at=STARTS - timedelta(days=1))
    receiver = Receiver()
    assert tasks.deliver(STARTS - timedelta(days=1, seconds=1), by=by(receiver)) == 0
    assert tasks.deliver(STARTS - timedelta(days=1), by=by(receiver)) == 1


def test_without_a_mail_server_mail_stays_in_the_outbox_and_text_messages_leave() -> None:
    post(key="mail")
    post(key="sms", channel="sms", recipient="+32470123456")
    arrived: dict[str, str] = {}
    nobody = Transports(mail=None, sms=SimulatedSms(arrived))
    assert tasks.deliver(NOW, by=nobody) == 1
    assert list(arrived) == ["sms"]
    assert queries.standing(NOW) == queries.Standing(waiting=1, late=0, given_up=0)


def test_in_the_demo_the_outbox_itself_is_the_mailbox(settings) -> None:
    settings.DEMO, settings.EMAIL_HOST = True, ""
    post(calendar=INVITATION)
    assert tasks.deliver(NOW) == 1
    (sent,) = queries.list_sent(limit=5)
    assert (sent.recipient, sent.sent_at, sent.attachment_name) == (
        "an@voorbeeld.example",
        NOW,
        "afspraak.ics",
    )
    assert queries.find_sent(sent.id) == sent
    assert queries.list_sent(recipient="another@voorbeeld.example") == []


def test_outside_the_demo_nothing_is_simulated(settings) -> None:
    settings.DEMO, settings.EMAIL_HOST = False, ""
    assert tasks.transports() == Transports(mail=None, sms=None)


def test_the_connection_is_let_go_after_a_batch() -> None:
    post()
    receiver = Receiver()
    tasks.deliver(NOW, by=by(receiver))
    assert receiver.closed == 1


def test_the_calendar_file_arrives_with_the_mail() -> None:
    arrived: dict[str, bytes] = {}
    post(calendar=replace(INVITATION, cancelled=True))
    tasks.deliver(NOW, by=by(SimulatedMail(arrived)))
    (content,) = arrived.values()
    assert b'method="CANCEL"' in content


def test_words_and_recipient_are_wiped_after_thirteen_months_and_nothing_that_waits() -> None:
    post(key="sent")
    tasks.deliver(NOW, by=by(Receiver()))
    post(key="waiting", due_at=NOW + timedelta(days=500))
    assert tasks.forget(NOW + timedelta(days=390)) == 0
    assert tasks.forget(NOW + timedelta(days=400)) == 1
    assert tasks.forget(NOW + timedelta(days=401)) == 0
    wiped, kept = Message.objects.order_by("key")
    assert (wiped.recipient, wiped.subject, wiped.body) == ("", "", "")
    assert kept.body
