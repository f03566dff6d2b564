"""`loket` says what it does, and leaves with 0, 1 or 2."""

import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from loket.config import cli, env, surroundings
from loket.config.talk import Refused
from loket.foundations.journal.models import Line
from loket.foundations.people import queries as people
from loket.foundations.people.models import Employee
from loket.kit import clock

COMMANDS = [
    ["demo"],
    ["serve"],
    ["worker"],
    ["seal"],
    ["live"],
    ["migrate"],
    ["hire"],
    ["city", "load"],
    ["city", "check"],
    ["citizens"],
    ["import", "dldb"],
    ["keys", "renew"],
    ["preview"],
    ["bench"],
    ["doctor"],
    ["assets"],
    ["simulate", "identity"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main([*command, "--help"])
    assert left.value.code == 0
    assert f"usage: loket {' '.join(command)}" in capsys.readouterr().out


def test_wrong_use_leaves_with_2() -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["demo", "--port", "many"])
    assert left.value.code == 2


def test_a_taken_port_is_refused_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["demo", "--port", str(port)]) == 1
    assert f"port {port} is taken; try: loket demo --port {port + 10}" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["city", "check", str(tmp_path / "nowhere")]) == 1
    assert "is not a folder with a city pack" in capsys.readouterr().err


def test_an_unknown_benchmark_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bench", "wishes"]) == 1
    assert "no benchmark wishes" in capsys.readouterr().err


def _loket(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    clean.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "loket.config", *arguments],
        env=clean | environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_serving_without_a_key_names_everything_that_is_missing() -> None:
    answer = _loket("serve")
    assert answer.returncode == 1
    for name in ("DATABASE_URL", "LOKET_SECRET_KEY", "LOKET_DATA_KEYS", "LOKET_DOCUMENT_KEYS"):
        assert name in answer.stderr


def test_every_variable_that_settings_read_is_explained_by_doctor() -> None:
    known = {one.name for one in env.VARIABLES}
    inner = {"LOKET_CLOCK_SHIFT", "LOKET_HASH_STATIC", "LOKET_PLAIN_STATIC"}
    source = "".join(
        path.read_text() for path in (env.REPOSITORY / "src" / "loket" / "config").glob("*.py")
    )
    read = {
        call.split('"')[0]
        for function in ("text", "flag", "number", "words")
        for call in source.split(f'env.{function}("')[1:]
    }
    assert read - inner <= known


def test_doctor_reads_for_machines_and_finds_a_schema_that_is_behind(open_folder: Path) -> None:
    answer = _loket("doctor", "--json", LOKET_VAR=str(open_folder))
    report = json.loads(answer.stdout)
    wrong = [one["name"] for one in report["findings"] if one["mark"] == "wrong"]
    assert (answer.returncode, report["healthy"], wrong) == (1, False, ["schema"])


def test_starting_says_nothing_of_the_libraries_inside(open_folder: Path) -> None:
    answer = _loket("doctor", LOKET_VAR=str(open_folder), LOKET_LOG_LEVEL="INFO")
    assert "schema" in answer.stdout
    assert answer.stderr == ""


def test_the_demo_makes_its_key_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_VAR", str(tmp_path))
    key = surroundings.demo_key()
    assert surroundings.demo_key() == key
    assert (tmp_path / "demo.key").stat().st_mode & 0o077 == 0


def test_requiring_says_all_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_SECRET_KEY", "")
    with pytest.raises(Refused, match="LOKET_SECRET_KEY"):
        surroundings.require()


def _type(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))


@pytest.mark.django_db
def test_the_first_administrator_is_hired_from_the_command_line_and_may_hire_others(
    monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    _type(monkeypatch, "zeven-groene-bakfietsen")
    assert cli.main(["hire", "M.Claes", "Mei Claes"]) == 0
    hired = Employee.objects.get(login="m.claes")
    assert hired.check_password("zeven-groene-bakfietsen")
    today = clock.now().date()
    people.check_right(actor=hired.actor, act="people.hire", on=today)
    assert set(Line.objects.values_list("act", "actor")) == {
        ("people.hire", "system:hire"),
        ("people.assign", "system:hire"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["kort", "", "administrator"])
def test_a_password_that_is_easy_to_guess_hires_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], password: str
) -> None:
    _type(monkeypatch, password)
    assert cli.main(["hire", "m.claes", "Mei Claes"]) == 1
    assert "wachtwoord" in capsys.readouterr().err
    assert not Employee.objects.exists()
