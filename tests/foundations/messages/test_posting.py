"""A message is posted with its act, once per key, in words that everybody understands."""

import re

import pytest
from django.db import DatabaseError, transaction
from tests.foundations.messages.letters import FACTS, NOW, STARTS, facts, post

from loket.connectors.mail import SimulatedMail
from loket.connectors.sms import SimulatedSms
from loket.foundations.messages import actions, queries, tasks
from loket.foundations.messages.actions import TEMPLATES, Transports
from loket.foundations.messages.kinds import TELLS
from loket.foundations.messages.models import Message
from loket.kit.texts import fingerprint

pytestmark = pytest.mark.django_db

LANGUAGES = ("nl", "en", "fr", "de")


def test_a_message_takes_one_statement(django_assert_num_queries) -> None:
    with transaction.atomic(), django_assert_num_queries(1):
        actions.post(
            key="k",
            kind="booked",
            channel="email",
            recipient="an@voorbeeld.example",
            language="nl",
            context=facts("booked"),
            at=NOW,
        )


def test_the_same_key_posted_twice_keeps_the_first() -> None:
    post()
    post(recipient="another@voorbeeld.example")
    assert Message.objects.get().recipient == "an@voorbeeld.example"


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_sends_nothing() -> None:
    @transaction.atomic
    def act() -> None:
        post()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_message_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside the transaction"):
        actions.post(
            key="k",
            kind="booked",
            channel="email",
            recipient="an@voorbeeld.example",
            language="nl",
            context=facts("booked"),
            at=NOW,
        )


def test_a_booking_is_told_with_place_day_time_code_and_link_and_nothing_more() -> None:
    post(context=facts("booked", address="Bergstraat 1", city="Stad Dal"))
    message = Message.objects.get()
    assert message.subject == (
        "Je afspraak: donderdag 25 november 2021 om 18.20 uur, buurtloket Berg"
    )
    assert message.body == (
        "Dag,\n\nJe afspraak is vastgelegd.\n\n"
        "Wanneer: donderdag 25 november 2021 om 18.20 uur\n"
        "Waar: buurtloket Berg, Bergstraat 1\n"
        "Code: K7M3QXWA\n\n"
        "Past het toch niet? Verplaats of annuleer je afspraak:\n"
        f"{FACTS['manage_url']}\n\n"
        "Tot dan!\nStad Dal"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(TELLS))
def test_every_kind_is_written_in_every_language_and_as_a_text_message(
    kind: str, language: str
) -> None:
    post(key="mail", kind=kind, language=language)
    post(key="sms", kind=kind, language=language, channel="sms", recipient="+32470123456")
    mail, sms = Message.objects.order_by("key")
    for message in (mail, sms):
        assert "{" not in message.subject + message.body
        assert ("vertaling — de Nederlandse tekst geldt" in message.body) == (language != "nl")
    assert ("2021" in sms.body) == ("starts_at" in TELLS[kind])
    assert mail.subject in sms.body


@pytest.mark.parametrize("kind", sorted(TELLS))
def test_a_fact_that_is_missing_stops_the_act_and_not_the_reader(kind: str) -> None:
    for name in TELLS[kind]:
        short = facts(kind)
        del short[name]
        with pytest.raises(ValueError, match=name):
            post(key=name, kind=kind, context=short)
    assert not Message.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("kind", sorted(TELLS))
def test_every_translation_was_made_from_the_dutch_text_of_today(kind: str, language: str) -> None:
    dutch = (TEMPLATES / f"{kind}.nl.txt").read_text()
    made_from = re.search(r"{# of (\w+) #}", (TEMPLATES / f"{kind}.{language}.txt").read_text())
    assert made_from is not None
    assert made_from[1] == fingerprint(dutch)


def test_a_displaced_visit_is_told_with_the_moment_that_is_kept_for_it() -> None:
    names = ("offered_at", "offered_place", "answer_by", "code")
    offered = {name: FACTS[name] for name in names}
    reason = {"nl": "een staking"}
    post(
        kind="displaced",
        context=facts("displaced", **offered, offered_address="Dalstraat 2", reason=reason),
    )
    body = Message.objects.get().body
    assert "De reden: een staking." in body
    assert "dinsdag 23 november 2021 om 18.20 uur\nWaar: loket Dal, Dalstraat 2\n" in body


def test_an_offer_of_an_earlier_moment_tells_its_own_place_and_what_stays_without_an_answer() -> (
    None
):
    post(kind="earlier_offer", context=facts("earlier_offer", address="Bergstraat 1"))
    body = Message.objects.get().body
    assert "dinsdag 23 november 2021 om 18.20 uur\nWaar: loket Dal\n" in body
    assert "blijft je afspraak op donderdag 25 november 2021 om 18.20 uur, buurtloket Berg." in body
    assert "Bergstraat" not in body


def test_below_a_translation_places_are_named_in_the_text_that_counts() -> None:
    post(language="en")
    english, dutch = Message.objects.get().body.split("-" * 24)
    assert "neighbourhood counter Berg" in english
    assert "buurtloket Berg" in dutch


def test_a_text_message_says_when_where_and_how_to_change_it_in_a_few_lines() -> None:
    post(channel="sms", recipient="+32470123456")
    assert Message.objects.get().body == (
        "Je afspraak: donderdag 25 november 2021 om 18.20 uur, buurtloket Berg.\n"
        f"{FACTS['manage_url']}"
    )


@pytest.mark.parametrize("wrong", [{"recipient": ""}, {"context": facts("booked", starts_at=NOW)}])
def test_nobody_to_go_to_and_a_moment_in_utc_are_mistakes(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"nobody|UTC"):
        post(**wrong)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a_message_goes_by_mail_or_sms", {"channel": "fax"}),
        ("a_message_ends_in_one_way", {"sent_at": NOW, "cancelled_at": NOW}),
    ],
)
def test_the_database_itself_refuses_an_impossible_message(name: str, change: dict) -> None:
    post()
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        Message.objects.update(**change)


def test_a_message_called_back_is_not_sent_and_others_are() -> None:
    post(key="booked")
    post(key="reminder", kind="reminder", due_at=STARTS)
    post(key="other", kind="reminder", due_at=STARTS, appointment="other")
    assert actions.cancel_due(appointment="K7M3QXWA", kind="reminder", now=NOW) == 1
    simulators = Transports(mail=SimulatedMail(), sms=SimulatedSms())
    assert tasks.deliver(STARTS, by=simulators) == 2
    assert {sent.kind: sent.appointment for sent in queries.list_sent()} == {
        "booked": "K7M3QXWA",
        "reminder": "other",
    }
    assert actions.cancel_due(appointment="K7M3QXWA", now=STARTS) == 0
