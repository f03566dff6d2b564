"""The simulator and the real client keep the same contract; the real one against a real server."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from tests.mailserver import MailServer

from loket.connectors.mail import Mail, MailTransport, SimulatedMail, SmtpTransport
from loket.domain.messages.delivery import NotSent

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nSUMMARY:\xc3\xa9\r\nEND:VCALENDAR\r\n"
)
MAIL = Mail(
    message_id="<1@stad.example>",
    sender="no-reply@stad.example",
    recipient="an@voorbeeld.example",
    subject="Uw afspraak: één, vóór 18.20 uur",
    text="Dag,\n\nTot dan — in loket Eén.\n.\nEen regel die begint met een punt.",
    language="nl",
    at=datetime(2021, 11, 25, 17, 20, tzinfo=UTC),
    calendar=CALENDAR,
)


@dataclass
class Receiver:
    """A mail server: takes mail, shows one per Message-ID, refuses whom the test names."""

    arrived: dict[str, bytes] = field(default_factory=dict)
    taken: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        """550 for somebody unknown, 451 for somebody whose mailbox is busy."""
        match address.partition("@")[0]:
            case "unknown":
                return f"550 no such person {address}"
            case "busy":
                return f"451 try {address} later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        """Keep it."""
        self.taken += 1
        found = message_from_bytes(envelope.content, policy=policy.default)
        self.arrived[str(found["Message-ID"])] = envelope.content
        return "250 OK"


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def port(receiver: Receiver) -> Iterator[int]:
    """The port of a running server."""
    server = MailServer(receiver)
    server.start()
    yield server.port
    server.stop()


@pytest.fixture(params=["simulated", "smtp"])
def transport(
    request: pytest.FixtureRequest, receiver: Receiver, port: int
) -> Iterator[MailTransport]:
    """Each in turn; both deliver to ``receiver``."""
    makers: dict[str, Callable[[], MailTransport]] = {
        "simulated": lambda: SimulatedMail(receiver.arrived),
        "smtp": lambda: SmtpTransport("127.0.0.1", port=port),
    }
    made = makers[request.param]()
    yield made
    made.close()


def opened(receiver: Receiver) -> EmailMessage:
    (content,) = receiver.arrived.values()
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_mail_arrives_with_its_words_as_they_were(
    transport: MailTransport, receiver: Receiver
) -> None:
    transport.send(MAIL)
    message = opened(receiver)
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n").strip() == MAIL.text
    assert {name: str(message[name]) for name in ("Message-ID", "From", "To", "Subject")} == {
        "Message-ID": MAIL.message_id,
        "From": MAIL.sender,
        "To": MAIL.recipient,
        "Subject": MAIL.subject,
    }
    assert message["Auto-Submitted"] == "auto-generated"
    assert text["Content-Language"] == "nl"
    assert all(byte < 128 for byte in receiver.arrived[MAIL.message_id])
    assert message["Date"].datetime == MAIL.at


def test_the_calendar_file_comes_with_its_method(
    transport: MailTransport, receiver: Receiver
) -> None:
    transport.send(MAIL)
    (part,) = opened(receiver).iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part["Content-Type"].params["method"] == "REQUEST"
    assert part.get_filename() == "afspraak.ics"
    assert part.get_content().replace("\r\n", "\n") == CALENDAR.decode().replace("\r\n", "\n")


def test_a_mail_sent_twice_is_shown_once(transport: MailTransport, receiver: Receiver) -> None:
    transport.send(MAIL)
    transport.send(MAIL)
    assert list(receiver.arrived) == [MAIL.message_id]


def test_a_mail_without_attachment_arrives_too(
    transport: MailTransport, receiver: Receiver
) -> None:
    transport.send(replace(MAIL, calendar=None))
    assert not list(opened(receiver).iter_attachments())


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipient": "nobody"},
        {"recipient": "an@voorbeeld.example\r\nBcc: all@voorbeeld.example"},
        {"recipient": ""},
        {"subject": "one\r\nBcc: all@voorbeeld.example"},
    ],
)
def test_what_cannot_be_written_down_is_refused_for_good_and_nothing_arrives(
    transport: MailTransport, receiver: Receiver, wrong: dict[str, str]
) -> None:
    with pytest.raises(NotSent) as refused:
        transport.send(replace(MAIL, **wrong))
    assert (refused.value.kind, refused.value.permanent) == ("malformed", True)
    assert receiver.arrived == {}


@pytest.mark.parametrize(
    ("recipient", "kind", "permanent"),
    [
        ("unknown@voorbeeld.example", "refused 550", True),
        ("busy@voorbeeld.example", "refused 451", False),
    ],
)
def test_the_servers_no_is_told_as_a_code_without_its_words(
    port: int, recipient: str, kind: str, *, permanent: bool
) -> None:
    transport = SmtpTransport("127.0.0.1", port=port)
    with pytest.raises(NotSent) as refused:
        transport.send(replace(MAIL, recipient=recipient))
    assert (refused.value.kind, refused.value.permanent) == (kind, permanent)
    assert "@" not in str(refused.value)


def test_after_a_refusal_the_next_mail_goes_out(port: int, receiver: Receiver) -> None:
    transport = SmtpTransport("127.0.0.1", port=port)
    with pytest.raises(NotSent):
        transport.send(replace(MAIL, recipient="unknown@voorbeeld.example"))
    transport.send(MAIL)
    transport.close()
    assert receiver.taken == 1


def test_a_server_that_is_not_there_is_worth_another_try() -> None:
    with socket.socket() as taken:  # and deaf: nobody else is given the port meanwhile
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(NotSent) as refused:
            SmtpTransport("127.0.0.1", port=taken.getsockname()[1]).send(MAIL)
    assert (refused.value.kind, refused.value.permanent) == ("unreachable", False)


def test_a_server_that_stays_silent_is_left_after_the_limit() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        transport = SmtpTransport("127.0.0.1", port=silent.getsockname()[1], seconds=0.2)
        with pytest.raises(NotSent, match="unreachable"):
            transport.send(MAIL)


def test_a_server_without_encryption_gets_nothing_when_encryption_is_asked(
    port: int, receiver: Receiver
) -> None:
    transport = SmtpTransport("127.0.0.1", port=port, encryption="starttls")
    with pytest.raises(NotSent) as refused:
        transport.send(MAIL)
    assert (refused.value.permanent, receiver.taken) == (False, 0)


def test_a_password_is_never_sent_in_the_clear() -> None:
    with pytest.raises(ValueError, match="encrypted"):
        SmtpTransport("127.0.0.1", user="loket", password="x")
