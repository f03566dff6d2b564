"""The timetable calls every room's tasks, and each may run twice."""

import asyncio
import inspect
import time
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from procrastinate.contrib.django import app

from loket.config import cluster, periodic
from loket.config.cluster import roles

NOW = datetime(2021, 11, 25, 7, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nobody_at_the_front_door(settings) -> None:
    """Where looks go to: a port of this machine that refuses at once."""
    settings.BASE_URL = "http://127.0.0.1:9"


def test_no_task_of_any_room_is_forgotten() -> None:
    called = {task for _, task, _ in periodic.TIMETABLE}
    forgotten = []
    for config in apps.get_app_configs():
        if config.name.startswith("loket.") and (config.path and _has_tasks(config.path)):
            module = import_module(f"{config.name}.tasks")
            forgotten += [
                f"{config.label}.{name}"
                for name, task in inspect.getmembers(module, inspect.isfunction)
                if task.__module__ == module.__name__ and not name.startswith("_")
                if next(iter(inspect.signature(task).parameters), "") == "now"
                if task not in called
            ]
    assert not forgotten


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "task"), [line[:2] for line in periodic.TIMETABLE])
def test_a_house_without_a_city_does_nothing(name: str, task: periodic.Task) -> None:
    periodic.turn(task, NOW)


@pytest.mark.django_db
def test_every_task_is_safe_to_run_twice_in_a_city(antwerp: None) -> None:
    for _, task, _ in periodic.TIMETABLE * 2:
        periodic.turn(task, NOW)


def test_the_queue_knows_every_line_of_the_timetable() -> None:
    known = {entry.task.name for entry in app.periodic_registry.periodic_tasks.values()}
    assert {name for name, _, _ in periodic.TIMETABLE} <= known


@pytest.mark.django_db
def test_one_worker_at_a_time_does_a_task_and_a_dead_one_hinders_nobody(
    private_cluster: cluster.Cluster,
) -> None:
    name = str(connection.settings_dict["NAME"])
    other = private_cluster.connect(name, roles.APP)
    other.execute("SELECT pg_advisory_lock(hashtextextended('turn messages.deliver', 0))")
    with periodic.alone("messages.deliver") as mine, periodic.alone("journal.seal") as another:
        assert (mine, another) == (False, True)
    other.close()
    until = time.monotonic() + 60
    while not (free := _is_free("messages.deliver")) and time.monotonic() < until:
        time.sleep(0.05)
    assert free


def _is_free(name: str) -> bool:
    with periodic.alone(name) as mine:
        return mine


@pytest.mark.django_db(transaction=True)
def test_jobs_of_a_dead_worker_leave_the_queue_or_are_done_again() -> None:
    jobs = {_stalled(name): name for name in ("messages.deliver", "something.asked_for")}
    asyncio.run(_bury())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, status::text FROM procrastinate_jobs WHERE id = ANY(%s)", [list(jobs)]
        )
        left = {jobs[key]: status for key, status in cursor.fetchall()}
    assert left == {"something.asked_for": "todo"}


def _stalled(name: str) -> int:
    """A job that a worker took which is not there any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
            " VALUES ('default', %s, 'doing') RETURNING id",
            [name],
        )
        return cursor.fetchone()[0]


async def _bury() -> None:
    worker = app.with_connector(app.connector.get_worker_connector())
    async with worker.open_async():
        await periodic.bury_dead(worker.job_manager)


def _has_tasks(path: str) -> bool:
    from pathlib import Path

    return (Path(path) / "tasks.py").is_file()
