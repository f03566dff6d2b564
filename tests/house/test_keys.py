"""`loket keys renew` keeps everything under the first key, and goes on where it was stopped."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime

import pytest
from tests.factories import residents
from tests.foundations.people.test_residents import NEW_KEY, OLD_KEY

from loket.config import cli, health_identity, surroundings
from loket.domain.people import onetime
from loket.foundations.people import actions as people
from loket.foundations.people import queries
from loket.foundations.people.models import Employee, Resident
from loket.offices.certificates.actions import Words, encrypt_again
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.files import seal_words, words_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SECRET = b"x" * 20


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command runs in this process, before the database of the test."""
    import contextlib

    monkeypatch.setattr(surroundings, "around", contextlib.nullcontext)


@pytest.fixture
def under_two(settings) -> uuid.UUID:
    """Three residents, an employee's app and a request under the old key; the new one is first."""
    settings.DATA_KEYS = [OLD_KEY]
    known = [residents.resident(counter) for counter in (991, 993, 995)]
    employee = Employee.objects.create(login="an", name="An")
    code = onetime.code_at(SECRET, onetime.counter_of(NOW))
    people.add_app(employee=employee.pk, secret=SECRET, code=code, now=NOW)
    made = Request(
        id=uuid.uuid4(), key=uuid.uuid4(), product="NATION", revision="1", subject=known[0],
        about="x", applicant=known[0], actor="system:test", capacity="self", channel="portal",
        asked_on=date(2026, 11, 25), made_at=NOW, state="withdrawn",
    )  # fmt: skip
    made.words = seal_words(Words(reason="voor een werkgever"), request=str(made.pk))
    made.save(force_insert=True)
    settings.DATA_KEYS = [NEW_KEY, OLD_KEY]
    return made.pk


def renew(*more: str) -> int:
    return cli.main(["keys", "renew", *more])


def said() -> dict[str, str]:
    return {one.name: f"{one.mark} {one.said}" for one in health_identity.examine_kept()}


def test_everything_is_kept_anew_and_the_old_key_may_go(
    under_two: uuid.UUID, settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert renew("--batch", "2") == 0
    told = capsys.readouterr().out
    assert "national numbers: 3 kept anew" in told
    assert "the older ones may go" in told
    settings.DATA_KEYS = [NEW_KEY]
    for one in Resident.objects.all():
        assert queries.number_of(one.pk).is_synthetic
    assert words_of(Request.objects.get(pk=under_two)).reason == "voor een werkgever"
    assert queries.count_apps().old == queries.count_apps().lost == 0


def test_what_was_stopped_half_way_goes_on(under_two: uuid.UUID, capsys) -> None:
    assert people.encrypt_again(limit=1) == 1
    assert renew("--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["renewed"] == {
        "national numbers": 2, "secrets of apps": 1, "words and files of requests": 1,
    }  # fmt: skip
    assert set(report["left"].values()) == {0}
    assert renew("--json") == 0


def test_doctor_says_how_much_stands_under_an_older_key(under_two: uuid.UUID) -> None:
    before = said()
    assert before["keys of national numbers"] == (
        "note 3 of 3 under an older key: loket keys renew"
    )
    assert before["keys of words and files of requests"].startswith("note 1 of 1")
    renew("--json")
    assert said()["keys of national numbers"] == "ok 3 under the first key"


def test_nothing_is_touched_where_a_key_is_missing(
    under_two: uuid.UUID, settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_KEYS = [NEW_KEY]
    assert renew() == 1
    assert "3 stand under a key that LOKET_DATA_KEYS does not name" in capsys.readouterr().err
    assert said()["keys of national numbers"] == "wrong 3 of 3 under a key that is not here"


def test_a_batch_of_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert renew("--batch", "0") == 1
    assert "--batch is at least 1" in capsys.readouterr().err


def test_words_that_were_forgotten_are_nothing_to_keep(under_two: uuid.UUID) -> None:
    Request.objects.update(words=None)
    assert encrypt_again() == 0


def test_a_code_on_paper_made_under_the_former_key_still_opens_and_is_said_to_end_with_it(
    settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_KEYS = [OLD_KEY]
    employee = Employee.objects.create(login="bo", name="Bo")
    first, *_rest = people.make_recovery_codes(employee=employee.pk, now=NOW)
    settings.DATA_KEYS = [NEW_KEY, OLD_KEY]
    people.use_code(employee=employee.pk, code=first, now=NOW)
    assert renew() == 0
    assert "9 codes on paper are not used" in capsys.readouterr().out
