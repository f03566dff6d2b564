"""Paper leaves in batches."""

import uuid

import pytest
from tests.offices.certificates.world import NOW, World, ask, clerk

from loket.domain.people.may import Role
from loket.domain.people.standing import of_oneself
from loket.domain.refusals import RuleBroken
from loket.offices.certificates import actions, queries
from loket.offices.certificates.actions import Words


def by_post(world: World, name: str) -> None:
    actions.ask(
        product="NATION", standing=of_oneself(world[name]), words=Words(), channel="portal",
        key=uuid.uuid4(), now=NOW, way="post",
    )  # fmt: skip


def test_what_is_to_be_posted_is_in_one_batch_and_no_other(world: World) -> None:
    by_post(world, "Nora")
    by_post(world, "Tom")
    ask(world["Ludo"])
    actor = clerk()
    assert queries.count_to_post() == 2
    actions.make_batch(actor=actor, now=NOW)
    (batch,) = queries.list_batches()
    assert [product for _key, product in batch.documents] == ["NATION", "NATION"]
    with pytest.raises(RuleBroken, match="nothing_to_post"):
        actions.make_batch(actor=actor, now=NOW)


def test_a_clerk_prints_each_and_says_that_the_batch_left(world: World) -> None:
    by_post(world, "Nora")
    actor = clerk()
    batch = actions.make_batch(actor=actor, now=NOW)
    ((request, _product),) = queries.list_batches()[0].documents
    assert actions.fetch(request=request, actor=actor, now=NOW).startswith(b"%PDF")
    for _ in range(2):
        actions.post_batch(batch=batch, actor=actor, now=NOW)
    assert queries.list_batches()[0].posted_at == NOW


def test_only_clerks_post(world: World) -> None:
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.make_batch(actor=clerk(role=Role.RECEPTION), now=NOW)
    with pytest.raises(RuleBroken, match="unknown_batch"):
        actions.post_batch(batch=uuid.uuid4(), actor=clerk("bo"), now=NOW)
