"""A stranger asks: what is real is called real, and everything else is told apart."""

import uuid
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from tests.factories import documents as factory

from loket.domain.documents.limits import Limits
from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions, queries
from loket.foundations.documents.actions import answering
from loket.foundations.documents.models import Content
from loket.kit import clock

pytestmark = pytest.mark.django_db


def ask(code: str, client: str = "a client") -> str:
    return actions.ask(code=code, client=client, now=factory.NOW).answer


def code_of(document: uuid.UUID) -> str:
    line = queries.find(document)
    assert line is not None
    return line.code


def count_plans() -> int:
    """Plans that this connection keeps for looking up codes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'documents_guessing'"
        )
        return int(cursor.fetchone()[0])


def sealed(reference: str = "certificate:1", **facts) -> uuid.UUID:
    document = factory.author(reference, **facts)
    factory.seal_everything()
    return document


def another_code(code: str) -> str:
    """A code that could be one and is none."""
    from loket.domain.documents import codes

    start = codes.as_typed(code)[:-2]
    letters = start + codes.ALPHABET[(codes.ALPHABET.index(code[-2]) + 1) % len(codes.ALPHABET)]
    return letters + codes.check_letter(letters)


def test_a_code_takes_one_look_at_the_database(django_assert_num_queries) -> None:
    code = code_of(sealed())
    ask(code)
    with django_assert_num_queries(1):
        assert ask(code) == "authentic"


def test_a_document_that_waits_is_unknown_to_strangers() -> None:
    assert ask(code_of(factory.author())) == "unknown"


def test_a_revoked_document_is_revoked_and_a_replaced_one_replaced() -> None:
    first, second = sealed("a:1"), sealed("a:2")
    codes = code_of(first), code_of(second)
    actions.revoke(
        document=first, reason="wrong_data", replaced_by=second, now=factory.NOW, actor="employee:x"
    )
    actions.revoke(document=second, reason="wrong_data", now=factory.NOW, actor="employee:x")
    assert [ask(code) for code in codes] == ["replaced", "revoked"]
    with pytest.raises(RuleBroken, match="document_revoked"):
        queries.content(first)


def test_a_document_past_its_last_day_is_expired_and_still_readable() -> None:
    document = actions.author(
        template="attest-woonduur",
        claims=factory.WOONDUUR,
        subject=factory.SUBJECT,
        product="p",
        reference="a:1",
        now=factory.NOW,
        actor="resident:x",
        expires_on=date(2026, 11, 30),
    )
    factory.seal_everything()
    code = code_of(document)
    later = factory.NOW + timedelta(days=8)
    assert ask(code) == "authentic"
    assert actions.ask(code=code, client="c", now=later).answer == "expired"


def test_whoever_guesses_codes_is_turned_away_and_nobody_else_is(monkeypatch) -> None:
    monkeypatch.setattr(answering, "LIMITS", Limits(of_one=2))
    code = code_of(sealed())
    wrong = another_code(code)
    assert [ask(wrong, "robot") for _ in range(2)] == ["unknown", "unknown"]
    with pytest.raises(RuleBroken) as refused:
        ask(code, "robot")
    assert (refused.value.code, refused.value.facts["retry_after"]) == ("too_many_codes", 3599)
    assert ask(code, "landlord") == "authentic"
    assert (
        actions.ask(code=code, client="robot", now=factory.NOW + timedelta(hours=1)).answer
        == "authentic"
    )


def test_when_the_whole_city_is_guessed_at_a_first_question_is_still_answered(monkeypatch) -> None:
    monkeypatch.setattr(answering, "LIMITS", Limits(of_all=3, of_one_then=1))
    code = code_of(sealed())
    for number in range(3):
        ask(another_code(code), f"robot {number}")
    assert ask(code, "landlord") == "authentic"
    assert ask(another_code(code), "clumsy") == "unknown"
    with pytest.raises(RuleBroken, match="too_many_codes"):
        ask(code, "clumsy")


def test_a_code_is_looked_up_with_its_counts_by_a_plan_made_once(
    django_assert_num_queries,
) -> None:
    code = code_of(sealed())
    ask(code)
    planned = count_plans()
    with django_assert_num_queries(1):
        assert ask(code) == "authentic"
    assert count_plans() == planned > 0


def test_a_code_that_cannot_be_one_is_told_at_once_and_not_counted(
    django_assert_num_queries,
) -> None:
    with django_assert_num_queries(0), pytest.raises(RuleBroken, match="code_length"):
        ask("K7RMX")


def test_the_database_alone_makes_no_codes() -> None:
    from loket.foundations.documents.models import Document

    document = sealed()
    code = code_of(document).replace("-", "")
    row = Document.objects.filter(pk=document).values().get()
    assert code not in str(row)


def test_codes_are_found_with_an_older_key_after_a_new_one_came(settings) -> None:
    code = code_of(old := sealed())
    settings.DOCUMENT_KEYS = ["a new key", *settings.DOCUMENT_KEYS]
    assert ask(code) == "authentic"
    assert code_of(old) == code
    assert ask(code_of(sealed("a:2"))) == "authentic"


def test_a_qr_code_on_another_paper_shows_the_first_name() -> None:
    from loket.domain.documents import paper
    from loket.foundations.documents.queries.papers import sign_paper
    from loket.foundations.documents.queries.templates import find_template

    model = find_template("attest-woonduur").model
    text = sign_paper(
        paper.payload(model, factory.WOONDUUR, code="K7RMX-4CWTP-9AEFH", local=factory.NOW)
    )
    claims = queries.read_paper(f"{settings.BASE_URL}/verify/K7RMX-4CWTP-9AEFH#{text}")
    assert claims is not None
    assert claims.claims["names"] == factory.WOONDUUR["names"]
    head, body, signature = text.split(".")
    forged = paper.packed({}, {**_told(body), "v": {"names": "Iemand Anders"}}).split(b".")[1]
    assert queries.read_paper(f"{head}.{forged.decode()}.{signature}") is None


def test_a_qr_code_is_checked_offline_with_the_published_keys() -> None:
    from joserfc import jws
    from joserfc.jwk import KeySet

    from loket.foundations.documents.queries.papers import sign_paper

    text = sign_paper({"c": "C", "d": "2026-11-23", "t": "T", "v": {}})
    keys = KeySet.import_key_set({"keys": queries.list_public_keys()})
    assert b'"c":"C"' in jws.deserialize_compact(text, keys).payload


def test_forgetting_keeps_what_a_stranger_may_know() -> None:
    document = sealed()
    code = code_of(document)
    assert actions.forget_content(before=clock.now() + timedelta(days=3650)) == 1
    with pytest.raises(RuleBroken, match="document_forgotten"):
        queries.content(document)
    assert ask(code) == "authentic"


def _told(piece: str) -> dict:
    import base64
    import json

    return json.loads(base64.urlsafe_b64decode(piece + "=="))


def test_one_night_forgets_everything_old_also_what_was_revoked_before_its_seal() -> None:
    for number in range(3):
        sealed(f"old:{number}")
    waits, ended = factory.author("waits"), factory.author("ended")
    actions.revoke(document=ended, reason="wrong_data", now=factory.NOW, actor="system:test")
    assert actions.forget_content(before=factory.NOW + timedelta(days=1), limit=2) == 4
    assert [one.document_id for one in Content.objects.all()] == [waits]
