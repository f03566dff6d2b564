"""The sealing process as it is started: own user and role, kills, what doctor says."""

import os
import pwd
import signal
import subprocess
import sys
import threading
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.factories import documents as factory
from tests.factories.city import make_city

from loket.config import cluster, demoseal, env, health
from loket.config.cluster import roles
from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions, queries, tasks
from loket.foundations.documents.models import Document, Seal
from loket.kit import clock

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE_SECONDS = 120


@pytest.fixture
def seal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seal")
    demoseal.make(folder, "open sesame", now=clock.now())
    return folder


@pytest.fixture
def environment(private_cluster: cluster.Cluster, seal_folder: Path) -> dict[str, str]:
    database = connection.settings_dict["NAME"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    return kept | {
        "LOKET_DEMO": "1",
        "LOKET_SEALER_DATABASE_URL": private_cluster.url(database, roles.SEALER),
        "LOKET_SEAL_FOLDER": str(seal_folder),
        "LOKET_SEAL_PASSPHRASE": "open sesame",
        "LOKET_SEAL_BESIDES": private_cluster.account.name,
    }


@pytest.fixture
def city() -> None:
    make_city()


def start(environment: dict[str, str], *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "loket.config", "seal", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_all() -> None:
    """Until nothing waits; the application's own task prepares places meanwhile."""
    until = time.monotonic() + PATIENCE_SECONDS
    while Document.objects.filter(sealed_at=None).exists():
        assert time.monotonic() < until, "documents still wait"
        tasks.prepare(clock.now())
        time.sleep(0.05)


def test_it_seals_as_a_user_who_owns_nothing(
    city: None, environment: dict[str, str], private_cluster: cluster.Cluster
) -> None:
    document = factory.author(now=clock.now())
    process = start(environment)
    try:
        wait_for_all()
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=PATIENCE_SECONDS)
    us = pwd.getpwuid(os.geteuid()).pw_name
    who = said.strip().removeprefix("sealing as ")
    assert who != "root"
    assert who == us or who != private_cluster.account.name
    assert queries.verify_upload(queries.content(document)).answer == "authentic"


def test_a_killed_process_leaves_each_document_waiting_or_sealed_and_never_twice(
    city: None, environment: dict[str, str]
) -> None:
    documents = [factory.author(f"kill:{number}", now=clock.now()) for number in range(30)]
    for _ in range(3):
        process = start(environment)
        sealed = Seal.objects.count()
        until = time.monotonic() + PATIENCE_SECONDS
        while Seal.objects.count() < min(sealed + 5, len(documents)) and time.monotonic() < until:
            tasks.prepare(clock.now())
        process.send_signal(signal.SIGKILL)
        process.communicate()
        half = Document.objects.filter(sealed_at=None, file_hash__isnull=False)
        assert not half.exists()
    last = start(environment)
    try:
        wait_for_all()
    finally:
        last.terminate()
        last.communicate(timeout=PATIENCE_SECONDS)
    assert Seal.objects.count() == len(documents)
    for document in documents[::10]:
        assert queries.verify_upload(queries.content(document)).answer == "authentic"


def test_an_act_that_is_killed_before_its_commit_issues_once_when_it_is_asked_again(
    city: None,
) -> None:
    from django.db import transaction

    class KilledError(Exception):
        """As if the process had been killed: nothing after it runs."""

    @transaction.atomic
    def act() -> None:
        factory.author("once:1")
        raise KilledError

    with pytest.raises(KilledError):
        act()
    assert not Document.objects.exists()
    assert factory.author("once:1") == factory.author("once:1")
    assert Document.objects.count() == 1


def test_two_who_ask_at_once_get_one_document(city: None) -> None:
    found: list[uuid.UUID] = []
    gate = threading.Barrier(4)

    def ask() -> None:
        gate.wait()
        found.append(factory.author("together:1"))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert Document.objects.count() == 1


def test_once_leaves_with_a_reason_when_it_could_not_seal(
    city: None, environment: dict[str, str]
) -> None:
    factory.author(now=clock.now())
    away = environment | {"LOKET_TIMESTAMPS_URL": "http://127.0.0.1:9/"}
    process = start(away, "--once")
    _, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    assert "no time stamp (unreachable)" in said
    assert not Seal.objects.exists()


@pytest.mark.parametrize(
    ("without", "reason"),
    [
        ("LOKET_SEALER_DATABASE_URL", "a role of its own"),
        ("LOKET_SEAL_FOLDER", "nobody knows whose seal"),
        ("LOKET_DEMO", "lies in a token"),
        ("LOKET_SEAL_PASSPHRASE", "cannot be had"),
    ],
)
def test_what_is_missing_is_said(
    city: None, environment: dict[str, str], without: str, reason: str
) -> None:
    process = start({name: value for name, value in environment.items() if name != without})
    _, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, reason in said) == (1, True), said


def test_doctor_says_whose_seal_it_is_until_when_and_what_waits(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> dict[str, tuple[str, str]]:
        return {one.name: (one.mark, one.said) for one in health.examine_database()}

    assert told()["seal"][0] == "note"
    actions.enlist(sealer=factory.sealer(), now=factory.NOW)
    factory.author(now=clock.now() - timedelta(hours=1))
    found = told()
    assert found["documents"][0] == "wrong"
    assert "1 wait for their seal" in found["documents"][1]
    assert "certificate Zegel van een demonstratie" in found
    assert found["seal's material"][1].startswith(("good until", "ran out"))
    assert env.text("LOKET_DEMO") == "1"


def test_a_document_that_waits_says_so_in_words_people_understand(city: None) -> None:
    from loket.channels.ui.sentences import sentences

    document = factory.author()
    with pytest.raises(RuleBroken) as refused:
        queries.content(document)
    assert "wacht nog op zijn zegel" in sentences(refused.value)[0]
