"""What happens by the clock: when each room's tasks are called. The tasks themselves are theirs.

One worker at a time does a task. What says so is a lock of its connection, which the database gives
back whatever kills worker or server; a lock in the job queue would stay with the dead for ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection, connections
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

from loket.foundations.catalogue import queries as catalogue
from loket.foundations.documents import tasks as documents
from loket.foundations.journal import tasks as journal
from loket.foundations.messages import tasks as messages
from loket.foundations.people import tasks as people
from loket.kit import clock
from loket.offices.appointments import tasks as appointments
from loket.offices.certificates import tasks as certificates
from loket.offices.evaluation import tasks as evaluation
from loket.offices.identitydocs import tasks as identitydocs
from loket.offices.kiosks import tasks as kiosks
from loket.offices.queues import tasks as queues

Task = Callable[[datetime], object]

#: Name, task and when: five fields of cron, or six of which the last are seconds.
TIMETABLE: tuple[tuple[str, Task, str], ...] = (
    ("messages.deliver", messages.deliver, "* * * * * */5"),
    ("appointments.lapse_holds", appointments.lapse_holds, "* * * * * */5"),
    ("documents.prepare", documents.prepare, "* * * * * */5"),
    ("appointments.lapse_offers", appointments.lapse_offers, "* * * * * */15"),
    ("certificates.work_jobs", certificates.work_jobs, "* * * * * */10"),
    ("certificates.prepare_batches", certificates.prepare_batches, "* * * * * */5"),
    ("certificates.try_again", certificates.try_again, "* * * * * */5"),
    ("certificates.raise_what_is_late", certificates.raise_what_is_late, "23 * * * *"),
    ("kiosks.lapse", kiosks.lapse, "* * * * * */20"),
    ("kiosks.give_up", kiosks.give_up, "* * * * *"),
    ("kiosks.purge", kiosks.purge, "*/5 * * * *"),
    ("evaluation.look", evaluation.look, "* * * * *"),
    ("journal.seal", journal.seal, "* * * * *"),
    ("appointments.keep_days_open", appointments.keep_days_open, "*/10 * * * *"),
    ("queues.close_days", queues.close_days, "23 2 * * *"),
    ("evaluation.keep_first_free", evaluation.keep_first_free, "7 4 * * *"),
    ("journal.forget", journal.forget, "17 3 * * *"),
    ("evaluation.forget_looks", evaluation.forget_looks, "57 3 * * *"),
    ("people.forget", people.forget, "19 * * * *"),
    ("messages.forget", messages.forget, "27 3 * * *"),
    ("documents.forget", documents.forget, "47 3 * * *"),
    ("appointments.forget_people", appointments.forget_people, "37 3 * * *"),
    ("certificates.forget", certificates.forget, "57 3 * * *"),
    ("identitydocs.forget", identitydocs.forget, "47 3 * * *"),
)


def register() -> None:
    """Puts the timetable into the job queue; what still waits is not queued a second time."""
    for name, task, cron in TIMETABLE:
        job = app.task(name=name, queueing_lock=name)(by_the_clock(name, task))
        app.periodic(cron=cron)(job)
    app.periodic(cron="*/5 * * * *")(app.task(name="jobs.bury", pass_context=True)(bury))


def by_the_clock(name: str, task: Task) -> Callable[[int], None]:
    """As the queue calls it: with a tick. The task gets the time that it is now instead: a job
    that waited must not act in the past. The thread's connection is given back."""

    def run(timestamp: int) -> None:  # noqa: ARG001
        try:
            with alone(name) as mine:
                if mine:
                    turn(task, clock.now())
        finally:
            connections.close_all()

    return run


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """True for the only one who does this now; whoever comes second leaves it the work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"turn {name}"])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            _give_back(name)


def _give_back(name: str) -> None:
    """A connection that is lost has given it back already."""
    with suppress(OperationalError, InterfaceError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [f"turn {name}"])


async def bury(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Takes the jobs of workers that died out of the queue."""
    await bury_dead(context.app.job_manager)


async def bury_dead(jobs: JobManager) -> None:
    """What happens by the clock comes again by itself; anything else is put back to be done."""
    clocked = {name for name, _ in app.periodic_registry.periodic_tasks}
    for job in await jobs.get_stalled_jobs():
        if job.task_name in clocked:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=True)
        else:
            await jobs.retry_job(job)


def turn(task: Task, now: datetime) -> None:
    """Does the task, unless no city lives here yet."""
    if catalogue.find_city() is not None:
        task(now)


register()
