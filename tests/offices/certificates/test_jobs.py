"""Many at once, each under a mandate of its own."""

import uuid
from datetime import datetime, timedelta

import pytest
from tests.offices.certificates.world import NOW, World

from loket.domain.refusals import RuleBroken
from loket.foundations.documents.models import Document
from loket.foundations.people import actions as people
from loket.offices.certificates import actions, queries, tasks
from loket.offices.certificates.models import Job, Request


def give(world: World, name: str, *products: str, days: int = 30, now: datetime = NOW) -> uuid.UUID:
    """Somebody lets Ludo ask, for so many days from today on."""
    day = now.date()
    return people.grant_mandate(
        grantor=world[name], holder=world["Ludo"], products=products or ("NATION",),
        valid_from=day, valid_to=day + timedelta(days=days),
        actor=f"resident:{world[name]}", now=now,
    )  # fmt: skip


def start(world: World, *mandates: uuid.UUID, product: str = "NATION") -> uuid.UUID:
    return actions.start_job(
        product=product, mandates=mandates, holder=world["Ludo"],
        actor=f"resident:{world['Ludo']}", now=NOW,
    )  # fmt: skip


def test_each_subject_is_a_request_of_its_own_and_reads_of_it(world: World) -> None:
    start(world, give(world, "Nora"), give(world, "Tom"))
    tasks.work_jobs(NOW)
    assert Request.objects.filter(state="delivered", capacity="mandate").count() == 2
    for name in ("Nora", "Tom"):
        (told,) = queries.list_shared(world[name])
        assert (told.product, told.capacity) == ("NATION", "mandate")


def test_a_job_goes_on_where_it_was_and_issues_nothing_twice(world: World) -> None:
    job = start(world, give(world, "Nora"), give(world, "Tom"))
    assert actions.work_job(job=job, now=NOW, limit=1) == 1
    (line,) = queries.list_jobs(world["Ludo"])
    assert (line.done, line.total, line.is_finished) == (1, 2, False)
    # As if the worker had died after asking and before noting it.
    found = Job.objects.get(pk=job)
    done = [str(one.mandate) for one in found.requests.all()]
    Job.objects.filter(pk=job).update(waiting=[*done, *found.waiting])
    tasks.work_jobs(NOW)
    assert Document.objects.count() == 2
    assert queries.list_jobs(world["Ludo"])[0].is_finished


def test_a_mandate_withdrawn_before_its_turn_carries_nothing(world: World) -> None:
    mandate = give(world, "Nora")
    job = start(world, mandate)
    people.withdraw_mandate(mandate=mandate, actor=f"resident:{world['Nora']}", now=NOW)
    tasks.work_jobs(NOW)
    assert not Request.objects.exists()
    assert Job.objects.get(pk=job).skipped == 1


def test_a_mandate_that_ended_before_its_turn_carries_nothing(world: World) -> None:
    start(world, give(world, "Nora", days=1))
    tasks.work_jobs(NOW + timedelta(days=2))
    assert not Request.objects.exists()


def test_what_a_rule_stops_for_one_is_with_a_clerk_and_the_others_go_on(world: World) -> None:
    world.change("Nora", under_investigation=True)
    start(world, give(world, "Nora"), give(world, "Tom"))
    tasks.work_jobs(NOW)
    states = set(Request.objects.values_list("state", flat=True))
    assert states == {"with_clerk", "delivered"}


def test_mandates_of_another_holder_are_skipped(world: World) -> None:
    mandate = give(world, "Nora")
    job = actions.start_job(
        product="NATION", mandates=[mandate, uuid.uuid4()], holder=world["Tom"],
        actor=f"resident:{world['Tom']}", now=NOW,
    )  # fmt: skip
    tasks.work_jobs(NOW)
    assert not Request.objects.exists()
    assert Job.objects.get(pk=job).skipped == 2


@pytest.mark.parametrize("product", ["GEZIN", "BIRTH_ACT", "RECORD"])
def test_some_certificates_are_not_for_many(world: World, product: str) -> None:
    with pytest.raises(RuleBroken, match="not_by_mandate"):
        start(world, give(world, "Nora", product), product=product)


def test_only_the_holder_starts_a_job(world: World) -> None:
    mandate = give(world, "Nora")
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.start_job(
            product="NATION", mandates=[mandate], holder=world["Ludo"],
            actor=f"resident:{world['Tom']}", now=NOW,
        )  # fmt: skip
    with pytest.raises(RuleBroken, match="nobody_asked"):
        start(world)


def test_what_a_holder_may_ask_is_counted_and_nobody_is_named(world: World) -> None:
    give(world, "Nora")
    give(world, "Tom")
    assert {
        code: len(some) for code, some in queries.list_mandated(world["Ludo"], NOW).items()
    } == {"NATION": 2}
